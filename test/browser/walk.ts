import assert from "node:assert/strict";

import type { Page } from "playwright-core";

import { demoDivisions } from "../simulators/demo/connect.ts";
import { FEDEX_DEMO_ACCOUNTS } from "../simulators/fedex/credentials.ts";
import { canBeCured, cure, listSimulated } from "./exact-orders.ts";
import type { Guarded } from "./guarded-browser.ts";
import { printStations } from "./print-stations.ts";
import type { Product } from "./product.ts";
import { takeScreenshots } from "./screenshots.ts";

/** The way of an administrator from the first login to the first labels, and what the back office does after it. */
export type Step = { name: string; run(): Promise<void>; allowed?: RegExp };

const REGION = "nl";
/** The walk is quicker than the calls that Exact allows in a minute. */
const CALLS_AGAIN_MS = 100_000;
const LOOK_AGAIN_MS = CALLS_AGAIN_MS;

export function walk(
	product: Product,
	browser: Guarded,
	beforeTheRelease: readonly Step[],
): Step[] {
	const { page } = browser;
	const { worker, exact } = product;
	const demo = demoDivisions.find((entry) => entry.connection.region === REGION);
	assert(demo?.settings);
	const { connection, settings } = demo;
	let divisionPath = "";
	let leftOut = 0;
	const stations = printStations(product, browser, () => divisionPath);
	product.onStop(() => stations.end());

	return [
		{
			name: "the login looks as it should",
			async run() {
				assert.deepEqual(await takeScreenshots(browser, worker, { login: "/login" }), []);
			},
		},
		{
			name: "the first page asks for the login, and a wrong token is told in words",
			allowed: /status of 401/,
			async run() {
				await page.goto(`${worker}/`);
				await page.getByLabel("Administrator's token").fill("not the token, but long enough");
				await page.keyboard.press("Enter");
				await page.getByRole("alert").getByText("not the administrator's token").waitFor();
			},
		},
		{
			name: "the right token opens the overview",
			async run() {
				await page.getByLabel("Administrator's token").fill(product.adminToken);
				await press(page, "Log in");
				await heading(page, "Overview");
				await page.getByText("Nothing is blocked, failed, held back or to be decided.").waitFor();
			},
		},
		{
			name: "a connection is made and consented to on Exact's page",
			async run() {
				await page.getByRole("link", { name: "Connect Exact Online" }).click();
				await page.getByLabel("Name").fill(connection.name);
				await page.getByLabel("Country site").selectOption(REGION);
				await page.getByLabel("Client id").fill(connection.clientId);
				await page.getByLabel("Client secret").fill(connection.clientSecret);
				await page.getByLabel("Webhook secret").fill(connection.webhookSecret);
				await press(page, "Make the connection");
				await page.getByRole("link", { name: "Connect to Exact" }).click();
				await heading(page, "Allow access?");
				await press(page, "Allow");
				await page.getByRole("status").getByText("is connected to Exact").waitFor();
				await page.getByRole("cell", { name: String(demo.code) }).waitFor();
			},
		},
		{
			name: "a FedEx account is added, and both credentials are accepted",
			async run() {
				const account = FEDEX_DEMO_ACCOUNTS.NL;
				await follow(page, "FedEx accounts");
				await page.getByRole("link", { name: "New FedEx account" }).click();
				await page.getByLabel("Name").fill("FedEx Zwolle");
				await page.getByLabel("Account number").fill(account.accountNumber);
				await page.getByLabel("Environment").selectOption(account.environment);
				for (const project of ["ship", "track"] as const) {
					await page.locator(`[name="${project}.clientId"]`).fill(account[project].clientId);
					await page
						.locator(`[name="${project}.clientSecret"]`)
						.fill(account[project].clientSecret);
				}
				await press(page, "Add the account");
				await press(page, "Check the credentials");
				await page.getByText("Ship: accepted").waitFor();
				await page.getByText("Track: accepted").waitFor();
			},
		},
		{
			name: "settings that do not validate are told beside their fields",
			allowed: /status of 422/,
			async run() {
				await follow(page, "Divisions");
				await page.getByRole("link", { name: settings.shipFrom.companyName }).click();
				divisionPath = new URL(page.url()).pathname;
				await page.getByRole("link", { name: "Map this division" }).click();
				await page.getByLabel("Cut-off").fill("noon");
				await press(page, "Save the settings");
				await page.getByRole("alert").getByText("Nothing was saved").waitFor();
				await page.locator(".wrong").getByText("a time of day such as 16:00").first().waitFor();
			},
		},
		{
			name: "the division is mapped",
			async run() {
				await page.getByLabel("Cut-off").fill(settings.cutOff);
				for (const name of [
					"companyName",
					"personName",
					"phone",
					"email",
					"postalCode",
					"city",
				] as const) {
					await page.locator(`[name="shipFrom.${name}"]`).fill(settings.shipFrom[name]);
				}
				await page
					.locator(`[name="shipFrom.streetLines"]`)
					.first()
					.fill(settings.shipFrom.streetLines[0] ?? "");
				await page.getByLabel("Schedule").fill(settings.schedule);
				await page
					.getByLabel("Delivery date within days")
					.fill(String(settings.readyRule.deliveryWithinDays));
				await page.getByLabel("This is a test division").check();
				await press(page, "Add rules");
				// Those that the orders of this demo go by.
				for (const [row, rule] of settings.services.slice(0, 2).entries()) {
					await page.locator(`[name="services.${row}.shippingMethod"]`).fill(rule.shippingMethod);
					await page.locator(`[name="services.${row}.service"]`).fill(rule.service);
				}
				await press(page, "Save the settings");
				await page.getByRole("status").getByText("is mapped and on hold").waitFor();
			},
		},
		...beforeTheRelease,
		{
			name: "the preview shows the ready orders ticked, and the rest with its reasons",
			async run() {
				await page.goto(`${worker}${divisionPath}/preview`);
				await reloadUntil(page, () => page.locator('input[name="order"]').count());
				const ready = await page.locator('input[name="order"]:checked').count();
				const expected = (await listSimulated(exact, REGION)).filter(
					(order) => order.expected.kind === "ready",
				);
				assert.equal(ready, expected.length);
				assert((await page.locator(".reason").count()) > 0);
			},
		},
		{
			name: "the preview looks as it should before the release",
			async run() {
				const path = new URL(page.url()).pathname;
				assert.deepEqual(await takeScreenshots(browser, worker, { "preview-held": path }), []);
			},
		},
		{
			name: "the release ships every ticked order",
			async run() {
				const first = page
					.locator("tr")
					.filter({ has: page.locator('input[name="order"]') })
					.first();
				leftOut = Number(await first.locator("label").textContent());
				await first.locator('input[name="order"]').uncheck();
				const ready = await page.locator('input[name="order"]:checked').count();
				await press(page, "Go live with the ticked orders");
				await page.getByRole("status").getByText("is live and ships").waitFor();
				await page.goto(`${worker}/console/shipments?status=labelled`);
				// Nothing is pressed and nothing is reloaded: the list follows by itself.
				await page
					.locator("main tbody tr")
					.nth(Math.min(ready, 50) - 1)
					.waitFor();
			},
		},
		{
			name: "a label opens as a PDF",
			async run() {
				await page.locator("main tbody a").first().click();
				const link = page.getByRole("link", { name: "Open label" }).first();
				const answer = await browser.context.request.get(
					new URL((await link.getAttribute("href")) ?? "", worker).href,
				);
				assert.equal(answer.headers()["content-type"], "application/pdf");
				assert.equal((await answer.body()).subarray(0, 4).toString(), "%PDF");
				await page.getByText("confirmed").waitFor();
			},
		},
		{
			name: "an order approved on Exact's page gets its label after the next reading",
			async run() {
				const waiting = (await listSimulated(exact, REGION)).filter(
					(order) => order.expected.why === "awaiting-approval",
				);
				const numbers: number[] = [];
				for (const { orderNumber } of waiting) {
					await page.goto(`${exact}/?q=${orderNumber}`);
					const row = page.getByRole("row").filter({ hasText: String(orderNumber) });
					const button = row.getByRole("button", { name: "Approve" });
					// The page loads itself again once the order is approved.
					await Promise.all([page.waitForEvent("load"), button.click()]);
					await button.waitFor({ state: "detached" });
					numbers.push(orderNumber);
				}
				const [number] = (await listSimulated(exact, REGION))
					.filter((order) => numbers.includes(order.orderNumber) && order.expected.kind === "ready")
					.map((order) => order.orderNumber);
				assert(number, "no approved order became ready at the simulator");
				await readNow();
				await untilLabelled(number);
			},
		},
		...stations.pairAgent,
		{
			name: "a blocked order says why, and ships once it is mended in Exact",
			async run() {
				const order = (await listSimulated(exact, REGION)).find(canBeCured);
				assert(order, "no order is blocked for a reason that can be mended");
				await page.goto(`${worker}/console/orders?q=${order.orderNumber}`);
				await page.locator(".remedy").first().waitFor();
				const mended = await cure(exact, order);
				assert.equal(mended.expected.kind, "ready");
				await readNow();
				await untilLabelled(order.orderNumber);
			},
		},
		...stations.seenAtAgent,
		{
			name: "the inbox and what is blocked look as they should",
			async run() {
				await page.goto(`${worker}/console/inbox`);
				const blocked = page.locator('.waits a[href^="/console/shipments/"]').first();
				const paths = {
					"inbox-waiting": "/console/inbox",
					"shipment-blocked": (await blocked.getAttribute("href")) ?? "",
				};
				assert.deepEqual(await takeScreenshots(browser, worker, paths), []);
			},
		},
		{
			name: "the inbox leads to the order in Exact, and has it tried again once it is mended there",
			async run() {
				const order = (await listSimulated(exact, REGION)).find(canBeCured);
				assert(order, "no order is left that is blocked for a reason that can be mended");
				await page.goto(`${worker}/console/inbox`);
				const row = page.locator(".waits li").filter({ hasText: String(order.orderNumber) });
				const link = row.getByRole("link", { name: "in Exact" });
				const answer = await browser.context.request.get((await link.getAttribute("href")) ?? "");
				assert.match(await answer.text(), new RegExp(String(order.orderNumber)));
				await cure(exact, order);
				await row.getByRole("button", { name: "Fixed, try again" }).click();
				await page.getByRole("status").getByText("What is mended ships by itself").waitFor();
				await row.waitFor({ state: "detached", timeout: CALLS_AGAIN_MS });
				await untilLabelled(order.orderNumber);
			},
		},
		{
			name: "the list of shipments is saved as it is filtered",
			async run() {
				await page.goto(`${worker}/console/shipments?status=labelled`);
				const link = page.getByRole("link", { name: "Download as CSV" });
				const answer = await browser.context.request.get(
					new URL((await link.getAttribute("href")) ?? "", worker).href,
				);
				const rows = (await answer.text()).trim().split("\r\n");
				assert(rows.length > 1 && rows.slice(1).every((row) => row.includes(",labelled,")));
			},
		},
		...stations.pairTable,
		{
			name: "an order that the release left out is packed with a scanner alone, which types and presses Enter",
			async run() {
				await page.goto(`${worker}/console/pack`);
				for (const text of [String(leftOut), String(leftOut)]) {
					await page.locator("#scan:focus").waitFor();
					await page.keyboard.type(text);
					await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
				}
				const label = page.getByText("The label is ready.").first();
				await label.waitFor({ timeout: CALLS_AGAIN_MS });
				await page.locator(".hand-over").getByRole("link", { name: "Open label" }).waitFor();
			},
		},
		...stations.seenAtTable,
		{
			name: "the pack bench looks as it should, and tells an unknown number in words",
			async run() {
				await page.goto(`${worker}/console/pack?q=${leftOut}`);
				const order = new URL(page.url()).pathname;
				const paths = {
					bench: "/console/pack",
					"bench-order": order,
					"bench-unknown": "/console/pack?q=999999999",
				};
				assert.deepEqual(await takeScreenshots(browser, worker, paths), []);
				await page.getByRole("alert").getByText("Nothing is known of").waitFor();
			},
		},
		{
			name: "everything is paused and resumed from the banner",
			async run() {
				await page.goto(`${worker}/`);
				await press(page, "Pause everything");
				await page.getByRole("button", { name: "Resume everything" }).click();
				await page.getByRole("button", { name: "Pause everything" }).waitFor();
			},
		},
	];

	async function readNow(): Promise<void> {
		await page.goto(`${worker}${divisionPath}`);
		await press(page, "Read now");
		await page.getByRole("status").getByText("is being read").waitFor();
	}

	async function untilLabelled(orderNumber: number): Promise<void> {
		await page.goto(`${worker}/console/shipments?q=${orderNumber}`);
		await reloadUntil(page, () => page.locator(".badge", { hasText: "labelled" }).count());
	}
}

async function heading(page: Page, name: string): Promise<void> {
	await page.getByRole("heading", { name, level: 1 }).waitFor();
}

function press(page: Page, name: string): Promise<void> {
	return page.locator("main").getByRole("button", { name, exact: true }).first().click();
}

function follow(page: Page, name: string): Promise<void> {
	return page.getByRole("navigation", { name: "Main" }).getByRole("link", { name }).click();
}

/** Looks, and looks again after a reload, as a person would. */
async function reloadUntil(page: Page, look: () => Promise<number | boolean>): Promise<void> {
	const until = Date.now() + LOOK_AGAIN_MS;
	while (!(await look())) {
		assert(Date.now() < until, `${page.url()} never showed what was waited for`);
		await page.reload();
	}
}
