import { logPostponed } from "../../lib/log.ts";
import type { ShippingDeps } from "../deps.ts";
import { noteGrantEnded } from "../grant.ts";
import { LIMITS } from "../model/limits.ts";
import type { Division } from "../ports/divisions.ts";
import type { Work } from "../ports/suspensions.ts";
import type { DueWriteBack } from "../ports/write-backs.ts";
import { judgeRowError, plainProblem, retryAt } from "../row-policy.ts";
import { noteRefusedWork, noteWorksAgain } from "../suspended-work.ts";
import { deleteTwins } from "./delete-twins.ts";
import { findInExact } from "./find-in-exact.ts";

const NEVER_ARRIVES = plainProblem(
	"write_back.never_arrives",
	`It was sent ${LIMITS.attemptsBeforeFailed} times without an answer and never appeared in Exact.`,
);

const ALONE_NEVER_ARRIVES = plainProblem(
	"write_back.never_arrives",
	`It was sent ${LIMITS.lostAttemptsBeforeBlocked} times without an answer and never appeared in Exact, while others did.`,
);

/**
 * Looks in Exact's feed of Documents for those whose post may have happened: found ones are taken as written, the
 * others are due again, which costs each a try. One that alone does not arrive, while others of its division do, is
 * left to a person after two posts. Those that were posted more than once are looked for a while longer, since a twin
 * may appear.
 */
export async function findLostDocuments(division: Division, deps: ShippingDeps): Promise<void> {
	const now = deps.clock.now();
	const rows = await deps.writeBacks.listToLookFor(division.id, now, LIMITS.drainRows);
	if (rows.length === 0) {
		return;
	}
	const { erp, room } = deps.erp(division, "reconcile");
	const work: Work = { kind: "document-look", scope: division.id };
	try {
		const { found, failed } = await findInExact(erp, rows, deps.log);
		for (const { rows: unseen, error } of failed) {
			await postponeLook(unseen, error, { division, work }, deps);
		}
		if (failed.length === 0) {
			await noteWorksAgain(work, deps);
		}
		const unseen = new Set(failed.flatMap((one) => one.rows));
		const looked = rows.filter((row) => !unseen.has(row));
		const alone = await findOvertaken(division, looked, found, deps);
		for (const row of looked) {
			const ids = found.get(row.id) ?? [];
			await (row.state === "written"
				? deleteTwins(row, ids, erp, deps)
				: settleLook(row, { id: ids[0], isAlone: alone.has(row.id), now }, deps));
		}
	} finally {
		await room.flush();
	}
}

async function postponeLook(
	rows: readonly DueWriteBack[],
	error: unknown,
	{ division, work }: { division: Division; work: Work },
	deps: ShippingDeps,
): Promise<void> {
	const now = deps.clock.now();
	if (judgeRowError(error, { failures: 0 }, now).kind === "reauthorize") {
		await noteGrantEnded(division.connectionId, deps);
	}
	await noteRefusedWork(work, error, deps);
	const lookAt = retryAt(error, 0, now);
	for (const row of rows) {
		await (row.state === "written"
			? deps.writeBacks.awaitTwin(row, lookAt)
			: deps.writeBacks.doubt(row, "write_back.look_postponed", lookAt, now));
	}
	logPostponed(deps.log, "write_back.look_postponed", error, { divisionId: division.id });
}

/** Those that were lost twice while others of the division were written. */
async function findOvertaken(
	division: Division,
	rows: readonly DueWriteBack[],
	found: ReadonlyMap<string, readonly string[]>,
	deps: ShippingDeps,
): Promise<Set<string>> {
	const lostAgain = rows.filter(
		({ id, state, failures }) =>
			state === "doubtful" &&
			(found.get(id) ?? []).length === 0 &&
			failures + 1 >= LIMITS.lostAttemptsBeforeBlocked,
	);
	return deps.writeBacks.listOvertaken(
		division.id,
		lostAgain.map(({ id }) => id),
	);
}

async function settleLook(
	row: DueWriteBack,
	look: { id: string | undefined; isAlone: boolean; now: number },
	deps: ShippingDeps,
): Promise<void> {
	const { id, isAlone, now } = look;
	if (id !== undefined) {
		await deps.writeBacks.written(row, id, now);
	} else if (isAlone) {
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
