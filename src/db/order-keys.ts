import { forEachLimited } from "../lib/concurrency.ts";
import type { KeyRing } from "../lib/key-ring.ts";
import { countUse, nothingResealed, reseal } from "../lib/reseal.ts";
import { LIMITS } from "../shipping/model/limits.ts";
import type { SealedPlace } from "../shipping/ports/keeping.ts";

const PREFIX = "keys/";
const OBJECTS = 150;

/**
 * The keys of orders' journals, the only objects that are ever written twice: what they open stays as it is, and so do
 * the journals. One that was destroyed in the meantime stays destroyed, because only the object that was read is replaced.
 */
export function orderKeys(bucket: R2Bucket, keys: KeyRing): SealedPlace {
	return {
		name: "order-keys",
		isSmall: false,
		async rewrap(cursor) {
			const page = await bucket.list({
				prefix: PREFIX,
				limit: OBJECTS,
				...(cursor === null ? {} : { startAfter: cursor }),
			});
			const counted = nothingResealed();
			await forEachLimited(page.objects, LIMITS.callsAtOnce, async ({ key }) => {
				const object = await bucket.get(key);
				if (object === null) {
					return;
				}
				const old = await object.text();
				const anew = await reseal(keys, old, key);
				const isKept =
					anew === old ||
					(await bucket.put(key, anew, {
						onlyIf: { etagMatches: object.etag },
						httpMetadata: { contentType: "text/plain" },
					})) !== null;
				if (isKept) {
					countUse(counted, old, anew);
				}
			});
			return { ...counted, next: page.truncated ? (page.objects.at(-1)?.key ?? null) : null };
		},
		count: () => Promise.reject(new Error("there are too many keys of orders to count at once")),
	};
}
