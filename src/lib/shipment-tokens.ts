import type { KeyRing } from "./key-ring.ts";

/**
 * Tokens in the addresses that customers get. They are derived and not stored: the shipment, for its page the number of
 * its link, and an HMAC over both, so that every shipment has one, nobody finds another by trying (256 bits, compared
 * in constant time before the database is asked), and a withdrawn one is told from one that never was.
 */
export type TrackingLink = { shipmentId: string; link: number };

const PREFIX = "shp_";
const ID = "([0-9A-Z]{22})";
const SIGNATURE = String.raw`([A-Za-z][\w-]{0,31}\.[\w-]{43})`;
const TRACKING = new RegExp(String.raw`^${ID}\.([1-9]\d{0,5})\.${SIGNATURE}$`);
const STOP = new RegExp(String.raw`^${ID}\.${SIGNATURE}$`);

export async function trackingToken(keys: KeyRing, wanted: TrackingLink): Promise<string> {
	const signature = await keys.sign("track", trackingMessage(wanted));
	return `${wanted.shipmentId.slice(PREFIX.length)}.${wanted.link}.${signature}`;
}

/** Undefined for anything that was not made here. */
export async function readTrackingToken(
	keys: KeyRing,
	token: string,
): Promise<TrackingLink | undefined> {
	const [, id = "", link = "", signature = ""] = TRACKING.exec(token) ?? [];
	const wanted = { shipmentId: `${PREFIX}${id}`, link: Number(link) };
	const isOurs = await keys.verify("track", trackingMessage(wanted), signature);
	return isOurs ? wanted : undefined;
}

/** Ends the mails to whom that shipment goes. */
export async function stopToken(keys: KeyRing, shipmentId: string): Promise<string> {
	return `${shipmentId.slice(PREFIX.length)}.${await keys.sign("mail", stopMessage(shipmentId))}`;
}

/** Undefined for anything that was not made here. */
export async function readStopToken(keys: KeyRing, token: string): Promise<string | undefined> {
	const [, id = "", signature = ""] = STOP.exec(token) ?? [];
	const shipmentId = `${PREFIX}${id}`;
	return (await keys.verify("mail", stopMessage(shipmentId), signature)) ? shipmentId : undefined;
}

function trackingMessage({ shipmentId, link }: TrackingLink): string {
	return `v1|track|${shipmentId}|${link}`;
}

function stopMessage(shipmentId: string): string {
	return `v1|stop|${shipmentId}`;
}
