import { describe, expect, it } from "vitest";

import type { PaceFacts } from "../../../src/shipping/model/tracking-paces.ts";
import { nextLook, paceAt } from "../../../src/shipping/track/tracking-pace.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const at = (text: string) => Date.parse(text);

/** A label of a Tuesday in Amsterdam, whose courier comes from 16:00 on and which is expected on Thursday. */
function facts(change: Partial<PaceFacts> = {}): PaceFacts {
	return {
		state: "in_transit",
		labelledAt: at("2026-11-24T10:00:00+01:00"),
		shipDate: "2026-11-24",
		pickUp: { timeZone: "Europe/Amsterdam", from: "16:00" },
		lastEventAt: null,
		expectedDayAt: at("2026-11-26T00:00:00+01:00"),
		...change,
	};
}

function minutesTo(given: PaceFacts, now: string) {
	const next = nextLook(given, at(now));
	return next && { pace: next.pace, minutes: (next.at - at(now)) / MINUTE };
}

describe("a parcel is looked at", () => {
	it("hours later while its label is only made", () => {
		const { minutes } = minutesTo(facts({ state: "label_made" }), "2026-11-24T08:30:00+01:00") ?? {
			minutes: 0,
		};
		expect(minutes).toBeGreaterThan(0);
		expect(minutes).toBeLessThanOrEqual(240);
	});

	it("as soon as the courier may have come, wherever the hours before would have led", () => {
		const next = nextLook(facts({ state: "label_made" }), at("2026-11-24T15:50:00+01:00"));
		expect(next?.pace).toBe("picking_up");
		expect(next?.at).toBeGreaterThan(at("2026-11-24T16:00:00+01:00"));
		expect(next?.at).toBeLessThanOrEqual(at("2026-11-24T17:50:00+01:00"));
	});

	it("within two hours on its way", () => {
		const next = minutesTo(facts(), "2026-11-25T02:00:00+01:00");
		expect(next?.pace).toBe("in_transit");
		expect(next?.minutes).toBeLessThanOrEqual(110);
	});

	it("within twenty minutes from the morning of the expected day on, by the clock of its destination", () => {
		expect(paceAt(facts(), at("2026-11-26T05:59:00+01:00"))).toBe("in_transit");
		expect(paceAt(facts(), at("2026-11-26T06:00:00+01:00"))).toBe("due_today");
		const next = nextLook(facts(), at("2026-11-26T05:50:00+01:00"));
		expect(next?.pace).toBe("due_today");
		expect(next?.at).toBeGreaterThan(at("2026-11-26T06:00:00+01:00"));
		expect(next?.at).toBeLessThanOrEqual(at("2026-11-26T06:18:00+01:00"));
	});

	it("less often again when the expected day is over", () => {
		expect(paceAt(facts(), at("2026-11-26T20:29:00+01:00"))).toBe("due_today");
		expect(paceAt(facts(), at("2026-11-26T20:30:00+01:00"))).toBe("in_transit");
	});

	it("within twenty minutes while it is out for delivery, for a working day at most", () => {
		const out = facts({
			state: "out_for_delivery",
			lastEventAt: at("2026-11-26T08:00:00+01:00"),
			expectedDayAt: null,
		});
		expect(minutesTo(out, "2026-11-26T12:00:00+01:00")?.minutes).toBeLessThanOrEqual(18);
		expect(paceAt(out, at("2026-11-26T21:59:00+01:00"))).toBe("out_for_delivery");
		expect(paceAt(out, at("2026-11-26T22:00:00+01:00"))).toBe("in_transit");
	});

	it("every hour while it is in trouble, unless it is expected today all the same", () => {
		const stuck = facts({ state: "exception" });
		expect(minutesTo(stuck, "2026-11-25T12:10:00+01:00")).toEqual({
			pace: "exception",
			minutes: 50,
		});
		expect(paceAt(stuck, at("2026-11-26T12:00:00+01:00"))).toBe("due_today");
	});

	it("every six hours on its way back, and never once it is delivered", () => {
		expect(minutesTo(facts({ state: "returned" }), "2026-11-25T12:00:00Z")).toEqual({
			pace: "returned",
			minutes: 360,
		});
		expect(nextLook(facts({ state: "delivered" }), at("2026-11-26T12:00:00Z"))).toBeUndefined();
	});

	it("at the same instants as all others of its pace", () => {
		const times = [0, 7, 31, 60, 104].map(
			(minutes) => nextLook(facts(), at("2026-11-25T00:00:00Z") + minutes * MINUTE)?.at ?? 0,
		);
		expect(new Set(times).size).toBeLessThanOrEqual(2);
		for (const time of times) {
			expect(time % (110 * MINUTE)).toBe(0);
		}
	});

	it("without a known pick-up or expected day by its state alone", () => {
		const bare = facts({ pickUp: null, expectedDayAt: null });
		expect(paceAt(bare, at("2026-11-26T12:00:00Z"))).toBe("in_transit");
		expect(paceAt({ ...bare, state: "label_made" }, at("2026-11-24T17:00:00Z"))).toBe("label_made");
		expect((nextLook({ ...bare, state: "label_made" }, 0)?.at ?? Infinity) <= 4 * HOUR).toBe(true);
	});
});
