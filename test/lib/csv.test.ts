import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { toCsv } from "../../src/lib/csv.ts";
import { runs } from "../property-runs.ts";

describe("a table as CSV", () => {
	it("ends each line with CR and LF, and quotes what could be taken for its own signs", () => {
		expect(
			toCsv([
				["a", 1],
				['say "x"', "one, two"],
				["two\nlines", " blank"],
			]),
		).toBe('a,1\r\n"say ""x""","one, two"\r\n"two\nlines"," blank"\r\n');
	});

	it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])(
		"never lets a spreadsheet take %j for a formula",
		(text) => {
			expect(toCsv([[text]])).toBe(`"'${text}"\r\n`);
		},
	);

	it("leaves numbers as they are", () => {
		expect(toCsv([[-1, "12.34"]])).toBe("-1,12.34\r\n");
	});

	it("can be read back cell by cell, whatever the texts are", () => {
		const table = fc.array(fc.array(fc.string({ maxLength: 8 }), { minLength: 2, maxLength: 2 }));
		fc.assert(
			fc.property(table, (rows) => {
				const expected = rows.map((row) =>
					row.map((text) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)),
				);
				expect(parse(toCsv(rows))).toEqual(expected);
			}),
			runs(300),
		);
	});
});

function parse(csv: string): string[][] {
	const cells = csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g);
	const rows: string[][] = [[]];
	for (const [, quoted, plain, end] of cells) {
		rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? "");
		if (end === "\r\n") {
			rows.push([]);
		}
	}
	return rows.slice(0, -1);
}
