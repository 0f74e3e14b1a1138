import { forEachLimited } from "../../src/lib/concurrency.ts";
import { URLS } from "./addresses.ts";
import { listAll } from "./lists.ts";
import { readTruth, uncancelled } from "./truth.ts";
import type { World } from "./world.ts";

type Summary = {
	id: string;
	divisionId: string;
	status: string;
	orders: { orderNumber: number }[];
	masterTrackingNumber: string | null;
};

type Detail = {
	documents: { id: string; kind: string }[];
	masterTrackingNumber: string | null;
};

type Label = { order: string; trackingNumber: string; url: string };

const LOOK_EVERY_MS = 2_500;
const LINK_SECONDS = 604_800;

/**
 * Watches the labels that can be had from us: takes a signed link of each when it first sees it, and asks for the
 * bytes of all labels of an order that has had more than one.
 */
export class LabelWatch {
	/** Orders of which two different labels could be printed at one instant. */
	readonly twoPrintable = new Set<string>();
	readonly #world: World;
	readonly #labels = new Map<string, Label>();
	readonly #seen = new Set<string>();
	#lookAgainAt = 0;
	/** Times that all labels were looked at while the scenario ran. */
	looks = 0;

	constructor(world: World) {
		this.#world = world;
	}

	/** At most every few seconds of real time, and never most of the time. */
	async lookNowAndThen(): Promise<void> {
		const startedAt = Date.now();
		if (startedAt >= this.#lookAgainAt) {
			// While the Worker is away there is nothing to print.
			await this.look().then(
				() => (this.looks += 1),
				() => undefined,
			);
			const tookMs = Date.now() - startedAt;
			this.#lookAgainAt = Date.now() + Math.max(LOOK_EVERY_MS, 10 * tookMs);
		}
	}

	async look(): Promise<void> {
		const shipments = await listAll<Summary>(this.#world.api, "shipments");
		await forEachLimited(shipments, 6, async (shipment) => {
			const { id, masterTrackingNumber } = shipment;
			const version = `${id} ${masterTrackingNumber}`;
			if (
				masterTrackingNumber !== null &&
				!this.#seen.has(version) &&
				(await this.#take(shipment, masterTrackingNumber))
			) {
				this.#seen.add(version);
			}
		});
		const byOrder = Map.groupBy(this.#labels.values(), ({ order }) => order);
		for (const [order, labels] of byOrder) {
			if (new Set(labels.map(({ trackingNumber }) => trackingNumber)).size > 1) {
				const printable = await this.#printable(labels);
				if (new Set(printable.map(({ trackingNumber }) => trackingNumber)).size > 1) {
					this.twoPrintable.add(order);
				}
			}
		}
	}

	/** Labels that can be printed although FedEx has no such shipment, or has cancelled it. */
	async countDead(): Promise<number> {
		await this.look();
		const { shipments } = await readTruth();
		const living = new Set(
			[...shipments.values()].flatMap((made) =>
				uncancelled(made).flatMap(({ trackingNumbers }) => trackingNumbers),
			),
		);
		const doubtful = [...this.#labels.values()].filter(
			(label) => !living.has(label.trackingNumber),
		);
		return (await this.#printable(doubtful)).length;
	}

	/** False where another label was made since the shipment was listed: then its number is not this one. */
	async #take({ id, divisionId, orders }: Summary, trackingNumber: string): Promise<boolean> {
		const { documents, masterTrackingNumber } = await this.#world.api.get<Detail>(
			`/api/v1/shipments/${id}`,
		);
		if (masterTrackingNumber !== trackingNumber) {
			return false;
		}
		const region = this.#world.divisions.find((division) => division.id === divisionId)?.region;
		for (const document of documents.filter(({ kind }) => kind === "label")) {
			if (!this.#labels.has(document.id)) {
				const url = await this.#linkTo(document.id);
				if (url === undefined) {
					continue;
				}
				const order = `${region}/${orders[0]?.orderNumber}`;
				this.#labels.set(document.id, { order, trackingNumber, url });
			}
		}
		return true;
	}

	/** Undefined for a label that was taken back before it was seen. */
	async #linkTo(documentId: string): Promise<string | undefined> {
		try {
			const { url } = await this.#world.api.send<{ url: string }>(
				"POST",
				`/api/v1/documents/${documentId}/link`,
				{ expiresInSeconds: LINK_SECONDS },
			);
			return url;
		} catch (error) {
			if (String(error).includes("document.revoked")) {
				return undefined;
			}
			throw error;
		}
	}

	async #printable(labels: readonly Label[]): Promise<Label[]> {
		const answers = await Promise.all(
			labels.map(async (label) => {
				const response = await fetch(label.url.replace(/^https?:\/\/[^/]+/, URLS.worker));
				await response.body?.cancel();
				return response.ok ? [label] : [];
			}),
		);
		return answers.flat();
	}
}
