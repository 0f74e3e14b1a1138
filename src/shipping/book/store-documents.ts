import { forEachLimited } from "../../lib/concurrency.ts";
import { sha256Hex } from "../../lib/encoding.ts";
import { AppError } from "../../lib/errors.ts";
import { newId } from "../../lib/ids.ts";
import { LIMITS } from "../model/limits.ts";
import type { CarrierDocument } from "../model/shipment.ts";
import type { ObjectStore } from "../ports/platform.ts";
import type { DueShipment, StoredDocument } from "../ports/shipments.ts";

/**
 * Puts the bytes away, write-once, under a key that says what they are. A key that is taken must hold the same
 * bytes (a run that died came this far before); others are an error, never an overwrite.
 */
export async function storeDocuments(
	shipment: DueShipment,
	documents: readonly CarrierDocument[],
	objects: ObjectStore,
	nowMs: number,
): Promise<StoredDocument[]> {
	const stored: StoredDocument[] = [];
	await forEachLimited([...documents.entries()], LIMITS.callsAtOnce, async ([at, document]) => {
		const key = `${shipment.id}/${shipment.attemptNumber}/${document.packageSequence}-${document.kind}-${at + 1}.${document.extension}`;
		const sha256 = await sha256Hex(document.bytes);
		const outcome = await objects.putOnce(key, document.bytes, document.contentType);
		if (outcome === "taken") {
			await requireSame(key, sha256, objects);
		}
		stored[at] = {
			id: newId("doc", nowMs),
			packageSequence: document.packageSequence,
			kind: document.kind,
			contentType: document.contentType,
			bytes: document.bytes.length,
			sha256,
			key,
		};
	});
	return stored;
}

async function requireSame(key: string, sha256: string, objects: ObjectStore): Promise<void> {
	const there = await objects.read(key);
	if (there === undefined || (await sha256Hex(there)) !== sha256) {
		throw new AppError({
			code: "document.different_bytes",
			disposition: "retry",
			message: "Another document is stored where this one belongs.",
			context: { key },
		});
	}
}
