import { isAppError, type Problem } from "../../lib/errors.ts";
import { logPostponed } from "../../lib/log.ts";
import type { ShippingDeps } from "../deps.ts";
import { twinLookAt } from "../model/document-twins.ts";
import { LIMITS } from "../model/limits.ts";
import { isFile } from "../model/write-back-states.ts";
import type { ErpDivision } from "../ports/erp.ts";
import type { DueWriteBack } from "../ports/write-backs.ts";

/**
 * Deletes what stands in Exact beside a row's own Document: a post that was taken for lost and appeared late. It is
 * reported before, so that none vanishes unseen, and looked for again after; one that Exact does not delete is tried
 * once more soon, and then only by the looks of the day. Where the row's own is not there any
 * more nothing is deleted: the next text tells whether somebody removed it.
 */
export async function deleteTwins(
	row: DueWriteBack,
	found: readonly string[],
	erp: ErpDivision,
	deps: Pick<ShippingDeps, "writeBacks" | "clock" | "log">,
): Promise<void> {
	const { exactDocumentId } = row;
	const [twin] = found.filter((id) => id !== exactDocumentId);
	const now = deps.clock.now();
	// A file that is not wanted any more has no own one: whatever is there is to go.
	const isOwnThere =
		exactDocumentId === null
			? isFile(row.kind) && row.body === ""
			: found.includes(exactDocumentId);
	if (twin === undefined || !isOwnThere) {
		await deps.writeBacks.awaitTwin(row, twinLookAt(row, now));
		return;
	}
	const isTriedAgain = row.failures + 1 >= LIMITS.lostAttemptsBeforeBlocked;
	const lookAt = isTriedAgain ? twinLookAt(row, now) : now + LIMITS.documentLookDelayMs;
	const log = deps.log.with({ writeBackId: row.id, correlationId: row.correlationId });
	if (row.kind === "goods-delivery") {
		// Nothing deletes a delivery through Exact's API.
		log.warn("write_back.delivery_twice", { exactDocumentId, twin });
		await deps.writeBacks.fail(row, bookedTwice(twin), now);
		return;
	}
	if ((await deps.writeBacks.foundTwin(row, twin, lookAt, now)) === "lost") {
		return;
	}
	log.warn("write_back.twin_found", { exactDocumentId, twin });
	try {
		await (isFile(row.kind) ? erp.deleteAttachment(twin) : erp.deleteDocument(twin));
	} catch (error) {
		if (!isAppError(error) || error.code !== "exact.not_found") {
			logPostponed(log, "write_back.twin_not_deleted", error, { twin });
		}
	}
}

function bookedTwice(twin: string): Problem {
	return {
		code: "write_back.delivery_twice",
		field: "Goods delivery",
		message: `A post that was taken for lost appeared late, so Exact holds this goods delivery twice: ${twin} is too many.`,
		remedy: "Take that one back in Exact, then replay this.",
	};
}
