import { isAppError } from "../../lib/errors.ts";
import type { ShippingDeps } from "../deps.ts";
import { noteGrantEnded } from "../grant.ts";
import { LIMITS } from "../model/limits.ts";
import type { Division } from "../ports/divisions.ts";
import type { ErpDivision } from "../ports/erp.ts";
import type { Work } from "../ports/suspensions.ts";
import type { DueWriteBack } from "../ports/write-backs.ts";
import { judgeRowError, plainProblem } from "../row-policy.ts";
import { noteRefusedWork } from "../suspended-work.ts";

/** One drain at work, and what its steps share. */
export type WriteRun = {
	division: Division;
	work: Work;
	erp: ErpDivision;
	/** Exact let a call through. */
	isAnswered: boolean;
};

/** Answers until when it waits. */
export async function leaveUnwritten(
	row: DueWriteBack,
	dueAt: number,
	deps: ShippingDeps,
): Promise<number> {
	await deps.writeBacks.again(row, dueAt, row.failures, deps.clock.now());
	return dueAt;
}

const DELIVERY_GONE = plainProblem(
	"write_back.delivery_gone",
	"The goods delivery that the tracking number was to be put on was deleted in Exact.",
);

/** What becomes of a row whose call failed; answers until when the whole division has to wait, 0 where it has not. */
export async function settleUnwritten(
	row: DueWriteBack,
	error: unknown,
	run: WriteRun,
	deps: ShippingDeps,
): Promise<number> {
	const now = deps.clock.now();
	const lookAt = now + LIMITS.documentLookDelayMs;
	const isUpdate = row.exactDocumentId !== null;
	if (isAboutDeliveries(row) && isAppError(error)) {
		if (row.kind === "tracking-number" && error.code === "exact.not_found") {
			await deps.writeBacks.fail(row, DELIVERY_GONE, now);
			return 0;
		}
		if (error.disposition === "suspend") {
			// A right to deliveries that the user lacks keeps no Document from being written.
			const probeAt = now + LIMITS.suspendedProbeMs;
			await deps.writeBacks.again(row, probeAt, row.failures, now);
			await deps.writeBacks.postponeDue(run.division.id, now, probeAt, row.kind);
			return 0;
		}
	}
	const isText = row.kind === "document";
	if (isText && isUpdate && isAppError(error) && error.code === "exact.not_found") {
		// Somebody deleted it in Exact; what happened since belongs beside the order all the same.
		await deps.writeBacks.forget(row, now);
		return 0;
	}
	if (!isAppError(error) && !isUpdate) {
		await deps.writeBacks.doubt(row, "internal.unexpected", lookAt, now);
		return 0;
	}
	const verdict = judgeRowError(error, row, now);
	switch (verdict.kind) {
		case "uncertain":
			await deps.writeBacks.doubt(row, verdict.code, lookAt, now);
			return 0;
		case "refused":
			run.isAnswered = true;
			await deps.writeBacks.fail(row, verdict.reason, now);
			return 0;
		case "failed":
			await deps.writeBacks.fail(row, verdict.reason, now);
			return 0;
		case "again":
			await (isUpdate
				? postponeUpdate(row, verdict, error, run, deps)
				: deps.writeBacks.again(row, verdict.dueAt, verdict.failures, now));
			return 0;
		case "wait":
			return leaveUnwritten(row, verdict.dueAt, deps);
		case "suspended":
		case "reauthorize":
			if (verdict.kind === "reauthorize") {
				await noteGrantEnded(run.division.connectionId, deps);
			}
			await noteRefusedWork(run.work, error, deps);
			await deps.writeBacks.again(row, verdict.dueAt, row.failures, now);
			return verdict.dueAt;
	}
}

function isAboutDeliveries({ kind }: DueWriteBack): boolean {
	return kind === "tracking-number" || kind === "goods-delivery";
}

/** Exact may fail all updates for a while; one that it fails for good shows by others that it takes meanwhile. */
async function postponeUpdate(
	row: DueWriteBack,
	again: { dueAt: number; failures: number; code: string },
	error: unknown,
	run: WriteRun,
	deps: ShippingDeps,
): Promise<void> {
	const now = deps.clock.now();
	const { code, dueAt, failures } = again;
	if (failures === 1) {
		await deps.writeBacks.falter(row, { code, dueAt }, now);
		return;
	}
	const isAlone =
		failures >= LIMITS.lostAttemptsBeforeBlocked &&
		(await deps.writeBacks.listOvertaken(run.division.id, [row.id])).has(row.id);
	if (isAlone) {
		const cause = isAppError(error) ? error.message : "The cause was not foreseen.";
		const message = `Exact failed this one ${failures} times, while it took others. ${cause}`;
		await deps.writeBacks.fail(row, plainProblem(code, message), now);
	} else {
		await deps.writeBacks.again(row, dueAt, failures, now);
	}
}
