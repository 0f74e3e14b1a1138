import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";

import { openDatabase } from "../../src/db/database.ts";
import { shipmentAttempts } from "../../src/db/schema.ts";
import { call, startOutside } from "./client.ts";
import { seedShipment } from "./seeds.ts";

beforeEach(() => {
	startOutside();
});

type Shown = { reason: { code: string; message: string } | null };

async function aVoiding(attempt: Partial<typeof shipmentAttempts.$inferInsert>) {
	const { id } = await seedShipment({ status: "labelled", trackingState: "label_made" });
	await call("POST", `/shipments/${id}/void`, 202);
	await openDatabase(env.DB)
		.update(shipmentAttempts)
		.set({ lookDueAt: Date.UTC(2026, 10, 23, 9, 30), ...attempt })
		.where(eq(shipmentAttempts.shipmentId, id));
	return id;
}

describe("a label that is being voided", () => {
	it("says what it waits for, and when it is looked at next", async () => {
		const { reason } = await call<Shown>("GET", `/shipments/${await aVoiding({})}`, 200);
		expect(reason).toMatchObject({ code: "shipment.void_asked" });
		expect(reason?.message).toContain("2026-11-23T09:30Z");
	});

	it("says that FedEx can't be reached", async () => {
		const id = await aVoiding({ lookFailures: 3 });
		const { reason } = await call<Shown>("GET", `/shipments/${id}`, 200);
		expect(reason).toMatchObject({ code: "shipment.look_failed" });
		expect(reason?.message).toContain("3 times");
	});
});
