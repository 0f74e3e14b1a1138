import { fromBase64Url, toBase64Url } from "../../lib/encoding.ts";
import { AppError } from "../../lib/errors.ts";
import type { KeyRing } from "../../lib/key-ring.ts";
import type { RawAnswer } from "../model/shipment.ts";
import type { Journal, ObjectStore } from "../ports/platform.ts";

/**
 * What was asked of the carrier and what it answered, one write-once object per attempt. It is encrypted with a key
 * of the order, itself a write-once object wrapped by the key ring: deleting that key erases the person, and a
 * database put back in time can still read what was bought.
 */
export function createJournal(objects: ObjectStore, keys: KeyRing): Journal {
	return {
		async begin(exactOrderId, reference) {
			const key = await orderKey(objects, keys, exactOrderId, "make");
			return {
				async record(answer) {
					const bytes = await encrypt(key, reference, JSON.stringify(answer));
					await objects.putOnce(journalKey(reference), bytes, "application/octet-stream");
				},
			};
		},
		async read(exactOrderId, reference) {
			const stored = await objects.read(journalKey(reference));
			if (stored === undefined) {
				return undefined;
			}
			const key = await orderKey(objects, keys, exactOrderId, "find");
			const opened = await crypto.subtle.decrypt(
				{
					name: "AES-GCM",
					iv: stored.subarray(0, 12),
					additionalData: new TextEncoder().encode(reference),
				},
				key,
				stored.subarray(12),
			);
			return JSON.parse(new TextDecoder().decode(opened)) as RawAnswer;
		},
	};
}

/** 12 bytes of initialization vector, then the ciphertext, bound to the reference. */
async function encrypt(
	key: CryptoKey,
	reference: string,
	text: string,
): Promise<Uint8Array<ArrayBuffer>> {
	const iv = crypto.getRandomValues(new Uint8Array(12));
	const sealed = await crypto.subtle.encrypt(
		{ name: "AES-GCM", iv, additionalData: new TextEncoder().encode(reference) },
		key,
		new TextEncoder().encode(text),
	);
	const bytes = new Uint8Array(iv.length + sealed.byteLength);
	bytes.set(iv);
	bytes.set(new Uint8Array(sealed), iv.length);
	return bytes;
}

function journalKey(reference: string): string {
	return `attempts/${reference}`;
}

async function orderKey(
	objects: ObjectStore,
	keys: KeyRing,
	exactOrderId: string,
	mode: "make" | "find",
): Promise<CryptoKey> {
	const place = `keys/${exactOrderId}`;
	if (mode === "make") {
		const fresh = crypto.getRandomValues(new Uint8Array(32));
		const wrapped = await keys.seal(toBase64Url(fresh), place);
		if ((await objects.putOnce(place, wrapped, "text/plain")) === "stored") {
			return importKey(fresh);
		}
	}
	const stored = await objects.read(place);
	if (stored === undefined) {
		throw new AppError({
			code: "journal.erased",
			disposition: "retry",
			message: "The order's key was destroyed, so what was asked of the carrier can't be read.",
		});
	}
	return importKey(fromBase64Url(await keys.open(new TextDecoder().decode(stored), place)));
}

function importKey(raw: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
	return crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
}
