import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";

import { createAccountStore } from "../../src/db/account-health.ts";
import { auditEvents } from "../../src/db/schema.ts";
import { seedLiveDivision } from "./seed.ts";

const START = Date.parse("2026-11-23T09:00:00Z");
const QUARTER = 900_000;

async function anAccount() {
	const { db, accountId } = await seedLiveDivision(START);
	const store = createAccountStore(db);
	return {
		id: accountId,
		store,
		suspend: (now: number, code = "fedex.account_refused") =>
			store.suspend(accountId, { code, message: "no", now, probeAt: now + QUARTER }),
		find: () => store.find(accountId),
		async actions() {
			const rows = await db
				.select()
				.from(auditEvents)
				.where(eq(auditEvents.subject, `fedex_account:${accountId}`));
			return rows.map((row) => row.action);
		},
	};
}

describe("a FedEx account that is suspended", () => {
	it("says since when and why, with one notice; a probe that fails only moves the next", async () => {
		const account = await anAccount();
		await account.suspend(START);
		await account.suspend(START + QUARTER, "fedex.project_refused");
		expect(await account.find()).toMatchObject({
			suspendedAt: START,
			suspendedCode: "fedex.account_refused",
			suspendedMessage: "no",
			probeAt: START + 2 * QUARTER,
		});
		expect(await account.actions()).toEqual(["fedex_account.suspended"]);
	});

	it("is noticed once when six calls find it out at the same time", async () => {
		const account = await anAccount();
		await Promise.all(Array.from({ length: 6 }, () => account.suspend(START)));
		expect(await account.actions()).toEqual(["fedex_account.suspended"]);
	});

	it("works again as if nothing had been, and may be suspended anew", async () => {
		const account = await anAccount();
		await account.suspend(START);
		await account.store.resume(account.id, START + 5);
		expect(await account.find()).toMatchObject({
			suspendedAt: null,
			suspendedCode: null,
			suspendedMessage: null,
			probeAt: null,
		});
		await account.suspend(START + 9);
		expect(await account.find()).toMatchObject({ suspendedAt: START + 9 });
		expect(await account.actions()).toEqual([
			"fedex_account.suspended",
			"fedex_account.works_again",
			"fedex_account.suspended",
		]);
	});

	it("is one of several: the others go on", async () => {
		const [one, other] = [await anAccount(), await anAccount()];
		await one.suspend(START);
		expect(await other.find()).toMatchObject({ suspendedAt: null });
	});
});

describe("a FedEx account that works", () => {
	it("is not resumed: nothing is written", async () => {
		const account = await anAccount();
		const before = await account.find();
		await account.store.resume(account.id, START);
		expect(await account.find()).toEqual(before);
		expect(await account.actions()).toEqual([]);
	});
});
