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
