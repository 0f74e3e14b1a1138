import { toBase64 } from "../../lib/encoding.ts";
import { newId } from "../../lib/ids.ts";
import type { EventKind } from "../model/told-events.ts";
import type { Change } from "../ports/changes.ts";
import type { EndpointStore, Outbound } from "../ports/telling.ts";

type Deps = { endpoints: EndpointStore; outbound: Outbound };

/**
 * Makes an endpoint with a secret of its own, which is told this once.
 * @throws AppError `webhook.target_refused`, `webhook_endpoint.too_many`
 */
export async function createWebhookEndpoint(
	wanted: { name: string; url: string; kinds: EventKind[] },
	change: Change,
	{ endpoints, outbound }: Deps,
): Promise<{ id: string; secret: string }> {
	outbound.checkTarget(wanted.url);
	const id = newId("whe", change.now);
	const secret = newSecret();
	await endpoints.create({ ...wanted, id, secret }, change);
	return { id, secret };
}

/** As Standard Webhooks writes them: 24 to 64 random bytes. */
export function newSecret(): string {
	return `whsec_${toBase64(crypto.getRandomValues(new Uint8Array(32)))}`;
}
