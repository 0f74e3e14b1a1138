import { isLoopback } from "./lib/clock.ts";
import type { KeyRing } from "./lib/key-ring.ts";
import { stopToken, trackingToken } from "./lib/shipment-tokens.ts";

/** Under which addresses others reach this Worker, where it knows its own. */
export function createOwnAddresses(publicUrl: string | undefined, keys: KeyRing) {
	const ownUrl = publicUrl ? publicUrl.replace(/\/+$/, "") : null;
	return {
		callbackUrl: (connectionId: string) => webhookUrl(publicUrl, connectionId),
		customerLinks: {
			tracking: async (shipmentId: string, link: number) =>
				ownUrl === null
					? null
					: `${ownUrl}/track/${await trackingToken(keys, { shipmentId, link })}`,
			stop: async (shipmentId: string) =>
				ownUrl === null ? null : `${ownUrl}/mails/stop/${await stopToken(keys, shipmentId)}`,
		},
	};
}

/** Exact calls https addresses only (knowledge base, "Webhooks", 2026-11); a simulator takes loopback too. */
function webhookUrl(publicUrl: string | undefined, connectionId: string): string | undefined {
	const url = URL.parse(publicUrl ?? "");
	if (url === null || (url.protocol !== "https:" && !isLoopback(url.hostname))) {
		return undefined;
	}
	return `${url.href.replace(/\/+$/, "")}/webhooks/exact/${connectionId}`;
}
