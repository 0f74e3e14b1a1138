import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import type { Page } from "playwright-core";

/**
 * What axe-core finds on a page that keeps somebody out: its serious and critical problems. Its script is evaluated
 * through the browser's own protocol, so the page's policy stays as it is and nothing is asked for.
 */
const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const SHOWN_PLACES = 3;

type Found = {
	id: string;
	impact: string | null;
	help: string;
	nodes: { target: string[]; failureSummary?: string }[];
};

export async function findBarriers(page: Page): Promise<string[]> {
	await page.evaluate(SOURCE);
	// Preloading would ask for the style sheets again.
	const violations = await page.evaluate<Found[]>(
		`axe.run(document, { preload: false, resultTypes: ["violations"] })
			.then(({ violations }) => violations)`,
	);
	return violations
		.filter(({ impact }) => impact === "serious" || impact === "critical")
		.map(({ id, impact, help, nodes }) => {
			const places = nodes.slice(0, SHOWN_PLACES).map(({ target }) => target.join(" "));
			return `${impact} ${id}: ${help} (${nodes.length}: ${places.join("; ")})`;
		});
}
