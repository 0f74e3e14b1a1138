import type { ObjectStore } from "../../src/shipping/ports/platform.ts";

/** R2 as the program uses it: a key is written once. */
export function createMemoryObjects(): ObjectStore {
	const objects = new Map<string, Uint8Array>();
	return {
		putOnce(key, bytes) {
			if (objects.has(key)) {
				return Promise.resolve("taken");
			}
			objects.set(
				key,
				typeof bytes === "string" ? new TextEncoder().encode(bytes) : new Uint8Array(bytes),
			);
			return Promise.resolve("stored");
		},
		read: (key) => Promise.resolve(objects.get(key) as Uint8Array<ArrayBuffer> | undefined),
	};
}
