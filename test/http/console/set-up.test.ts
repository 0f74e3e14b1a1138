import { beforeEach, describe, expect, it } from "vitest";

import { scheduleInWords } from "../../../src/http/console/set-up/schedule-words.ts";
import { seedOrder } from "../../db/seed.ts";
import { makeFedexAccount, startOutside } from "../client.ts";
import { seedDivision, seedHeldDivision } from "../seeds.ts";
import { Browser } from "./browser.ts";

let browser: Browser;
beforeEach(async () => {
	startOutside();
	browser = await Browser.loggedIn();
});

/** The card of one division. */
function cardOf(html: string, name: string): string {
	return (
		html.split('<section class="card"').find((card) => card.includes(`<h2>${name}</h2>`)) ?? ""
	);
}

describe("the set-up list", () => {
	it("shows what a mapped division's rule would take right now, and that going live is next", async () => {
		const accountId = await makeFedexAccount();
		const name = `Noordzee ${crypto.randomUUID().slice(0, 8)}`;
		const divisionId = await seedHeldDivision(accountId, { name });
		await seedOrder(divisionId, Date.now(), { orderNumber: 81_001, state: "ready" });
		await seedOrder(divisionId, Date.now(), { orderNumber: 81_002, state: "ready" });
		await seedOrder(divisionId, Date.now(), { orderNumber: 81_003, state: "blocked" });

		const card = cardOf(await browser.page("/console/set-up"), name);

		expect(card).toContain("2 ready");
		expect(card).toContain("1 blocked");
		expect(card).toContain("(Europe/Amsterdam)");
		expect(card).toContain(`/console/divisions/${divisionId}/preview`);
		expect(card).toMatch(/<li class="next" aria-current="step">.*Tried in shadow/s);
	});

	it("names a live division's last step done, and skips the shadow that it may not have had", async () => {
		const accountId = await makeFedexAccount();
		const name = `Waddenzee ${crypto.randomUUID().slice(0, 8)}`;
		await seedHeldDivision(accountId, { name, mode: "live" });

		const card = cardOf(await browser.page("/console/set-up"), name);

		expect(card).not.toContain('class="next"');
		expect(card).not.toContain("Tried in shadow");
		expect(card).toContain("What is ready becomes a label by itself.");
	});

	it("leads to the map of a division that is not in use, and to the live check of an account", async () => {
		const accountId = await makeFedexAccount();
		const divisionId = await seedDivision({ name: "Markermeer" });

		const html = await browser.page("/console/set-up");

		expect(html).toContain(
			`<a href="/console/divisions/${divisionId}/settings">Map Markermeer</a>`,
		);
		expect(html).toContain(`action="/console/fedex-accounts/${accountId}/check"`);
	});
});

it.each([
	["*/15 * * * *", "Every 15 minutes (Europe/Amsterdam)"],
	[
		"*/10 7-18 * * 1-5",
		"Every 10 minutes, between 07:00 and 18:59, Monday through Friday (Europe/Amsterdam)",
	],
])("says the schedule %s in words", (schedule, words) => {
	expect(scheduleInWords(schedule, "Europe/Amsterdam")).toBe(words);
});
