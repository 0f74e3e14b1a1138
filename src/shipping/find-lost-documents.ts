import type { ShippingDeps } from "./deps.ts";
import { LIMITS } from "./limits.ts";
import { addDays } from "./ready-rule.ts";
import { judgeRowError } from "./row-policy.ts";
import { localMoment } from "./ship-date.ts";
import type { Division } from "./stores.ts";

/**
 * Looks in Exact's feed of Documents for those whose post may have happened: found ones are taken as written, the
 * others are due again. The feed is read once for all of them, from the day before the oldest post.
 */
export async function findLostDocuments(division: Division, deps: ShippingDeps): Promise<void> {
	const now = deps.clock.now();
	const doubtful = await deps.writeBacks.listDoubtful(division.id, now, LIMITS.drainRows);
	if (doubtful.length === 0) {
		return;
	}
	const { erp, room } = deps.erp(division, "reconcile");
	const found = new Map<string, string>();
	try {
		const oldest = Math.min(...doubtful.map((row) => row.postedAt ?? now));
		// Exact keeps wall-clock times of its site: a day of margin covers every time zone.
		const date = addDays(localMoment(oldest, "UTC").date, -1);
		const wanted = new Set(doubtful.map((row) => row.subject));
		let after = await erp.feedPositionAt("documents", date);
		while (after !== null) {
			const page = await erp.readDocuments(after);
			for (const document of page.items.filter((item) => wanted.has(item.subject))) {
				found.set(document.subject, document.id);
			}
			after = page.isEnd ? null : page.lastTimestamp;
		}
	} catch (error) {
		const verdict = judgeRowError(error, { failures: 0 }, now);
		const lookAt = "dueAt" in verdict ? verdict.dueAt : now + LIMITS.suspendedProbeMs;
		for (const row of doubtful) {
			await deps.writeBacks.doubt(row, "write_back.look_postponed", lookAt, now);
		}
		deps.log.error("write_back.look_postponed", error, { divisionId: division.id });
		return;
	} finally {
		await room.flush();
	}
	for (const row of doubtful) {
		const id = found.get(row.subject);
		if (id === undefined) {
			await deps.writeBacks.again(row, now, row.failures, now);
		} else {
			await deps.writeBacks.written(row, id, now);
		}
		deps.log.info("write_back.looked_up", {
			writeBackId: row.id,
			correlationId: row.correlationId,
			wasFound: id !== undefined,
		});
	}
}
