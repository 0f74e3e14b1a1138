import { describe, expect, it } from "vitest";

import { createAccountStore } from "../../src/db/account-health.ts";
import { seedLiveDivision } from "./seed.ts";

const START = Date.parse("2026-11-23T09:00:00Z");
const QUARTER = 900_000;

describe("a FedEx account that is suspended", () => {
	it("keeps the instant of the first notice; a probe that fails only moves the next", async () => {
		const { db, accountId } = await seedLiveDivision(START);
		const accounts = createAccountStore(db);
		const notice = (now: number, code: string) =>
			accounts.suspend(accountId, { code, message: "no", now, probeAt: now + QUARTER });
		await notice(START, "fedex.account_refused");
		await notice(START + QUARTER, "fedex.project_refused");
		expect(await accounts.find(accountId)).toMatchObject({
			suspendedAt: START,
			suspendedCode: "fedex.project_refused",
			suspendedMessage: "no",
			probeAt: START + 2 * QUARTER,
		});
	});

	it("is one of several: the others go on", async () => {
		const [one, other] = [await seedLiveDivision(START), await seedLiveDivision(START)];
		const accounts = createAccountStore(one.db);
		await accounts.suspend(one.accountId, { code: "a.b", message: "", now: START, probeAt: START });
		expect(await accounts.find(other.accountId)).toMatchObject({ suspendedAt: null });
	});
});
