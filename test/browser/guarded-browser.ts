import chromium from "@sparticuz/chromium";
import {
	chromium as playwright,
	type Browser,
	type BrowserContext,
	type Page,
} from "playwright-core";

/** A browser that remembers what no page of the console may do: log an error, or ask another origin for anything. */
export type Guarded = {
	page: Page;
	context: BrowserContext;
	/** What was seen since the last time it was asked. */
	takeComplaints(): string[];
	close(): Promise<void>;
};

const FLAGS = [
	"--headless",
	"--no-sandbox",
	"--disable-gpu",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
	"--no-first-run",
];
const STEP_MS = 30_000;

export async function openBrowser(origins: readonly string[]): Promise<Guarded> {
	const executablePath = process.env["CHROMIUM_PATH"] ?? (await chromium.executablePath());
	const browser: Browser = await playwright.launch({ executablePath, args: FLAGS });
	const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
	context.setDefaultTimeout(STEP_MS);
	const complaints: string[] = [];
	context.on("request", (request) => {
		const { origin } = new URL(request.url());
		if (origin !== "null" && !origins.includes(origin)) {
			complaints.push(`asked another origin: ${request.url()}`);
		}
	});
	context.on("console", (message) => {
		if (message.type() === "error") {
			complaints.push(`logged: ${message.text()} (${message.page()?.url() ?? ""})`);
		}
	});
	context.on("weberror", (error) => complaints.push(`threw: ${String(error.error())}`));
	return {
		page: await context.newPage(),
		context,
		takeComplaints: () => complaints.splice(0),
		close: () => browser.close(),
	};
}
