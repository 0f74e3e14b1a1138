import { newId } from "../../lib/ids.ts";
import type { ShippingDeps } from "../deps.ts";
import type { GroupRun } from "./pack-groups.ts";

/**
 * FedEx refuses a whole call for one bad number. Both halves of the group are tried at once, apart from others,
 * until the bad number stands alone.
 */
export async function splitGroup(
	{ group, members }: GroupRun,
	accountId: string,
	failures: number,
	{ tracking, clock }: Pick<ShippingDeps, "tracking" | "clock">,
): Promise<void> {
	const now = clock.now();
	const half = members.slice(Math.ceil(members.length / 2));
	await tracking.settle(
		accountId,
		{
			groupId: group.id,
			dueAt: now,
			failures,
			news: [],
			leaving: [],
			moving: [
				{
					id: newId("trg", now),
					pace: group.pace,
					dueAt: now,
					failures,
					members: half.map(({ shipmentId, sequence }) => ({ shipmentId, sequence })),
				},
			],
		},
		now,
	);
}
