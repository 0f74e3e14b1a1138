import type { KeyRing } from "../../lib/key-ring.ts";
import type { HttpContext } from "../context.ts";
import { findPublicUrl } from "../public-url.ts";

/**
 * The link that a customer follows a shipment by. It is derived and not stored: the shipment, the number of its link,
 * and an HMAC over both, so that every shipment has one, nobody finds another by trying (256 bits, compared in
 * constant time before the database is asked), and a withdrawn one is told from one that never was.
 */
export type TrackingLink = { shipmentId: string; link: number };

const TOKEN = /^([0-9A-Z]{22})\.([1-9]\d{0,5})\.([A-Za-z][\w-]{0,31}\.[\w-]{43})$/;
const PREFIX = "shp_";

export async function trackingToken(keys: KeyRing, wanted: TrackingLink): Promise<string> {
	const signature = await keys.sign("track", message(wanted));
	return `${wanted.shipmentId.slice(PREFIX.length)}.${wanted.link}.${signature}`;
}

/** Undefined for anything that was not made here. */
export async function readTrackingToken(
	keys: KeyRing,
	token: string,
): Promise<TrackingLink | undefined> {
	const [, id = "", link = "", signature = ""] = TOKEN.exec(token) ?? [];
	const wanted = { shipmentId: `${PREFIX}${id}`, link: Number(link) };
	const isOurs = await keys.verify("track", message(wanted), signature);
	return isOurs ? wanted : undefined;
}

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

function message({ shipmentId, link }: TrackingLink): string {
	return `v1|track|${shipmentId}|${link}`;
}
