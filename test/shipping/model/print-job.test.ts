import { describe, expect, it } from "vitest";

import {
	choicesFor,
	PRINT_JOB_STATES,
	type PrintEvent,
	type PrintLife,
	readPrintId,
	stepPrintJob,
} from "../../../src/shipping/model/printing/print-job.ts";

const NEW: PrintLife = {
	state: "queued",
	run: 1,
	journalId: null,
	doubt: null,
	mayBeOut: false,
	isWithdrawn: false,
	expiresAt: 1_000,
};
const sent: PrintEvent = { kind: "sent", journalId: "j1" };
const cut: PrintEvent = { kind: "cut" };
const withdrawn: PrintEvent = { kind: "withdrawn" };
const reported = (outcome: "printed" | "never" | "unknown", journalId = "j1", run = 1) =>
	({ kind: "reported", run, journalId, outcome }) as const;
const decided = (decision: "printed" | "again" | "cancel") =>
	({ kind: "decided", decision, expiresAt: 2_000 }) as const;

function after(...events: PrintEvent[]): PrintLife {
	return events.reduce((job, event) => stepPrintJob(job, event), NEW);
}

describe("a paper", () => {
	it.each([
		["is printed once it was acknowledged", [sent, reported("printed")], "printed"],
		["is doubtful where the connection ended first", [sent, cut], "doubtful"],
		["is doubtful where the station can't tell", [sent, reported("unknown")], "doubtful"],
		["is printed where the journal says so", [sent, cut, reported("printed")], "printed"],
		["waits again where the journal never began it", [sent, cut, reported("never")], "queued"],
		[
			"stays doubtful whatever another journal says",
			[sent, cut, reported("never", "j2")],
			"doubtful",
		],
		["is not cut before it was sent", [cut], "queued"],
		["is cancelled while it waits", [withdrawn], "cancelled"],
		["expires while it waits", [{ kind: "time", now: 1_000 }], "expired"],
		["never expires while it is in doubt", [sent, cut, { kind: "time", now: 9_000 }], "doubtful"],
		["that is printed stays so", [sent, reported("printed"), withdrawn, cut], "printed"],
		["is printed when a person says so", [sent, cut, decided("printed")], "printed"],
		[
			"that expired waits again when a person says so",
			[{ kind: "time", now: 1_000 }, decided("again")],
			"queued",
		],
	] as const)("%s", (_name, events, state) => {
		expect(after(...events).state).toBe(state);
	});

	it("that a person wants again is another run, of which no late report tells", () => {
		const again = after(sent, cut, decided("again"));
		expect(again).toMatchObject({ state: "queued", run: 2, expiresAt: 2_000 });
		expect(stepPrintJob(again, reported("printed"))).toBe(again);
		const out = stepPrintJob(again, sent);
		expect(stepPrintJob(out, reported("never", "j1", 1))).toBe(out);
	});

	it("taken back while it is out may lie there, until the station says that it never began", () => {
		const taken = after(sent, withdrawn);
		expect(taken).toMatchObject({ state: "cancelled", mayBeOut: true });
		expect(stepPrintJob(taken, reported("printed")).mayBeOut).toBe(true);
		expect(stepPrintJob(taken, reported("never")).mayBeOut).toBe(false);
	});

	it.each(PRINT_JOB_STATES)("that is %s changes by no decision that is not offered", (state) => {
		const job = { ...NEW, state };
		for (const decision of ["printed", "again", "cancel"] as const) {
			const isOffered = choicesFor(state).includes(decision);
			expect(stepPrintJob(job, decided(decision)) !== job).toBe(isOffered);
		}
	});

	it("is known to a station by its id and run", () => {
		expect(readPrintId("prj_1.2")).toEqual({ id: "prj_1", run: 2 });
		expect(readPrintId("prj_1")).toBeUndefined();
	});
});
