import type { Collection } from "../twin/store.ts";
import type { Administration } from "./state/administration.ts";
import type { SubscriptionRow } from "./state/row-types.ts";
import type { Site } from "./state/site.ts";

export type WebhookEvent = {
	topic: string;
	action: "Create" | "Update" | "Delete";
	key: string;
};

/** A message on its way to a subscriber; an empty body is the validation of a subscription. */
type Delivery = {
	region: string;
	division: number;
	subscriptionId: string;
	url: string;
	body: string;
	attempt: number;
	dueAt: number;
};

const RETRIES = 10;
const CALL_TIMEOUT_MS = 10_000;
const ENDPOINTS: Record<string, string> = {
	SalesOrders: "salesorder/SalesOrders",
	GoodsDeliveries: "salesorder/GoodsDeliveries",
	Documents: "documents/Documents",
};

/**
 * Calls subscribers back: a second after the cause, and again after 2, 4, 8… minutes of the twin's clock
 * while they don't answer 200 or 201, ten times at most. Without a delay the cause waits for the call.
 */
export class Webhooks {
	readonly #site: Site;
	readonly #send: typeof fetch;
	readonly #delayMs: number;
	readonly #queue: Collection<Delivery>;
	readonly #inFlight = new Set<string>();

	constructor(site: Site, options: { send: typeof fetch; delayMs: number }) {
		this.#site = site;
		this.#send = options.send;
		this.#delayMs = options.delayMs;
		this.#queue = site.store.collection("webhook-queue");
	}

	async validate(admin: Administration, subscription: SubscriptionRow): Promise<void> {
		await this.#enqueue(admin, subscription, "");
	}

	async notify(admin: Administration, event: WebhookEvent): Promise<void> {
		for (const subscription of admin.subscriptions.values()) {
			if (subscription.Topic === event.topic && subscription.isValidated) {
				const body = await this.#message(admin, subscription, event);
				await this.#enqueue(admin, subscription, body);
			}
		}
	}

	/** Sends what is due. */
	async deliverDue(): Promise<void> {
		const now = this.#site.clock.now();
		for (const [id] of this.#queue.entries()) {
			const delivery = this.#queue.get(id);
			if (delivery !== undefined && delivery.dueAt <= now && !this.#inFlight.has(id)) {
				this.#inFlight.add(id);
				await this.#deliver(id, delivery);
				this.#inFlight.delete(id);
			}
		}
	}

	waiting(): Delivery[] {
		return this.#queue.values();
	}

	async #enqueue(
		{ division }: Administration,
		subscription: SubscriptionRow,
		body: string,
	): Promise<void> {
		this.#queue.set(crypto.randomUUID(), {
			region: division.region,
			division: division.code,
			subscriptionId: subscription.ID,
			url: subscription.CallbackURL,
			body,
			attempt: 0,
			dueAt: this.#site.clock.now() + this.#delayMs,
		});
		if (this.#delayMs === 0) {
			await this.deliverDue();
		} else {
			setTimeout(() => void this.deliverDue(), this.#delayMs);
		}
	}

	async #deliver(id: string, delivery: Delivery): Promise<void> {
		const isTaken = await this.#post(delivery);
		const attempt = delivery.attempt + 1;
		if (delivery.body === "") {
			this.#settle(delivery, isTaken);
		}
		if (isTaken || delivery.body === "" || attempt > RETRIES) {
			this.#queue.delete(id);
			return;
		}
		const dueAt = this.#site.clock.now() + 2 ** attempt * 60_000;
		this.#queue.set(id, { ...delivery, attempt, dueAt });
	}

	async #post({ url, body }: Delivery): Promise<boolean> {
		try {
			const response = await this.#send(url, {
				method: "POST",
				headers: { "Content-Type": "application/json; charset=utf-8" },
				body,
				signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
			});
			await response.body?.cancel();
			return response.status === 200 || response.status === 201;
		} catch {
			// A subscriber that can't be reached is tried again like one that refuses.
			return false;
		}
	}

	/** A subscription whose address did not answer its validation is refused. */
	#settle({ region, division, subscriptionId }: Delivery, isValidated: boolean): void {
		const table = this.#site.store.collection<SubscriptionRow>(
			`${region}/${division}/subscriptions`,
		);
		const subscription = table.get(subscriptionId);
		if (subscription !== undefined && isValidated) {
			table.set(subscriptionId, { ...subscription, isValidated });
		} else {
			table.delete(subscriptionId);
		}
	}

	async #message(
		{ division }: Administration,
		subscription: SubscriptionRow,
		event: WebhookEvent,
	): Promise<string> {
		const host = `https://start.exactonline.${division.region}`;
		const content = JSON.stringify({
			Topic: event.topic,
			ClientId: subscription.ClientID,
			Division: division.code,
			Action: event.action,
			Key: event.key,
			ExactOnlineEndpoint: `${host}/api/v1/${division.code}/${ENDPOINTS[event.topic]}(guid'${event.key}')`,
			EventCreatedOn: new Date(this.#site.clock.now()).toISOString().slice(0, 23),
		});
		const secret = this.#site.app(division.region, subscription.ClientID)?.webhookSecret ?? "";
		return `{"Content":${content},"HashCode":"${await hmacHex(secret, content)}"}`;
	}
}

/** Uppercase hex of HMAC-SHA256. */
async function hmacHex(secret: string, text: string): Promise<string> {
	const encoder = new TextEncoder();
	const key = await crypto.subtle.importKey(
		"raw",
		encoder.encode(secret),
		{ name: "HMAC", hash: "SHA-256" },
		false,
		["sign"],
	);
	const signature = await crypto.subtle.sign("HMAC", key, encoder.encode(text));
	return [...new Uint8Array(signature)]
		.map((byte) => byte.toString(16).padStart(2, "0"))
		.join("")
		.toUpperCase();
}
