import { LIMITS } from "./limits.ts";

/**
 * When a twin of a Document is looked for next; null where there can be none. One that was posted again because it was
 * not found may have been on its way all the same, and then there are two.
 */
export function twinLookAt(
	{ posts, postedAt }: { posts: number; postedAt: number | null },
	now: number,
): number | null {
	if (posts < 2 || postedAt === null) {
		return null;
	}
	const ahead = LIMITS.documentTwinLooksMs.find((wait) => postedAt + wait > now);
	return ahead === undefined ? null : postedAt + ahead;
}
