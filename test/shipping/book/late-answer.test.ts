import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";

import { shipmentAttempts } from "../../../src/db/schema.ts";
import { LIMITS } from "../../../src/shipping/model/limits.ts";
import { fine } from "../scripted-carrier.ts";
import { aDivision } from "./shipping-division.ts";

describe("an answer that comes after its run was taken for dead", () => {
	it("makes the label that the other run could not know of, and nothing is sent twice", async () => {
		const sent: string[] = [];
		const seen: string[] = [];
		const division = await aDivision(fine, {
			carrier: {
				sendBooking: async (_request, reference) => {
					sent.push(reference);
					division.time.now += LIMITS.claimLeaseMs + 1;
					await division.drain();
					seen.push(...(await division.rows()).map((row) => row.status));
					return fine(reference);
				},
			},
		});
		const { id } = await division.ship();
		await division.drain();
		expect(seen).toEqual(["unknown"]);
		expect(await division.rows()).toMatchObject([
			{ status: "labelled", reference: sent[0], masterTrackingNumber: "794600000001" },
		]);
		const attempts = await division.db
			.select()
			.from(shipmentAttempts)
			.where(eq(shipmentAttempts.shipmentId, id));
		expect(attempts).toMatchObject([{ state: "confirmed", reference: sent[0] }]);
		expect(sent).toHaveLength(1);
	});
});
