import { AppError } from "../../lib/errors.ts";
import type { Resealed } from "../../lib/reseal.ts";
import type { SealedPlace } from "../ports/keeping.ts";

/** A keeper of secrets that seals and opens them itself. */
export interface SecretKeeper {
	rewrap(wanted: {
		keyId: string;
	}): Promise<({ ok: true } & Resealed) | { ok: false; code: string }>;
	sealedWith(): Promise<Record<string, number>>;
}

/** The keepers of one kind, by the names that the database knows; one keeper a step. */
export function objectPlace(options: {
	name: string;
	keyId: string;
	/** Those behind that one, in order. */
	listAfter: (name: string | null) => Promise<string[]>;
	keeper: (name: string) => SecretKeeper;
}): SealedPlace {
	const { name, keyId, listAfter, keeper } = options;
	return {
		name,
		isSmall: true,
		async rewrap(cursor) {
			const [first, ...more] = await listAfter(cursor);
			if (first === undefined) {
				return { rewrapped: 0, uses: {}, next: null };
			}
			const answer = await keeper(first).rewrap({ keyId });
			if (!answer.ok) {
				throw new AppError({
					code: answer.code,
					disposition: "wait",
					message:
						"A keeper of secrets still runs with the key ring of before; it starts anew by itself.",
					context: { keeper: name },
				});
			}
			const { rewrapped, uses } = answer;
			return { rewrapped, uses, next: more.length === 0 ? null : first };
		},
		async count() {
			const uses: Record<string, number> = {};
			for (const each of await listAfter(null)) {
				addUses(uses, await keeper(each).sealedWith());
			}
			return uses;
		},
	};
}

export function addUses(sum: Record<string, number>, more: Readonly<Record<string, number>>): void {
	for (const [id, count] of Object.entries(more)) {
		sum[id] = (sum[id] ?? 0) + count;
	}
}
