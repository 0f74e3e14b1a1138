import { chunk } from "../lib/concurrency.ts";
import type { ObjectEraser } from "../shipping/ports/keeping.ts";
import type { ObjectStore } from "../shipping/ports/platform.ts";

/** R2, write-once: a conditional put answers null when the key is taken. */
export function createObjectStore(bucket: R2Bucket): ObjectStore {
	return {
		async putOnce(key, bytes, contentType) {
			const stored = await bucket.put(key, bytes, {
				onlyIf: new Headers({ "If-None-Match": "*" }),
				httpMetadata: { contentType },
			});
			return stored === null ? "taken" : "stored";
		},
		async read(key) {
			const object = await bucket.get(key);
			return object === null ? undefined : new Uint8Array(await object.arrayBuffer());
		},
	};
}

/** Destroys what is there; what is gone already is none of its troubles. */
export function createObjectEraser(bucket: R2Bucket): ObjectEraser {
	return {
		async erase(keys) {
			for (const part of chunk(keys, KEYS_A_CALL)) {
				await bucket.delete(part);
			}
		},
	};
}

const KEYS_A_CALL = 1_000;
