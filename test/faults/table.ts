import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";

import type { Counts } from "./count.ts";
import type { Result } from "./scenario.ts";

const COLUMNS: [keyof Counts, string][] = [
	["orders", "orders"],
	["labels", "labels"],
	["twoAtFedex", "shipments with two uncancelled at FedEx"],
	["orphans", "at FedEx without a label of ours"],
	["twoPrintable", "two printable labels at any instant"],
	["deadLabels", "printable labels without a shipment"],
	["lost", "orders lost"],
	["documentsTwice", "Documents twice"],
	["lockOuts", "avoidable lock-outs"],
	["boughtOverThree", "bought more than three times"],
	["unknown", "unknown"],
	["stuck", "stuck otherwise"],
	["forAPerson", "blocked for a person after two lost attempts"],
	["documentsForAPerson", "Documents left to a person"],
	["overlapSeconds", "longest overlap, s"],
	["restarts", "restarts"],
	["calls", "calls"],
];

/** A Markdown table, padded so that it reads well on a terminal. */
export function toTable(results: readonly Result[]): string {
	const rows = [
		["scenario", ...COLUMNS.map(([, title]) => title), "real s"],
		...results.map(({ name, counts, seconds }) => [
			name,
			...COLUMNS.map(([key]) => String(counts?.[key] ?? "–")),
			String(seconds),
		]),
	];
	const widths = (rows[0] ?? []).map((_, at) =>
		Math.max(3, ...rows.map((row) => row[at]?.length ?? 0)),
	);
	const [head = "", ...lines] = rows.map(
		(row) => `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(" | ")} |`,
	);
	const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
	return [head, rule, ...lines].join("\n");
}

const PATH = "test/faults/RESULTS.md";
const TITLES = { quick: "## Quick run", long: "## Long run" } as const;

type RunOfAll = {
	isLong: boolean;
	seed: number;
	seconds: number;
	lanes: number;
	commit: string;
	missing: string[];
};

/** Replaces the part of this run in RESULTS.md and leaves the other as it stands. */
export function writeResults(results: readonly Result[], run: RunOfAll): void {
	const part = run.isLong ? "long" : "quick";
	const before = existsSync(PATH) ? readFileSync(PATH, "utf8") : "";
	const sections = { quick: sectionOf(before, "quick"), long: sectionOf(before, "long") };
	sections[part] = toSection(results, run, TITLES[part]);
	const head =
		"# What the fault harness counted\n\nWritten by `npm run test:faults` (`-- --long`). Counted at the simulators once things had settled.";
	writeFileSync(
		PATH,
		`${[head, sections.quick, sections.long].filter((text) => text !== "").join("\n\n")}\n`,
	);
}

function sectionOf(text: string, part: keyof typeof TITLES): string {
	const at = text.indexOf(TITLES[part]);
	if (at < 0) {
		return "";
	}
	const end = text.indexOf("\n## ", at + 1);
	return text.slice(at, end < 0 ? undefined : end).trim();
}

function toSection(
	results: readonly Result[],
	{ seed, seconds, lanes, commit, missing }: RunOfAll,
	title: string,
): string {
	const shown = results.flatMap(({ name, checks }) =>
		checks.map(
			({ name: what, value, isFine }) =>
				`- ${name}: ${value} ${what}${isFine ? "" : " (**not as it has to be**)"}`,
		),
	);
	const meant = results.map(({ name, title: what, commit: own = commit }) =>
		own === commit ? `- ${name}: ${what}` : `- ${name}: ${what} (run before, at commit ${own})`,
	);
	return [
		title,
		`${new Date().toISOString().slice(0, 16)}Z, commit ${commit}, seed ${seed}, ${seconds} s in ${lanes} lanes.`,
		...(missing.length === 0 ? [] : [`Not run yet: ${missing.join(", ")}.`]),
		toTable(results),
		meant.join("\n"),
		...(shown.length === 0 ? [] : ["Beside the counts:", shown.join("\n")]),
	].join("\n\n");
}

export function commitOfTree(): string {
	const git = (...args: string[]) => execFileSync("git", args, { encoding: "utf8" }).trim();
	try {
		const changes = git("status", "--porcelain", "--untracked-files=no", "--", ".", `:!${PATH}`);
		return `${git("rev-parse", "--short=12", "HEAD")}${changes === "" ? "" : " with changes"}`;
	} catch {
		return "unknown";
	}
}
