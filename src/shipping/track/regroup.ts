import { LIMITS } from "../model/limits.ts";
import type { Member, Regrouping } from "../ports/tracking.ts";

/**
 * Packs groups of one pace into as few as they need, 30 members each, and moves as few members as that takes: what
 * is full stays, the smallest groups are shared out. Pure.
 */
export function regroup<M extends Member>(
	groups: ReadonlyMap<string, readonly M[]>,
	newGroupId: () => string,
): { groups: Map<string, M[]>; change: Regrouping } {
	const size = LIMITS.trackNumbersPerCall;
	const sorted = [...groups].toSorted((left, right) => right[1].length - left[1].length);
	const total = sorted.reduce((sum, [, members]) => sum + members.length, 0);
	const needed = Math.ceil(total / size);
	const kept = new Map(
		sorted.slice(0, needed).map(([id, members]) => [id, members.slice(0, size)]),
	);
	const added: string[] = [];
	while (kept.size < needed) {
		const id = newGroupId();
		kept.set(id, []);
		added.push(id);
	}
	const homeless = [
		...sorted.slice(0, needed).flatMap(([, members]) => members.slice(size)),
		...sorted.slice(needed).flatMap(([, members]) => members),
	];
	const moves: Regrouping["moves"] = [];
	for (const [groupId, members] of kept) {
		for (const member of homeless.splice(0, size - members.length)) {
			members.push(member);
			moves.push({ shipmentId: member.shipmentId, sequence: member.sequence, groupId });
		}
	}
	return {
		groups: kept,
		change: { moves, added, emptied: sorted.slice(needed).map(([id]) => id) },
	};
}
