import type { Problem } from "../../lib/errors.ts";
import type { KeyRotation } from "../ports/keeping.ts";
import { KEEP_LIMITS } from "./keep-limits.ts";
import { addUses } from "./object-place.ts";
import type { RotationDeps } from "./rotate-keys.ts";

/** Why a key has to stay, as codes that a page has words for. */
export type KeyHold =
	| { code: "seals" }
	| { code: "not_counted" }
	| { code: "rotation"; count: number }
	| { code: "sealed"; count: number }
	| { code: "links"; until: number }
	| { code: "pages"; count: number };

export type KeyStanding = {
	id: string;
	isCurrent: boolean;
	isInRing: boolean;
	/** Texts that it seals; null where that was never counted. */
	uses: number | null;
	mayBeRemoved: boolean;
	holds: KeyHold[];
};

export type KeysStanding = {
	keys: KeyStanding[];
	rotation: KeyRotation | null;
	/** Keys that are not in the ring any more, and whose texts nobody can open. */
	problems: Problem[];
};

/**
 * What each key is still needed for. An older one may go once a rotation to the current key has ended, nothing is
 * sealed with it, and what it signed has run its time: links, answers that are given again, and the pages of parcels
 * that are on their way.
 */
export async function readKeys(deps: RotationDeps): Promise<KeysStanding> {
	const { rotations, places, ring, clock } = deps;
	const rotation = await rotations.findLatest();
	const uses = new Map<string, number>(ring.ids.map((id) => [id, 0]));
	const sums: Record<string, number> = {};
	for (const place of places) {
		addUses(sums, place.isSmall ? await place.count() : (rotation?.lastUses?.[place.name] ?? {}));
	}
	for (const [id, count] of Object.entries(sums)) {
		uses.set(id, count);
	}
	const isCounted = (rotation?.lastUses ?? null) !== null;
	const signed = await rotations.countSigned(rotation?.startedAt ?? 0);
	const keys = [...uses].map(([id, count]): KeyStanding => {
		const isCurrent = id === ring.currentId;
		const isInRing = ring.ids.includes(id);
		const holds = isCurrent ? [{ code: "seals" } as const] : holdsOf(id, count);
		return {
			id,
			isCurrent,
			isInRing,
			uses: isCounted || count > 0 ? count : null,
			mayBeRemoved: isInRing && holds.length === 0,
			holds: isInRing ? holds : [],
		};
	});
	return {
		keys,
		rotation: rotation ?? null,
		problems: keys
			.filter(({ isInRing, uses: left }) => !isInRing && (left ?? 0) > 0)
			.map(removedTooEarly),
	};

	function holdsOf(id: string, count: number): KeyHold[] {
		if (rotation === undefined || rotation.keyId !== ring.currentId) {
			return [count > 0 ? { code: "sealed", count } : { code: "not_counted" }];
		}
		const holds: KeyHold[] = [];
		if (rotation.state !== "done") {
			holds.push({ code: "rotation", count: rotation.rewrapped });
		}
		if (count > 0) {
			holds.push({ code: "sealed", count });
		}
		const until = rotation.startedAt + KEEP_LIMITS.signedLifeMs;
		if (clock.now() < until || (signed.answers[id] ?? 0) > 0) {
			holds.push({ code: "links", until: Math.max(until, clock.now()) });
		}
		if (signed.pages > 0) {
			holds.push({ code: "pages", count: signed.pages });
		}
		return holds;
	}
}

function removedTooEarly({ id, uses }: KeyStanding): Problem {
	return {
		code: "keys.removed_in_use",
		field: "Worker › ENCRYPTION_KEYS",
		message: `The key "${id}" was taken out of ENCRYPTION_KEYS, and ${uses ?? 0} stored secrets are sealed with it and can't be opened.`,
		remedy: `Put "${id}" back before the last key and deploy, then rotate the keys.`,
	};
}
