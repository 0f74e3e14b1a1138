import assert from "node:assert/strict";

import type { Guarded } from "./guarded-browser.ts";
import type { Product } from "./product.ts";
import { takeScreenshots } from "./screenshots.ts";
import type { Step } from "./walk.ts";

/** As the customer reads it, by the language of the browser. */
const DELIVERED = {
	en: "Your parcel was delivered",
	nl: "Uw pakket is bezorgd",
	de: "Ihr Paket wurde zugestellt",
	fr: "Votre colis a été livré",
} as const;

/** What the customer sees of the parcel whose page the console shows just now. */
export function customerPage(product: Product, browser: Guarded): Step[] {
	const { worker } = product;
	return [
		{
			name: "the customer's page, opened without a login, shows the delivery in four languages",
			async run() {
				const link = browser.page.getByRole("link", { name: "tracking page" });
				const address = (await link.getAttribute("href")) ?? "";
				const { pathname } = new URL(address);
				const own = browser.context.browser();
				assert(own);
				for (const [locale, text] of Object.entries(DELIVERED)) {
					const context = await own.newContext({ locale });
					const page = await context.newPage();
					const answer = await page.goto(`${worker}${pathname}`);
					assert.equal(answer?.status(), 200);
					await page.getByRole("heading", { name: text }).waitFor();
					assert.equal(await page.locator("html").getAttribute("lang"), locale);
					await context.close();
				}
				const paths: Record<string, string> = Object.fromEntries(
					Object.keys(DELIVERED).map((lang) => [`track-${lang}`, `${pathname}?lang=${lang}`]),
				);
				assert.deepEqual(await takeScreenshots(browser, worker, paths), []);
			},
		},
		{
			name: "an address that nobody was given looks as it should and tells nothing",
			allowed: /status of 404/,
			async run() {
				const paths = { "track-unknown": "/track/nobody-was-given-this" };
				assert.deepEqual(await takeScreenshots(browser, worker, paths), []);
			},
		},
	];
}
