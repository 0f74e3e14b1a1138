import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Locator, Page } from "playwright-core";

import { FakePrinter } from "../printing/fake-printer.ts";
import type { Guarded } from "./guarded-browser.ts";
import type { Product } from "./product.ts";
import { takeScreenshots } from "./screenshots.ts";
import type { Step } from "./walk.ts";

const TABLE = "Packing table";
const DOCK = "Label printer at the dock";
const PRINTED_WITHIN_MS = 60_000;

/**
 * Both kinds of print station, as a warehouse sets them up: a browser page, and the agent with a label printer. Each is
 * paired by its code, gets the label of whatever is shipped then, and says that it is out.
 */
export function printStations(product: Product, browser: Guarded, divisionPath: () => string) {
	const { page, context } = browser;
	const { worker } = product;
	let station: Page | undefined;
	let agent: ChildProcess | undefined;
	let labels = 0;
	const printer = new FakePrinter();
	printer.onLabel = () => {
		labels += 1;
		return "print";
	};
	const dataDir = mkdtempSync(join(tmpdir(), "print-agent-"));

	const pairTable: Step[] = [
		{
			name: "the page of a station that is not paired yet looks as it should",
			async run() {
				assert.deepEqual(await takeScreenshots(browser, worker, { "station-new": "/station" }), []);
			},
		},
		{
			name: "a browser is paired as a print station by its code",
			async run() {
				await labelsAs("PNG", "PAPER_4X6");
				const code = await makeStation(TABLE, "PNG");
				await takeScreenshotsOfStation();
				station = await context.newPage();
				await station.goto(`${worker}/station`);
				await station.getByLabel("Pairing code").fill(code);
				await station.getByRole("button", { name: "Pair this browser" }).click();
				await station.locator(".station-state.connected").waitFor();
				await station.getByRole("heading", { name: TABLE }).waitFor();
			},
		},
	];

	const seenAtTable: Step[] = [
		{
			name: "the label came to the station by itself, was printed there and acknowledged",
			async run() {
				const paper = station?.locator("#papers li").filter({ hasText: "printed" }).first();
				await paper?.waitFor({ timeout: PRINTED_WITHIN_MS });
				await showsAsPrinted(TABLE);
				await station?.close();
			},
		},
		{
			name: "the page of a paired station looks as it should",
			async run() {
				const paths = { station: "/station" };
				const wrong = await takeScreenshots(browser, worker, paths, ".station-state.connected");
				assert.deepEqual(wrong, []);
			},
		},
	];

	const pairAgent: Step[] = [
		{
			name: "the print agent is paired by its code and waits for labels",
			async run() {
				await labelsAs("ZPLII", "STOCK_4X6");
				const code = await makeStation(DOCK, "ZPL");
				const port = await printer.listen();
				const words = ["--url", worker, "--code", code, "--data", dataDir];
				agent = spawn(
					process.execPath,
					[
						"--no-warnings",
						"src/tools/print-agent.ts",
						...words,
						"--raw",
						`127.0.0.1:${String(port)}`,
					],
					{ stdio: ["ignore", "ignore", "inherit"] },
				);
				await page.goto(`${worker}/console/printing`);
				await untilShown(page.locator(".badge.good", { hasText: "connected" }), DOCK);
			},
		},
	];

	const seenAtAgent: Step[] = [
		{
			name: "the agent sent the label to the printer's port and acknowledged it",
			async run() {
				await showsAsPrinted(DOCK);
				assert.equal(labels, 1);
				const hasEnded = new Promise((resolve) => agent?.once("exit", resolve));
				agent?.kill("SIGTERM");
				await hasEnded;
				end();
			},
		},
	];

	/** What a walk that failed half-way leaves behind. */
	function end(): void {
		agent?.kill("SIGKILL");
		printer.close();
		rmSync(dataDir, { recursive: true, force: true });
	}

	return { pairTable, seenAtTable, pairAgent, seenAtAgent, end };

	async function labelsAs(format: string, stock: string): Promise<void> {
		await page.goto(`${worker}${divisionPath()}/settings`);
		await page.getByLabel("Label format").selectOption(format);
		await page.getByLabel("Label stock").selectOption(stock);
		await page.getByRole("button", { name: "Save the settings" }).first().click();
		await page.getByRole("status").first().waitFor();
	}

	async function makeStation(name: string, format: string): Promise<string> {
		await page.goto(`${worker}/console/printing/new`);
		await page.getByLabel("Name").fill(name);
		for (const box of await page.locator('input[name="formats"]').all()) {
			await box.setChecked((await box.getAttribute("value")) === format);
		}
		await page.getByRole("button", { name: "Make the station" }).click();
		await page.getByRole("button", { name: "Make a pairing code" }).click();
		return (await page.locator(".pairing-code").textContent()) ?? "";
	}

	async function takeScreenshotsOfStation(): Promise<void> {
		await page.goto(`${worker}/console/printing`);
		const link = page.getByRole("link", { name: TABLE });
		const path = (await link.getAttribute("href")) ?? "";
		assert.deepEqual(await takeScreenshots(browser, worker, { "printing-station": path }), []);
	}

	async function showsAsPrinted(name: string): Promise<void> {
		await page.goto(`${worker}/console/printing`);
		await page.getByRole("link", { name }).click();
		await untilShown(page.locator(".badge", { hasText: "printed" }), name);
	}

	/** Looks again after a reload, as a person would. */
	async function untilShown(place: Locator, name: string): Promise<void> {
		const until = Date.now() + PRINTED_WITHIN_MS;
		while ((await place.count()) === 0) {
			assert(Date.now() < until, `${name} never got there`);
			await page.reload();
		}
	}
}
