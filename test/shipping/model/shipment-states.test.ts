import { describe, expect, it } from "vitest";

import {
	ATTEMPT_MOVES,
	ATTEMPT_STATES,
	canMove,
	SHIPMENT_MOVES,
	SHIPMENT_STATUSES,
	type ShipmentStatus,
} from "../../../src/shipping/model/shipment-states.ts";

/** Every status that can be reached, without passing through one that is shut. */
function reachable(from: ShipmentStatus, shut: readonly ShipmentStatus[] = []) {
	const found = new Set<ShipmentStatus>();
	const walk = (status: ShipmentStatus) => {
		for (const next of SHIPMENT_MOVES[status]) {
			if (!found.has(next) && !shut.includes(next)) {
				found.add(next);
				walk(next);
			}
		}
	};
	walk(from);
	return found;
}

describe("the moves of a shipment", () => {
	it("are between known states, none twice", () => {
		expect(Object.keys(SHIPMENT_MOVES)).toEqual([...SHIPMENT_STATUSES]);
		for (const moves of Object.values(SHIPMENT_MOVES)) {
			expect(SHIPMENT_STATUSES).toEqual(expect.arrayContaining([...moves]));
			expect(new Set(moves).size).toBe(moves.length);
		}
	});

	it("stay where they are only while a plan, a reason or a reference may still change", () => {
		expect(SHIPMENT_STATUSES.filter((status) => canMove(status, status))).toEqual([
			"planned",
			"creating",
			"blocked",
		]);
	});

	it("lead from planned to a label and to everything else", () => {
		const all = reachable("planned");
		expect([...all, "planned"]).toEqual(expect.arrayContaining([...SHIPMENT_STATUSES]));
	});

	it("lead to a label only through a call", () => {
		expect(reachable("planned", ["creating"])).not.toContain("labelled");
	});

	it("lead away from a label only by a void", () => {
		expect(SHIPMENT_MOVES.labelled).toEqual(["voiding"]);
		expect([...reachable("labelled", ["voiding"])]).toEqual([]);
		expect([...reachable("labelled", ["voided", "planned"])].toSorted()).toEqual([
			"labelled",
			"voiding",
		]);
	});

	it("lead from unknown to another call only through planned, where it is proven that nothing was made", () => {
		expect(canMove("unknown", "creating")).toBe(false);
		expect(reachable("unknown", ["planned"])).not.toContain("creating");
	});

	it("never leave a dead end, so that a person can always do something", () => {
		for (const status of SHIPMENT_STATUSES) {
			expect(SHIPMENT_MOVES[status].length).toBeGreaterThan(0);
		}
	});
});

describe("the moves of an attempt", () => {
	it("are between known states, none to itself", () => {
		expect(Object.keys(ATTEMPT_MOVES)).toEqual([...ATTEMPT_STATES]);
		for (const [from, moves] of Object.entries(ATTEMPT_MOVES)) {
			expect(ATTEMPT_STATES).toEqual(expect.arrayContaining([...moves]));
			expect(moves).not.toContain(from);
		}
	});

	it("never lead back to sent: another try is another attempt", () => {
		expect(Object.values(ATTEMPT_MOVES).flat()).not.toContain("sent");
	});

	it("lead from a label only to its cancellation", () => {
		expect(ATTEMPT_MOVES.confirmed).toEqual(["cancelling"]);
	});

	it("end where the carrier never made anything or took it back", () => {
		expect(ATTEMPT_STATES.filter((state) => ATTEMPT_MOVES[state].length === 0)).toEqual([
			"refused",
			"abandoned",
			"cancelled",
		]);
	});
});
