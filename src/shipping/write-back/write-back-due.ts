import { forEachLimited } from "../../lib/concurrency.ts";
import { isAppError } from "../../lib/errors.ts";
import type { ShippingDeps } from "../deps.ts";
import { LIMITS } from "../model/limits.ts";
import { laneOfTurn } from "../model/write-back-turn.ts";
import type { Division } from "../ports/divisions.ts";
import type { Work } from "../ports/suspensions.ts";
import type { DueWriteBack } from "../ports/write-backs.ts";
import { admitWork, noteWorksAgain } from "../suspended-work.ts";
import { type MayGoOn, type RunOutcome, withLease } from "../with-lease.ts";
import { checkDocuments } from "./check-documents.ts";
import { takeDocumentMarker } from "./document-marker.ts";
import { findLostDocuments } from "./find-lost-documents.ts";
import { nextStep, type WriteStep } from "./next-step.ts";
import { type BookedLines, readBookedLines } from "./read-booked-lines.ts";
import { leaveUnwritten, settleUnwritten, type WriteRun } from "./settle-unwritten.ts";

/**
 * Writes a division's due Documents to Exact: one drain at a time (lease), the most urgent first, as many as there is
 * room for in their lane, six at once, one call each. A post that may have happened is looked up in the feed before it is
 * repeated; an update may be. One that alone fails twice, while others are written, is left to a person. One that Exact does not know any more is posted anew. A tracking number on a goods
 * delivery is an update from the first. Files hang on their Document, and goods deliveries that we book are posts like it; what is
 * done about each is in next-step.ts. Without room the rows wait for the window and spend no try; where Exact refuses
 * all Documents, one finds out when that is over.
 */
export async function writeBackDue(divisionId: string, deps: ShippingDeps): Promise<void> {
	const lease = {
		kind: "write-back",
		scope: divisionId,
		leaseMs: LIMITS.writeBackLeaseMs,
	} as const;
	await withLease(lease, deps, async (mayGoOn) => {
		const division = await deps.divisions.find(divisionId);
		const isOpen =
			division !== undefined &&
			division.mode !== "off" &&
			!(await deps.divisions.isPaused(divisionId));
		return isOpen ? drain(division, mayGoOn, deps) : "done";
	});
}

async function drain(
	division: Division,
	mayGoOn: MayGoOn,
	deps: ShippingDeps,
): Promise<RunOutcome> {
	const startedAt = deps.clock.now();
	await deps.writeBacks.releaseOrphans(
		division.id,
		startedAt,
		startedAt + LIMITS.documentLookDelayMs,
	);
	await findLostDocuments(division, deps);
	await checkDocuments(division, deps);
	const work: Work = { kind: "write-back", scope: division.id };
	let admission = await admitWork(work, deps);
	if (admission.kind === "closed") {
		await deps.writeBacks.postponeDue(division.id, deps.clock.now(), admission.until);
		return "done";
	}
	const { erp, room } = deps.erp(division, "write-back");
	const run: WriteRun = { division, work, erp, isAnswered: false };
	try {
		for (;;) {
			const now = deps.clock.now();
			const next = await deps.writeBacks.listNext(division.id, now, LIMITS.drainRows);
			const [first] = next;
			if (first === undefined) {
				return "done";
			}
			if (!(await mayGoOn())) {
				return "unfinished";
			}
			const lane = laneOfTurn(first.turnAt, now);
			const picked = next
				.filter(({ turnAt }) => laneOfTurn(turnAt, now) === lane)
				.slice(0, admission.kind === "probe" ? 1 : LIMITS.drainRows);
			const grant = await room.reserve(picked.length, lane);
			if (grant.granted === 0) {
				const retryAt = grant.retryAt ?? now + LIMITS.minute;
				const rows = await deps.writeBacks.awaitRoom(division.id, now, retryAt);
				deps.log.info("write_back.waits", {
					divisionId: division.id,
					lane,
					rows,
					dueInMs: retryAt - now,
				});
				await wakeAt(retryAt, division, deps);
				return "done";
			}
			const until = now + LIMITS.writeBackLeaseMs;
			const claimed = await deps.writeBacks.claimDue(division.id, {
				ids: picked.slice(0, grant.granted).map(({ id }) => id),
				now,
				until,
			});
			if (claimed.length === 0) {
				return "done";
			}
			const stoppedUntil = await writeAll({ rows: claimed, until }, run, deps);
			if (stoppedUntil > 0) {
				await deps.writeBacks.postponeDue(division.id, deps.clock.now(), stoppedUntil);
				await wakeAt(stoppedUntil, division, deps);
				return "done";
			}
			if (admission.kind === "probe") {
				if (run.isAnswered) {
					await noteWorksAgain(work, deps);
				}
				admission = await admitWork(work, deps);
				if (admission.kind === "closed") {
					await deps.writeBacks.postponeDue(division.id, deps.clock.now(), admission.until);
					return "done";
				}
			}
		}
	} finally {
		await room.flush();
	}
}

/**
 * The minute's calls are back a second after the clock has woken who was due by then: left to the clock, a division that
 * waits for them would use every other minute only.
 */
async function wakeAt(
	instant: number,
	division: Division,
	{ clock, wakeUps }: ShippingDeps,
): Promise<void> {
	const inMs = instant - clock.now();
	if (inMs > 0 && inMs < 2 * LIMITS.minute) {
		await wakeUps.send("write-back", division.id, inMs);
	}
}

/** Answers until when the whole division has to wait; 0 where it has not. */
async function writeAll(
	{ rows, until }: { rows: readonly DueWriteBack[]; until: number },
	run: WriteRun,
	deps: ShippingDeps,
): Promise<number> {
	let stoppedUntil = 0;
	const booked = await readBookedLines(rows, run, deps);
	await forEachLimited(rows, LIMITS.callsAtOnce, async (row) => {
		const now = deps.clock.now();
		if (stoppedUntil === 0 && now > until - LIMITS.documentCallMarginMs) {
			// Once the lease has ended another run may take it for lost, and post it as well.
			await leaveUnwritten(notPosted(row), now, deps);
			return;
		}
		// Asking again what the whole division was refused would only use up Exact's patience.
		const dueAt =
			stoppedUntil > 0
				? await leaveUnwritten(notPosted(row), stoppedUntil, deps)
				: await writeRow(row, { run, booked }, deps);
		stoppedUntil = Math.max(stoppedUntil, dueAt);
	});
	return stoppedUntil;
}

async function writeRow(
	row: DueWriteBack,
	batch: { run: WriteRun; booked: BookedLines },
	deps: ShippingDeps,
): Promise<number> {
	const { run } = batch;
	const log = deps.log.with({
		divisionId: run.division.id,
		shipmentId: row.shipmentId,
		writeBackId: row.id,
		kind: row.kind,
		correlationId: row.correlationId,
	});
	let step: WriteStep;
	// From the marker on it counts as posted, whatever comes of it.
	let settled = notPosted(row);
	try {
		step = await nextStep(row, batch.booked, deps);
		if (step.kind === "post") {
			settled = row;
			const first = await takeDocumentMarker(row, deps.objects);
			step = first === undefined ? step : { kind: "adopt", first };
		}
		if (step.kind === "post" || step.kind === "change") {
			step = await step.send(run);
			run.isAnswered ||= row.kind === "document";
		}
	} catch (error) {
		log.warn("write_back.not_written", { code: isAppError(error) ? error.code : "unexpected" });
		return settleUnwritten(settled, error, run, deps);
	}
	try {
		await recordStep(settled, step, deps);
		log.info(`write_back.${step.kind}`, {});
	} catch (error) {
		// It stands in Exact; the lease runs out and the feed will tell.
		log.error("write_back.not_recorded", error);
	}
	return 0;
}

/** Its claim counted a post, as a run that dies leaves it; nothing went out. */
function notPosted(row: DueWriteBack): DueWriteBack {
	return row.exactDocumentId === null ? { ...row, posts: row.posts - 1 } : row;
}

async function recordStep(row: DueWriteBack, step: WriteStep, deps: ShippingDeps): Promise<void> {
	const now = deps.clock.now();
	switch (step.kind) {
		case "written":
			await deps.writeBacks.written(row, step.exactId, now);
			return;
		case "adopt":
			await deps.writeBacks.adopt(row, step.first, now);
			return;
		case "detached":
			await deps.writeBacks.detached(row, now);
			return;
		case "not-needed":
			await deps.writeBacks.notNeeded(row, step.reason, now);
			return;
		case "refused":
			await deps.writeBacks.fail(row, step.reason, now);
			return;
		case "doubtful":
			await deps.writeBacks.doubt(row, step.code, now + LIMITS.documentLookDelayMs, now);
			return;
		case "later":
			await deps.writeBacks.again(row, now + LIMITS.fileWaitsMs, row.failures, now);
			return;
		case "post":
		case "change":
			throw new Error("what was to be sent is not done");
	}
}
