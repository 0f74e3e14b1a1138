import { sha256Hex } from "../../lib/encoding.ts";
import { isAppError, refusal } from "../../lib/errors.ts";
import { newId } from "../../lib/ids.ts";
import { GROUND_COUNTRIES } from "../model/facts/ground-services.ts";
import { localMoment } from "../model/ship-date.ts";
import type { CarrierDocument } from "../model/shipment.ts";
import type { GroundCloseDesk } from "../ports/carrier.ts";
import type { Change } from "../ports/changes.ts";
import type { DivisionSetupStore } from "../ports/divisions.ts";
import type { AccountSetupStore, FedexAccount } from "../ports/fedex-accounts.ts";
import type { GroundClose, GroundCloseStore } from "../ports/ground-closes.ts";
import type { ObjectStore } from "../ports/platform.ts";
import type { StoredDocument } from "../ports/shipments.ts";
import { invalidField, requireDone, requireFound } from "../refusals.ts";
import { requireMapped } from "./poll-now.ts";

type GroundCloseWish = {
	/** The division's own account where it names none. */
	fedexAccountId: string | null;
	/** `YYYY-MM-DD`; today where the division is. */
	day: string | null;
};

type GroundCloseDeps = {
	divisions: DivisionSetupStore;
	accounts: AccountSetupStore;
	groundCloses: GroundCloseStore;
	objects: ObjectStore;
	desk(account: FedexAccount): Promise<GroundCloseDesk>;
};

/** A run that was killed has long ended by then: FedEx is waited for much shorter. */
const RUN_MAX_MS = 120_000;

/**
 * Closes a day at FedEx Ground and keeps the manifest. A repeat closes what was labelled since, and answers the close
 * that there is where nothing was. After a lost answer FedEx is first asked for the manifest of a parcel of that
 * close, which tells whether it happened, so that asking again is always safe.
 */
export async function closeGroundDay(
	divisionId: string,
	wish: GroundCloseWish,
	change: Change,
	deps: GroundCloseDeps,
): Promise<GroundClose> {
	const { account, day } = await readWish(divisionId, wish, change, deps);
	const of = { fedexAccountId: account.id, day };
	const desk = await deps.desk(account);
	const before = await deps.groundCloses.list(of);
	const known = await settleLast(before.at(-1), desk, change, deps);
	const open = await deps.groundCloses.listOpen(of);
	if (open.length === 0) {
		const closed = known ?? before.findLast(({ state }) => state === "closed");
		if (closed === undefined) {
			throw refusal(
				"ground_close.nothing_to_close",
				`No Ground parcel of ${day} with a label waits to be closed on this account.`,
			);
		}
		return closed;
	}
	const close: GroundClose = {
		id: newId("gcl", change.now),
		divisionId,
		...of,
		number: before.length + 1,
		state: "asked",
		shipments: open.length,
		packages: open.reduce((sum, { packages }) => sum + packages, 0),
		version: 1,
		createdAt: change.now,
		updatedAt: change.now,
	};
	const ids = open.map(({ id }) => id);
	requireDone(await deps.groundCloses.begin(close, ids, change));
	let papers: CarrierDocument[];
	try {
		papers = await desk.close(day);
	} catch (error) {
		const isSure =
			isAppError(error) && error.disposition !== "uncertain" && error.disposition !== "retry";
		await end(close, isSure ? "refused" : "unknown", [], { change, deps });
		throw isSure ? error : lost();
	}
	return end(close, "closed", papers, { change, deps });
}

/** What became of a close whose answer was lost: closed, with its papers, or not. */
async function settleLast(
	last: GroundClose | undefined,
	desk: GroundCloseDesk,
	change: Change,
	deps: GroundCloseDeps,
): Promise<GroundClose | undefined> {
	if (last?.state !== "asked" && last?.state !== "unknown") {
		return undefined;
	}
	if (last.state === "asked" && change.now - last.createdAt < RUN_MAX_MS) {
		throw refusal("ground_close.in_progress", "The day is being closed. Look again in a minute.");
	}
	const trackingNumber = await deps.groundCloses.findTrackingNumber(last.id);
	const papers = trackingNumber === undefined ? undefined : await desk.reprint(trackingNumber);
	const settled = await end(last, papers === undefined ? "refused" : "closed", papers ?? [], {
		change,
		deps,
	});
	return settled.state === "closed" ? settled : undefined;
}

async function end(
	close: GroundClose,
	state: GroundClose["state"],
	papers: readonly CarrierDocument[],
	{ change, deps }: { change: Change; deps: GroundCloseDeps },
): Promise<GroundClose> {
	const documents = await store(close, papers, change.now, deps.objects);
	requireDone(await deps.groundCloses.end(close, { state, documents }, change));
	return { ...close, state, version: close.version + 1, updatedAt: change.now };
}

/** Each under a key of its own: papers that are asked for again need not be the same bytes. */
async function store(
	close: GroundClose,
	papers: readonly CarrierDocument[],
	now: number,
	objects: ObjectStore,
): Promise<StoredDocument[]> {
	return Promise.all(
		papers.map(async ({ packageSequence, kind, contentType, extension, bytes }) => {
			const id = newId("doc", now);
			const key = `ground-closes/${close.id}/${id}-${kind}-${close.day}.${extension}`;
			await objects.putOnce(key, bytes, contentType);
			const sha256 = await sha256Hex(bytes);
			return { id, packageSequence, kind, contentType, bytes: bytes.length, sha256, key };
		}),
	);
}

async function readWish(
	divisionId: string,
	wish: GroundCloseWish,
	change: Change,
	deps: GroundCloseDeps,
) {
	const division = requireFound("division", divisionId, await deps.divisions.find(divisionId));
	const { settings } = division;
	requireMapped(division);
	if (settings === null) {
		throw new Error("a mapped division has settings");
	}
	if (!GROUND_COUNTRIES.has(settings.shipFrom.country)) {
		throw refusal(
			"ground_close.not_here",
			"FedEx Ground runs in the United States and Canada only, so this division has no day to close.",
		);
	}
	const accountId = wish.fedexAccountId ?? settings.fedexAccountId;
	const account = await deps.accounts.find(accountId);
	if (account === undefined) {
		throw invalidField({
			field: "fedexAccountId",
			message: `There is no FedEx account ${accountId}.`,
			remedy: "Give the id of one, as GET /api/v1/fedex-accounts lists them.",
		});
	}
	const today = localMoment(change.now, settings.timeZone).date;
	const day = wish.day ?? today;
	if (day > today) {
		throw invalidField({
			field: "day",
			message: "It has not begun.",
			remedy: "Choose today, or a day whose parcels were not closed.",
		});
	}
	return { account, day };
}

function lost() {
	return refusal(
		"ground_close.unknown",
		"FedEx's answer was lost, so the day may be closed. Ask again: FedEx is asked first what became of this.",
	);
}
