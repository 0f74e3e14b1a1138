import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";

import { createObjectStore } from "../../../src/db/object-store.ts";
import { sha256Hex } from "../../../src/lib/encoding.ts";
import { isAppError } from "../../../src/lib/errors.ts";
import { storeDocuments } from "../../../src/shipping/book/store-documents.ts";
import type { CarrierDocument } from "../../../src/shipping/model/shipment.ts";
import type { DueShipment } from "../../../src/shipping/ports/shipments.ts";
import { sampleId, samplePlan } from "../samples.ts";

const START = Date.parse("2026-11-23T09:00:00Z");
const objects = createObjectStore(env.DOCUMENTS);

function aShipment(): DueShipment {
	return {
		id: sampleId("shp"),
		divisionId: sampleId("div"),
		fedexAccountId: sampleId("fda"),
		orderId: sampleId("ord"),
		exactOrderId: crypto.randomUUID(),
		orderNumber: 20_001,
		sequence: 1,
		exactDeliveryId: null,
		status: "creating",
		plan: samplePlan(),
		attemptNumber: 2,
		reference: "20001-AAAAAAAA",
		shipDate: "2026-11-23",
		failures: 0,
		version: 2,
		correlationId: "pol_1",
	};
}

function aLabel(text: string, change: Partial<CarrierDocument> = {}): CarrierDocument {
	return {
		packageSequence: 1,
		kind: "label",
		extension: "pdf",
		contentType: "application/pdf",
		bytes: Uint8Array.from(new TextEncoder().encode(text)),
		...change,
	};
}

describe("the carrier's documents", () => {
	it("are put away under their shipment and attempt, with size and digest", async () => {
		const shipment = aShipment();
		const invoice = aLabel("invoice", { kind: "commercial-invoice", packageSequence: 2 });
		const stored = await storeDocuments(shipment, [aLabel("label"), invoice], objects, START);
		expect(stored).toMatchObject([
			{
				key: `${shipment.id}/2/1-label-1.pdf`,
				bytes: 5,
				sha256: await sha256Hex("label"),
				contentType: "application/pdf",
			},
			{ key: `${shipment.id}/2/2-commercial-invoice-2.pdf`, bytes: 7 },
		]);
		const object = await env.DOCUMENTS.get(stored[0]?.key ?? "");
		expect(await object?.text()).toBe("label");
		expect(object?.httpMetadata?.contentType).toBe("application/pdf");
	});

	it("that a run which died put away already are found there", async () => {
		const shipment = aShipment();
		const [before] = await storeDocuments(shipment, [aLabel("label")], objects, START);
		const [again] = await storeDocuments(shipment, [aLabel("label")], objects, START + 1);
		expect(again).toMatchObject({ key: before?.key, sha256: before?.sha256 });
	});

	it("are never written over by others", async () => {
		const shipment = aShipment();
		const [before] = await storeDocuments(shipment, [aLabel("label")], objects, START);
		const error = await storeDocuments(shipment, [aLabel("other")], objects, START).catch(
			(thrown: unknown) => thrown,
		);
		expect(isAppError(error) && error.code).toBe("document.different_bytes");
		const object = await env.DOCUMENTS.get(before?.key ?? "");
		expect(await object?.text()).toBe("label");
	});
});
