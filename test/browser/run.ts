import assert from "node:assert/strict";

import { customerPage } from "./customer-page.ts";
import { followParcels } from "./follow-parcels.ts";
import { type Guarded, openBrowser } from "./guarded-browser.ts";
import { startProduct } from "./product.ts";
import { takeScreenshots } from "./screenshots.ts";
import { tellOthers } from "./tell-others.ts";
import { type Step, walk } from "./walk.ts";

/**
 * The console in a real browser, from the first login to labels and to the parcels' ends. A step fails on a missing element, an error in the
 * browser's console, or a request to another origin; what comes after a failed step is not tried.
 */
const ORDERS = 80;

const product = await startProduct(ORDERS);
const browser = await openBrowser([product.worker, product.exact]);
let passed = 0;
let failed = 0;
try {
	const others = tellOthers(product, browser);
	const steps = [
		...walk(product, browser, others.added),
		...followParcels(product, browser),
		...customerPage(product, browser),
		...others.told,
		screenshots(browser),
	];
	for (const step of steps) {
		await run(step);
	}
} catch (error) {
	failed += 1;
	console.error(error);
	await browser.page.screenshot({ path: ".data/failed-step.png", fullPage: true }).catch(() => {});
} finally {
	await browser.close();
	await product.stop();
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

async function run(step: Step): Promise<void> {
	const startedAt = Date.now();
	await step.run().catch((cause: unknown) => {
		throw new Error(`failed: ${step.name}`, { cause });
	});
	const complaints = browser.takeComplaints().filter((line) => step.allowed?.test(line) !== true);
	assert.deepEqual(complaints, [], step.name);
	passed += 1;
	console.log(`✓ ${step.name} (${Date.now() - startedAt} ms)`);
}

function screenshots(guarded: Guarded): Step {
	return {
		name: "every page fits its screen and keeps nobody out, in light, dark and on a phone",
		async run() {
			const wrong = await takeScreenshots(guarded, product.worker, await allPaths(guarded));
			assert.deepEqual(wrong, []);
		},
	};
}

/** The fixed pages, and the first of each kind that has pages of its own. */
async function allPaths({ page }: Guarded): Promise<Record<string, string>> {
	const firstOf = async (path: string) => {
		await page.goto(`${product.worker}${path}`);
		return (await page.locator("main tbody a").first().getAttribute("href")) ?? path;
	};
	const division = await divisionPath();
	const order = await orderPath();
	return {
		overview: "/",
		inbox: "/console/inbox",
		"set-up": "/console/set-up",
		connections: "/console/connections",
		"connection-new": "/console/connections/new",
		connection: await firstOf("/console/connections"),
		"fedex-accounts": "/console/fedex-accounts",
		"fedex-account-new": "/console/fedex-accounts/new",
		"fedex-account": await firstOf("/console/fedex-accounts"),
		divisions: "/console/divisions",
		division,
		settings: `${division}/settings`,
		preview: `${division}/preview`,
		couriers: `${division}/couriers`,
		charges: "/console/charges",
		orders: "/console/orders",
		"order-plan": `${order}/plan`,
		"order-packages": `${order}/packages`,
		shipments: "/console/shipments",
		shipment: await firstOf("/console/shipments?tracking=delivered"),
		"failed-work": "/console/failed-work",
		audit: "/console/audit",
		printing: "/console/printing",
		"printing-new": "/console/printing/new",
		people: "/console/people",
		"api-tokens": "/console/api-tokens",
		sessions: "/console/sessions",
		api: "/console/api",
	};

	/** One that is not shipped, so that there is a plan to look at. */
	async function orderPath(): Promise<string> {
		await page.goto(`${product.worker}/console/orders?state=not_ready`);
		const link = page.locator('main a[href$="/plan"]').first();
		return ((await link.getAttribute("href")) ?? "").replace(/\/plan$/, "");
	}

	async function divisionPath(): Promise<string> {
		return firstOf("/console/divisions");
	}
}
