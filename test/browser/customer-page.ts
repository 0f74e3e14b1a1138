import assert from "node:assert/strict";

import { openKeyRing } from "../../src/lib/key-ring.ts";
import { stopToken } from "../../src/lib/shipment-tokens.ts";
import type { Guarded } from "./guarded-browser.ts";
import type { Product } from "./product.ts";
import { takeScreenshots, takeScreenshotsHere } from "./screenshots.ts";
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
	let shipmentId = "";
	return [
		{
			name: "the customer's page, opened without a login, shows the delivery in four languages",
			async run() {
				shipmentId = new URL(browser.page.url()).pathname.split("/").at(-1) ?? "";
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
			name: "the link of a mail asks in four languages, and stops the mails once it is answered",
			async run() {
				const { page } = browser;
				// The link stands in mails alone, and no mail leaves this machine.
				const token = await stopToken(openKeyRing(product.encryptionKeys), shipmentId);
				const path = `/mails/stop/${token}`;
				const paths: Record<string, string> = Object.fromEntries(
					Object.keys(DELIVERED).map((lang) => [`mail-stop-${lang}`, `${path}?lang=${lang}`]),
				);
				assert.deepEqual(await takeScreenshots(browser, worker, paths), []);
				await page.goto(`${worker}${path}?lang=en`);
				await page.getByRole("heading", { name: "No more mails about parcels?" }).waitFor();
				await page.getByRole("button", { name: "Send me no more of these mails" }).click();
				await page.getByRole("heading", { name: "You get no more of these mails" }).waitFor();
				assert.deepEqual(await takeScreenshotsHere(browser, "mail-stopped"), []);
			},
		},
		{
			name: "an address that nobody was given looks as it should and tells nothing",
			allowed: /status of 404/,
			async run() {
				const paths = {
					"track-unknown": "/track/nobody-was-given-this",
					"mail-stop-unknown": "/mails/stop/nobody-was-given-this",
				};
				assert.deepEqual(await takeScreenshots(browser, worker, paths), []);
			},
		},
	];
}
