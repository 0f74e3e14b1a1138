import fc from "fast-check";
import { describe, expect, it } from "vitest";

import {
	ATTEMPT_MOVES,
	type AttemptState,
	SHIPMENT_MOVES,
	type ShipmentStatus,
} from "../../../src/shipping/model/shipment-states.ts";
import { runs } from "../../property-runs.ts";

/** A walk along a table of moves: at each stop one of the legal ways is taken. */
function walks<S extends string>(moves: Readonly<Record<S, readonly S[]>>, start: S) {
	return fc.array(fc.nat(), { maxLength: 40 }).map((turns) => {
		const path: S[] = [start];
		for (const turn of turns) {
			const ways = moves[path.at(-1) ?? start];
			const next = ways[turn % Math.max(1, ways.length)];
			if (next === undefined) {
				break;
			}
			path.push(next);
		}
		return path;
	});
}

/** What lies between each `from` of a path and the next `to`. */
function between(path: readonly ShipmentStatus[], from: ShipmentStatus, to: ShipmentStatus) {
	return path.flatMap((status, at) => {
		const end = status === from ? path.indexOf(to, at + 1) : -1;
		return end < 0 ? [] : [path.slice(at + 1, end)];
	});
}

describe("whatever way a shipment goes", () => {
	const life = walks<ShipmentStatus>(SHIPMENT_MOVES, "planned");

	it("there is no label without a call before it", () => {
		fc.assert(
			fc.property(life, (path) => {
				const labelled = path.indexOf("labelled");
				expect(labelled < 0 || path.slice(0, labelled).includes("creating")).toBe(true);
			}),
			runs(300),
		);
	});

	it("there is no second call after a label but by a void", () => {
		fc.assert(
			fc.property(life, (path) => {
				for (const middle of between(path, "labelled", "creating")) {
					expect(middle).toEqual(expect.arrayContaining(["voiding", "planned"]));
					expect(middle.indexOf("voiding")).toBeLessThan(middle.indexOf("planned"));
				}
			}),
			runs(300),
		);
	});

	it("there is no call from anywhere but a plan", () => {
		fc.assert(
			fc.property(life, (path) => {
				for (const [at, status] of path.entries()) {
					if (status === "creating" && at > 0) {
						expect(["planned", "creating"]).toContain(path[at - 1]);
					}
				}
			}),
			runs(300),
		);
	});
});

describe("whatever way an attempt goes", () => {
	const life = walks<AttemptState>(ATTEMPT_MOVES, "sent");

	it("it never passes the same state twice, but for a label that will not be cancelled", () => {
		fc.assert(
			fc.property(life, (path) => {
				const around = new Set<AttemptState>(["confirmed", "surfaced", "cancelling"]);
				const others = path.filter((state) => !around.has(state));
				expect(new Set(others).size).toBe(others.length);
			}),
			runs(300),
		);
	});

	it("what the carrier never made is not cancelled, and what it made is not given up but by a cancel", () => {
		fc.assert(
			fc.property(life, (path) => {
				const [end] = path.slice(-1);
				if (end === "refused" || end === "abandoned") {
					expect(path).not.toEqual(expect.arrayContaining(["confirmed"]));
				}
				if (path.includes("cancelled")) {
					expect(path.includes("confirmed") || path.includes("lost")).toBe(true);
				}
			}),
			runs(300),
		);
	});
});
