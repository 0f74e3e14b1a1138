import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";

import { auditEvents, writeBacks } from "../../src/db/schema.ts";
import { listSuspensions } from "../../src/db/suspensions.ts";
import { AppError } from "../../src/lib/errors.ts";
import { ENDPOINT_RESTS } from "../../src/shipping/ports/erp.ts";
import type { Work } from "../../src/shipping/ports/suspensions.ts";
import { writeBackDue } from "../../src/shipping/write-back/write-back-due.ts";
import { seedWriteBack } from "../db/seed.ts";
import { anAdministration, START } from "./administration.ts";
import { parcelsOnTheirWay } from "./parcels-on-their-way.ts";
import { aDivisionAtFedex } from "./reconcile/lost-calls.ts";

const MINUTE = 60_000;
const PROBE = 15 * MINUTE;

function refused(code: string, disposition: "suspend" | "retry" = "suspend") {
	return new AppError({ code, disposition, message: "The scope is missing." });
}

async function aDivision(rows = 20) {
	const admin = await anAdministration();
	const { db, deps, divisionId, erp, time } = admin;
	for (let at = 0; at < rows; at += 1) {
		await seedWriteBack(admin, START, {});
	}
	const work: Work = { kind: "write-back", scope: divisionId };
	return {
		...admin,
		work,
		refuse: (times: number, code = "exact.scope_missing") => {
			for (let at = 0; at < times; at += 1) {
				erp.fail("postDocument", refused(code));
			}
		},
		async drainAfter(ms: number) {
			time.now += ms;
			const before = erp.count("postDocument");
			await writeBackDue(divisionId, deps);
			return erp.count("postDocument") - before;
		},
		notices: async () =>
			(await listSuspensions(db, 100)).filter(({ scope }) => scope === divisionId),
		audit: async () => {
			const subject = `write-back:${divisionId}`;
			const rows_ = await db.select().from(auditEvents).where(eq(auditEvents.subject, subject));
			return rows_.map(({ action }) => action);
		},
		states: async () => {
			const found = await db
				.select({ state: writeBacks.state })
				.from(writeBacks)
				.where(eq(writeBacks.divisionId, divisionId));
			return new Set(found.map(({ state }) => state));
		},
	};
}

describe("Documents that Exact refuses as a whole", () => {
	it("give one notice, however many of them there are and however often it is tried", async () => {
		const division = await aDivision();
		division.refuse(9);
		await division.drainAfter(0);
		expect(await division.notices()).toEqual([
			{
				...division.work,
				code: "exact.scope_missing",
				message: "The scope is missing.",
				since: START,
				probeAt: START + PROBE,
			},
		]);
		division.refuse(9);
		await division.drainAfter(PROBE);
		expect(await division.notices()).toMatchObject([{ since: START, probeAt: START + 2 * PROBE }]);
		expect(await division.audit()).toEqual(["work.suspended"]);
	});

	it("are tried again with one call", async () => {
		const division = await aDivision();
		division.refuse(100);
		await division.drainAfter(0);
		expect(await division.drainAfter(MINUTE)).toBe(0);
		expect(await division.drainAfter(PROBE - MINUTE)).toBe(1);
		expect(await division.drainAfter(PROBE)).toBe(1);
	});

	it("all go on once one was let through, and the notice is over", async () => {
		const division = await aDivision();
		division.refuse(6);
		await division.drainAfter(0);
		expect(await division.drainAfter(PROBE)).toBe(20);
		expect(await division.states()).toEqual(new Set(["written"]));
		expect(await division.notices()).toEqual([]);
		expect(await division.audit()).toEqual(["work.suspended", "work.goes_on"]);
	});

	it("go on too where the one was refused for its own data", async () => {
		const division = await aDivision();
		division.refuse(6);
		await division.drainAfter(0);
		division.erp.fail(
			"postDocument",
			new AppError({ code: "exact.validation_failed", disposition: "refuse", message: "no" }),
		);
		expect(await division.drainAfter(PROBE)).toBe(20);
		expect(await division.notices()).toEqual([]);
	});

	it("stay so where the one got no answer, and another tries within a minute", async () => {
		const division = await aDivision();
		division.refuse(6);
		await division.drainAfter(0);
		division.erp.fail("postDocument", refused("exact.unavailable", "retry"));
		expect(await division.drainAfter(PROBE)).toBe(1);
		expect(await division.notices()).toHaveLength(1);
		expect(await division.drainAfter(MINUTE)).toBeGreaterThan(1);
		expect(await division.notices()).toEqual([]);
	});

	it("have no second notice where their endpoint rests, which the overview shows", async () => {
		const division = await aDivision();
		division.refuse(6, ENDPOINT_RESTS);
		await division.drainAfter(0);
		expect(await division.notices()).toEqual([]);
	});

	it("give notice a second time when it happens again", async () => {
		const division = await aDivision();
		division.refuse(6);
		await division.drainAfter(0);
		await division.drainAfter(PROBE);
		await seedWriteBack(division, division.time.now, {});
		division.refuse(1);
		await division.drainAfter(0);
		expect(await division.notices()).toHaveLength(1);
		expect(await division.audit()).toEqual(["work.suspended", "work.goes_on", "work.suspended"]);
	});
});

describe("a Track project that FedEx refuses", () => {
	it("gives one notice, is tried with one call, and then all parcels are followed again", async () => {
		const way = await parcelsOnTheirWay();
		const notices = async () =>
			(await listSuspensions(way.db, 100)).filter(({ scope }) => scope === way.accountId);
		for (let at = 0; at < 10; at += 1) {
			await way.label(30);
		}
		way.failures.push(...Array.from({ length: 7 }, () => refused("fedex.forbidden")));
		await way.drain();
		const first = way.calls.length;
		expect(await notices()).toMatchObject([{ kind: "track", code: "fedex.forbidden" }]);
		way.failures.length = 0;
		way.failures.push(refused("fedex.forbidden"));
		await way.drainAfter(PROBE);
		expect(way.calls.length).toBe(first + 1);
		expect(await notices()).toHaveLength(1);
		await way.drainAfter(PROBE);
		expect(way.calls.length).toBe(first + 11);
		expect(await notices()).toEqual([]);
	});
});

describe("looks for lost answers that FedEx refuses as a whole", () => {
	it("give one notice, are tried with one look, and then all are looked up", async () => {
		const division = await aDivisionAtFedex();
		const notices = async () =>
			(await listSuspensions(division.db, 100)).filter(({ scope }) => scope === division.accountId);
		for (let at = 0; at < 4; at += 1) {
			await division.due();
		}
		division.break("cut-before", { times: 4 });
		await division.ship();
		const refuse = () =>
			division.faults.replace([
				{ operation: "track.references", kind: "status-before", status: 403, rate: 1, times: 100 },
			]);
		refuse();
		await division.after(MINUTE);
		expect(await notices()).toMatchObject([{ kind: "reconcile" }]);
		const first = division.calls("track.references");
		await division.after(PROBE);
		expect(division.calls("track.references")).toBe(first + 1);
		division.faults.replace([]);
		await division.after(PROBE);
		expect(division.calls("track.references")).toBeGreaterThanOrEqual(first + 5);
		expect(await notices()).toEqual([]);
	});
});
