import { type TrackingLink, trackingToken } from "../../lib/shipment-tokens.ts";
import type { HttpContext } from "../context.ts";
import { findPublicUrl } from "../public-url.ts";

export { readTrackingToken, trackingToken } from "../../lib/shipment-tokens.ts";

/** The whole address for the customer; null where this Worker does not know its own. */
export async function trackingPageUrl(
	c: HttpContext,
	wanted: TrackingLink,
): Promise<string | null> {
	const origin = findPublicUrl(c);
	return origin === undefined
		? null
		: `${origin}/track/${await trackingToken(c.var.services.keys, wanted)}`;
}
