import { mkdirSync } from "node:fs";
import { join } from "node:path";

import { findBarriers } from "./find-barriers.ts";
import type { Guarded } from "./guarded-browser.ts";

const FOLDER = join(".data", "screenshots");
const LOOKS = [
	{ name: "light", colorScheme: "light", width: 1280 },
	{ name: "dark", colorScheme: "dark", width: 1280 },
	{ name: "phone", colorScheme: "light", width: 390 },
] as const;

/**
 * Every page, as it is in daylight, at night and on a phone. Answers what is wrong with them: pages wider than the
 * screen, and what axe-core calls serious or critical.
 */
export async function takeScreenshots(
	browser: Guarded,
	origin: string,
	paths: Readonly<Record<string, string>>,
	shown = "h1",
): Promise<string[]> {
	return inEveryLook(browser, async (look) => {
		const wrong: string[] = [];
		for (const [name, path] of Object.entries(paths)) {
			await browser.page.goto(`${origin}${path}`);
			await browser.page.locator(shown).waitFor();
			wrong.push(...(await takeOne(browser, look, name, path)));
		}
		return wrong;
	});
}

/** The page that is open, such as one that answers a form and has no address. */
export function takeScreenshotsHere(browser: Guarded, name: string): Promise<string[]> {
	return inEveryLook(browser, (look) => takeOne(browser, look, name, name));
}

type Look = (typeof LOOKS)[number];

async function inEveryLook(
	{ page }: Guarded,
	take: (look: Look) => Promise<string[]>,
): Promise<string[]> {
	mkdirSync(FOLDER, { recursive: true });
	const wrong: string[] = [];
	for (const look of LOOKS) {
		await page.emulateMedia({ colorScheme: look.colorScheme });
		await page.setViewportSize({ width: look.width, height: 900 });
		wrong.push(...(await take(look)));
	}
	await page.emulateMedia({ colorScheme: "light" });
	await page.setViewportSize({ width: 1280, height: 900 });
	return wrong;
}

async function takeOne({ page }: Guarded, look: Look, name: string, path: string) {
	await page.screenshot({ path: join(FOLDER, `${name}-${look.name}.png`), fullPage: true });
	const width = await page.locator("html").evaluate((root) => root.scrollWidth);
	const barriers = await findBarriers(page);
	return [
		...(width > look.width ? [`${path} is ${width} wide on ${look.width}`] : []),
		...barriers.map((barrier) => `${path} (${look.name}): ${barrier}`),
	];
}
