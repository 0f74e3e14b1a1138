import { newId } from "../../lib/ids.ts";
import type { ShippingDeps } from "../deps.ts";
import type { TrackedParcel, TrackedShipment, TrackingGroup } from "../ports/tracking.ts";
import { regroup } from "./regroup.ts";

/** A group that is to be looked at with one call. */
export type GroupRun = {
	group: TrackingGroup;
	members: readonly TrackedParcel[];
	/** Of all groups of the run, shared: what one group's look changed the next one knows. */
	shipments: ReadonlyMap<string, TrackedShipment>;
};

/**
 * Reads the members of due groups and packs groups of one pace together, so that few calls do. A group whose last
 * call failed stays by itself: it may be why.
 */
export async function packGroups(
	accountId: string,
	groups: readonly TrackingGroup[],
	{ tracking, clock }: Pick<ShippingDeps, "tracking" | "clock">,
): Promise<GroupRun[]> {
	const now = clock.now();
	const found = await tracking.listShipments(groups.map((group) => group.id));
	const shipments = new Map(found.map((shipment) => [shipment.id, shipment]));
	const parcels = found.flatMap((shipment) => shipment.parcels);
	const membersOf = Map.groupBy(parcels, (parcel) => parcel.groupId);
	const runs: GroupRun[] = [];
	const isApart = (group: TrackingGroup) =>
		group.failures > 0 && (membersOf.get(group.id)?.length ?? 0) > 0;
	for (const group of groups.filter(isApart)) {
		runs.push({ group, members: membersOf.get(group.id) ?? [], shipments });
	}
	const together = groups.filter((group) => !isApart(group));
	for (const [pace, paced] of Map.groupBy(together, (group) => group.pace)) {
		const members = new Map(paced.map(({ id }) => [id, membersOf.get(id) ?? []]));
		const packed = regroup(members, () => newId("trg", now));
		const { moves, added, emptied } = packed.change;
		if (moves.length + added.length + emptied.length > 0) {
			await tracking.regroup(accountId, pace, packed.change, now);
		}
		for (const [id, packedMembers] of packed.groups) {
			for (const member of packedMembers) {
				member.groupId = id;
			}
			runs.push({ group: { id, pace, failures: 0 }, members: packedMembers, shipments });
		}
	}
	return runs;
}
