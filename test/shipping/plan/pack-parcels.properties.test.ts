import fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { Problem } from "../../../src/lib/errors.ts";
import { roundQuantity } from "../../../src/shipping/model/quantities.ts";
import type { PlannedLine, PlannedPackage } from "../../../src/shipping/model/shipment-plan.ts";
import { packParcels, type PackingTask } from "../../../src/shipping/plan/pack-parcels.ts";
import { runs } from "../../property-runs.ts";
import { arbitraryGoods, arbitraryPacking } from "./arbitrary-goods.ts";

const tasks: fc.Arbitrary<PackingTask> = fc.record({
	lines: arbitraryGoods,
	packing: arbitraryPacking,
	packageType: fc.constant(null),
	service: fc.constantFrom("FEDEX_PRIORITY", "FEDEX_GROUND", "FEDEX_PRIORITY_FREIGHT"),
	packaging: fc.constantFrom("YOUR_PACKAGING", "YOUR_PACKAGING", "FEDEX_BOX", "FEDEX_PAK"),
	from: fc.constantFrom("NL", "US"),
});

/** Calls with what was packed, where it could be. */
function eachPacked(check: (packages: PlannedPackage[], task: PackingTask) => void): void {
	fc.assert(
		fc.property(tasks, (task) => {
			const problems: Problem[] = [];
			const { packages } = packParcels(task, problems);
			if (problems.length === 0) {
				check(packages, task);
			}
		}),
		runs(400),
	);
}

function packedOf(line: PlannedLine, packages: readonly PlannedPackage[]): number[] {
	return packages
		.flatMap(({ contents }) => contents)
		.filter(({ exactLineId }) => exactLineId === line.exactLineId)
		.map(({ quantity }) => quantity);
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

describe("whatever goods are packed", () => {
	it("no unit is lost or doubled, and what can't be parted stays whole", () => {
		eachPacked((packages, { lines }) => {
			for (const line of lines) {
				const parts = packedOf(line, packages);
				expect(roundQuantity(sum(parts))).toBe(line.quantity);
				expect(parts.every((part) => part > 0)).toBe(true);
				expect(Number.isInteger(line.quantity) || parts.length === 1).toBe(true);
				expect(parts.every((part) => Number.isInteger(part)) || parts.length === 1).toBe(true);
			}
			expect(sum(packages.map(({ contents }) => contents.length))).toBe(
				sum(lines.map((line) => packedOf(line, packages).length)),
			);
		});
	});

	it("the packages weigh what the goods and the boxes do, to the gram", () => {
		eachPacked((packages, { lines, packing }) => {
			const empty = new Map(packing.packageTypes.map((type) => [type.code, type.emptyGrams]));
			const boxes = packages.map(({ type }) => (type === null ? 0 : (empty.get(type) ?? 0)));
			const goods = lines.map((line) => line.weightGrams);
			expect(sum(packages.map((piece) => piece.weightGrams))).toBe(sum(goods) + sum(boxes));
			expect(packages.every((piece) => Number.isSafeInteger(piece.weightGrams))).toBe(true);
		});
	});

	it("no package is over a limit, none is empty, and their numbers count up", () => {
		eachPacked((packages, { packing, packaging, service, from }) => {
			const own = packing.packageTypes.find((type) => type.code === packing.packageType);
			const ground = service === "FEDEX_GROUND" ? 32_000 : 68_000;
			const custom = service.endsWith("_FREIGHT") ? 997_000 : ground;
			const carriers = packaging === "YOUR_PACKAGING" ? custom : 9_000;
			const limit = Math.min(
				carriers,
				(packaging === "YOUR_PACKAGING" ? own?.maxGrams : null) ??
					packing.maxPackageGrams ??
					carriers,
			);
			for (const [at, piece] of packages.entries()) {
				expect(piece.sequence).toBe(at + 1);
				expect(piece.weightGrams).toBeLessThanOrEqual(limit);
				expect(from === "NL" || service !== "FEDEX_GROUND" || piece.weightGrams <= 31_751).toBe(
					true,
				);
				const units = piece.contents.map(({ quantity }) =>
					Number.isInteger(quantity) ? quantity : 1,
				);
				expect(sum(units)).toBeGreaterThan(0);
				expect(sum(units)).toBeLessThanOrEqual(packing.maxUnitsPerPackage ?? sum(units));
			}
		});
	});

	it("the same goods come to the same packages, in whatever order they are given", () => {
		fc.assert(
			fc.property(tasks, (task) => {
				const turned = { ...task, lines: task.lines.toReversed() };
				expect(packParcels(turned, []).packages).toEqual(packParcels(task, []).packages);
			}),
			runs(100),
		);
	});

	it("what can't be packed says which field to mend, and how", () => {
		fc.assert(
			fc.property(tasks, (task) => {
				const problems: Problem[] = [];
				packParcels(task, problems);
				for (const problem of problems) {
					expect(problem.code).toMatch(/^package\.[a-z_]+$/);
					expect(problem.field).not.toBe("");
					expect(problem.message).toMatch(/\.$/);
					expect(problem.remedy).toMatch(/\.$/);
				}
			}),
			runs(200),
		);
	});
});
