import { isAppError } from "./errors.ts";
import { type KeyRing, keyIdOf } from "./key-ring.ts";

/** What became of some sealed texts: how many were sealed anew, and which keys seal them now. */
export type Resealed = { rewrapped: number; uses: Record<string, number> };

/**
 * The text sealed with the ring's current key; the same one where it is already. One that no key of the ring opens
 * stays as it is, and is counted under the key that it names.
 */
export async function reseal(keys: KeyRing, sealed: string, place: string): Promise<string> {
	if (keyIdOf(sealed) === keys.currentId) {
		return sealed;
	}
	try {
		return await keys.seal(await keys.openBytes(sealed, place), place);
	} catch (error) {
		if (isAppError(error) && error.code === "secrets.unreadable") {
			return sealed;
		}
		throw error;
	}
}

/** Counts a text as it stands now. */
export function countUse(counted: Resealed, before: string, after: string): void {
	const id = keyIdOf(after);
	counted.uses[id] = (counted.uses[id] ?? 0) + 1;
	counted.rewrapped += before === after ? 0 : 1;
}

export function nothingResealed(): Resealed {
	return { rewrapped: 0, uses: {} };
}
