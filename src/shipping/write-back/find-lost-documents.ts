import { logPostponed } from "../../lib/log.ts";
import type { ShippingDeps } from "../deps.ts";
import { noteGrantEnded } from "../grant.ts";
import { LIMITS } from "../model/limits.ts";
import type { Division } from "../ports/divisions.ts";
import { FIRST_ROW_VERSION } from "../ports/erp.ts";
import { judgeRowError, plainProblem } from "../row-policy.ts";

const NEVER_ARRIVES = plainProblem(
	"write_back.never_arrives",
	`The Document was sent ${LIMITS.attemptsBeforeFailed} times without an answer and never appeared in Exact.`,
);

const ALONE_NEVER_ARRIVES = plainProblem(
	"write_back.never_arrives",
	`The Document was sent ${LIMITS.lostAttemptsBeforeBlocked} times without an answer and never appeared in Exact, while others did.`,
);

/**
 * Looks in Exact's feed of Documents for those whose post may have happened: found ones are taken as written, the
 * others are due again, which costs each a try. The feed is read once for all of them, from a row version that was
 * known before the oldest post: Exact counts them through all its tables, so the Documents since come after it.
 * One that alone does not arrive, while others of its division do, is left to a person after two posts.
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
		const wanted = new Set(doubtful.map((row) => row.subject));
		let after: string | null = doubtful
			.map((row) => row.postedAfter ?? FIRST_ROW_VERSION)
			.reduce((lowest, version) => (version < lowest ? version : lowest));
		while (after !== null) {
			const page = await erp.readDocuments(after);
			for (const document of page.items.filter((item) => wanted.has(item.subject))) {
				found.set(document.subject, document.id);
			}
			after = page.isEnd ? null : page.lastTimestamp;
		}
	} catch (error) {
		const verdict = judgeRowError(error, { failures: 0 }, now);
		if (verdict.kind === "reauthorize") {
			await noteGrantEnded(division.connectionId, deps);
		}
		const lookAt = "dueAt" in verdict ? verdict.dueAt : now + LIMITS.suspendedProbeMs;
		for (const row of doubtful) {
			await deps.writeBacks.doubt(row, "write_back.look_postponed", lookAt, now);
		}
		logPostponed(deps.log, "write_back.look_postponed", error, { divisionId: division.id });
		return;
	} finally {
		await room.flush();
	}
	const lostAgain = doubtful.filter(
		({ subject, failures }) =>
			!found.has(subject) && failures + 1 >= LIMITS.lostAttemptsBeforeBlocked,
	);
	const alone = await deps.writeBacks.listOvertaken(
		division.id,
		lostAgain.map(({ id }) => id),
	);
	for (const row of doubtful) {
		const id = found.get(row.subject);
		if (id !== undefined) {
			await deps.writeBacks.written(row, id, now);
		} else if (alone.has(row.id)) {
			await deps.writeBacks.fail(row, ALONE_NEVER_ARRIVES, now);
		} else if (row.failures + 1 < LIMITS.attemptsBeforeFailed) {
			await deps.writeBacks.again(row, now, row.failures + 1, now);
		} else {
			await deps.writeBacks.fail(row, NEVER_ARRIVES, now);
		}
		deps.log.info("write_back.looked_up", {
			writeBackId: row.id,
			correlationId: row.correlationId,
			wasFound: id !== undefined,
		});
	}
}
