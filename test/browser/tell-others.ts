import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import type { Guarded } from "./guarded-browser.ts";
import type { Product } from "./product.ts";
import { takeScreenshots, takeScreenshotsHere } from "./screenshots.ts";
import type { Step } from "./walk.ts";

const WAREHOUSE = "Warehouse screen";
const LEDGER = "Ledger";
const GIVEN_UP_WITHIN_MS = 90_000;
/** The Worker looks once a second. */
const JUMP_REST_MS = 2_000;

/**
 * Two programs that are told what happens, one that takes it and one that never does, and the operator, who is
 * told of that. Made before the first label; looked at once the parcels are at their ends.
 */
export function tellOthers(product: Product, browser: Guarded) {
	const { page } = browser;
	const { worker } = product;
	let taken = 0;
	const receiver = createServer((request, response) => {
		request.resume();
		const takesIt = request.url === "/warehouse";
		taken += takesIt ? 1 : 0;
		response.writeHead(takesIt ? 204 : 503).end();
	});
	product.onStop(() => receiver.close());

	const added: Step[] = [
		{
			name: "webhooks and alerts look as they should while there are none",
			async run() {
				const paths = {
					"webhooks-none": "/console/webhooks",
					"alerts-none": "/console/alerts",
				};
				assert.deepEqual(await takeScreenshots(browser, worker, paths), []);
			},
		},
		{
			name: "an address that is none is told beside its field, and nothing is added",
			allowed: /status of 422/,
			async run() {
				await fillWebhook("Nowhere", "http://10.0.0.1/hook", ["shipment.labelled"]);
				await page.getByRole("alert").getByText("Nothing was saved").waitFor();
			},
		},
		{
			name: "two webhooks are added, each with a secret that is shown once",
			async run() {
				await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
				const { port } = receiver.address() as AddressInfo;
				for (const [name, path, kinds] of [
					[WAREHOUSE, "warehouse", ["shipment.labelled", "order.blocked", "tracking.delivered"]],
					[LEDGER, "ledger", ["shipment.labelled"]],
				] as const) {
					await fillWebhook(name, `http://127.0.0.1:${port}/${path}`, kinds);
					const secret = page.locator("code.copy");
					assert.match((await secret.textContent()) ?? "", /^whsec_/);
				}
				assert.deepEqual(await takeScreenshotsHere(browser, "webhook-secret"), []);
				await page.getByRole("link", { name: "I have copied it" }).click();
				await page.getByRole("heading", { name: LEDGER, level: 1 }).waitFor();
			},
		},
		{
			name: "who is told of trouble is saved",
			async run() {
				await page.goto(`${worker}/console/alerts`);
				await page.getByLabel("Mail to").fill("warehouse@noordzee.example");
				await page.getByLabel("Parcels in trouble on one day").fill("1");
				await page.getByRole("button", { name: "Save" }).click();
				await page.getByRole("status").getByText("The alerts are saved").waitFor();
			},
		},
	];

	const told: Step[] = [
		{
			name: "a program that takes nothing for days is disabled, and the operator's alert says so",
			async run() {
				const until = Date.now() + GIVEN_UP_WITHIN_MS;
				const row = page.getByRole("row").filter({ hasText: LEDGER });
				await page.goto(`${worker}/console/webhooks`);
				while ((await row.getByText("disabled").count()) === 0) {
					assert(Date.now() < until, "it was never given up");
					await jump();
					await logInAgain("/console/webhooks");
				}
				await page.goto(`${worker}/console/alerts`);
				while ((await page.getByRole("row").filter({ hasText: LEDGER }).count()) === 0) {
					assert(Date.now() < until, "the operator was never told");
					await jump();
					await logInAgain("/console/alerts");
				}
			},
		},
		{
			name: "the program that takes them was told of every label and delivery, and is told once more",
			async run() {
				await open(WAREHOUSE);
				const before = taken;
				assert(before > 0, "nothing was ever sent");
				await page
					.getByRole("button", { name: /^Send again: / })
					.first()
					.click();
				await page.getByRole("status").getByText("goes out again").waitFor();
				const until = Date.now() + 30_000;
				while (taken === before) {
					assert(Date.now() < until, "it was not sent again");
					await page.reload();
				}
			},
		},
		{
			name: "webhooks and alerts look as they should with all that was told",
			async run() {
				const warehouse = await open(WAREHOUSE);
				const ledger = await open(LEDGER);
				await page.getByText("answered 503").first().waitFor();
				const paths = {
					webhooks: "/console/webhooks",
					webhook: warehouse,
					"webhook-disabled": ledger,
					alerts: "/console/alerts",
				};
				assert.deepEqual(await takeScreenshots(browser, worker, paths), []);
			},
		},
	];

	return { added, told };

	/** By less than the calls of the day, and long enough for whatever rests. */
	async function jump(): Promise<void> {
		await fetch(`${product.exact}/_twin/clock`, {
			method: "POST",
			headers: { "Content-Type": "application/json" },
			body: JSON.stringify({ advanceMs: 2 * 3_600_000 }),
		});
		await page.waitForTimeout(JUMP_REST_MS);
	}

	/** The hours that pass end the session. */
	async function logInAgain(path: string): Promise<void> {
		await page.goto(`${worker}${path}`);
		const token = page.getByLabel("Administrator's token");
		if ((await token.count()) > 0) {
			await token.fill(product.adminToken);
			await page.getByRole("button", { name: "Log in" }).click();
			await page.goto(`${worker}${path}`);
		}
	}

	async function fillWebhook(name: string, url: string, kinds: readonly string[]): Promise<void> {
		await page.goto(`${worker}/console/webhooks`);
		await page.getByLabel("Name").fill(name);
		await page.getByLabel("Address").fill(url);
		for (const kind of kinds) {
			await page.locator(`input[name="kinds"][value="${kind}"]`).check();
		}
		await page.getByRole("button", { name: "Add the webhook" }).click();
	}

	async function open(name: string): Promise<string> {
		await page.goto(`${worker}/console/webhooks`);
		await page.getByRole("link", { name }).click();
		await page.getByRole("heading", { name, level: 1 }).waitFor();
		return new URL(page.url()).pathname;
	}
}
