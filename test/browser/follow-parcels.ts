import assert from "node:assert/strict";

import type { Page } from "playwright-core";

import type { Guarded } from "./guarded-browser.ts";
import type { Product } from "./product.ts";
import { takeScreenshots } from "./screenshots.ts";
import type { Step } from "./walk.ts";

const DAYS_MAX = 14;
const ENDED = /: (delivered|returned to sender),/;

/** What a person does who wants to see parcels arrive: move the clock by days and look on both sides. */
export function followParcels(product: Product, browser: Guarded): Step[] {
	const { page } = browser;
	const { worker, exact } = product;

	return [
		{
			name: "the clock moves by days until every parcel is at its end, and the Documents tell it",
			async run() {
				await page.goto(exact);
				for (let day = 0; !(await hasEveryParcelEnded(exact)); day += 1) {
					assert(day < DAYS_MAX, "some parcel never came to its end");
					await untilIdle(page);
					await jump(page, "+1 day");
				}
				const document = page.locator("details").filter({ hasText: ": delivered," }).first();
				await document.locator("summary").click();
				await document.getByText(/UTC: Delivered \(/).waitFor();
			},
		},
		{
			name: "the clock jumps to the next work, and only there",
			async run() {
				const said = await untilIdle(page);
				const due = /(\d\d:\d\d)\)/.exec(said)?.[1];
				assert.equal((await jump(page, "next due")).slice(11, 16), due);
			},
		},
		{
			name: "the simulator's page fits its screen, in light, dark and on a phone",
			async run() {
				assert.deepEqual(await takeScreenshots(browser, exact, { "simulator-exact": "/" }), []);
			},
		},
		{
			name: "the days that passed ended the session, and the console shows the parcel's way",
			async run() {
				await page.goto(`${worker}/console/shipments?tracking=delivered`);
				await page.getByLabel("Administrator's token").fill(product.adminToken);
				await page.getByRole("button", { name: "Log in" }).click();
				await page.goto(`${worker}/console/shipments?tracking=delivered`);
				await page.locator("main tbody a").first().click();
				await page.locator(".badge", { hasText: "delivered" }).first().waitFor();
				const events = page.locator(".events li");
				await events.filter({ hasText: "Picked up" }).first().waitFor();
				await events.filter({ hasText: "Delivered" }).first().waitFor();
				await page.locator(".badge", { hasText: "written" }).waitFor();
			},
		},
	];
}

/** Presses a button of the clock, and answers where it jumped to once the Worker has done what was due by then. */
async function jump(page: Page, name: string): Promise<string> {
	const [answer] = await Promise.all([
		page.waitForResponse((response) => response.url().endsWith("/_twin/clock")),
		page.getByRole("button", { name, exact: true }).click(),
	]);
	const { now } = (await answer.json()) as { now: string };
	const shown = JSON.stringify(now.slice(0, 19).replace("T", " "));
	await page.waitForFunction(`document.querySelector("time").textContent >= ${shown}`);
	await untilIdle(page);
	return now;
}

/** The page says when the next work is due only while nothing is worked on. */
async function untilIdle(page: Page): Promise<string> {
	const due = page.locator(".due").filter({ hasText: "next due in" });
	await due.waitFor();
	return (await due.textContent()) ?? "";
}

async function hasEveryParcelEnded(exact: string): Promise<boolean> {
	const response = await fetch(`${exact}/_twin/documents`);
	const { documents } = (await response.json()) as { documents: { body: string }[] };
	return documents.length > 0 && documents.every(({ body }) => ENDED.test(body));
}
