import { describe, expect, it } from "vitest";

import { SHIP_DATE, startFedex } from "../contract/fedex-vendor.ts";

const COURIER = { day: SHIP_DATE, confirmationCode: "3001", location: null, contactName: "Jan" };

describe("a courier who is called off", () => {
	it.each([
		["express", "pickup.cancel"],
		["freight", "freight.pickup-cancel"],
	] as const)("counts as that only where FedEx itself says so: %s", async (carrier, operation) => {
		const fedex = startFedex();
		fedex.faults.replace([{ operation, kind: "html", rate: 1 }]);
		const desk = carrier === "freight" ? fedex.trucks : fedex.pickups("NL");
		await expect(desk.cancel({ ...COURIER, carrier })).rejects.toMatchObject({
			code: "fedex.answer_unreadable",
		});
	});
});
