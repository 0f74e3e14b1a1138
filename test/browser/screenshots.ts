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
	{ page }: Guarded,
	origin: string,
	paths: Readonly<Record<string, string>>,
	shown = "h1",
): Promise<string[]> {
	mkdirSync(FOLDER, { recursive: true });
	const wrong: string[] = [];
	for (const look of LOOKS) {
		await page.emulateMedia({ colorScheme: look.colorScheme });
		await page.setViewportSize({ width: look.width, height: 900 });
		for (const [name, path] of Object.entries(paths)) {
			await page.goto(`${origin}${path}`);
			await page.locator(shown).waitFor();
			await page.screenshot({ path: join(FOLDER, `${name}-${look.name}.png`), fullPage: true });
			const width = await page.locator("html").evaluate((root) => root.scrollWidth);
			if (width > look.width) {
				wrong.push(`${path} is ${width} wide on ${look.width}`);
			}
			const barriers = await findBarriers(page);
			wrong.push(...barriers.map((barrier) => `${path} (${look.name}): ${barrier}`));
		}
	}
	await page.emulateMedia({ colorScheme: "light" });
	await page.setViewportSize({ width: 1280, height: 900 });
	return wrong;
}
