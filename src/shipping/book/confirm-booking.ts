import { sha256Hex } from "../../lib/encoding.ts";
import { madeAt, newId } from "../../lib/ids.ts";
import type { ShippingDeps } from "../deps.ts";
import { toReturnPlan, whyNoReturn } from "../model/return-plan.ts";
import type { Billing } from "../model/settings/billing.ts";
import type { Booking } from "../model/shipment.ts";
import type { PaceFacts } from "../model/tracking-paces.ts";
import type { Outcome } from "../ports/changes.ts";
import type { SentShipment } from "../ports/shipments.ts";
import { nextLook } from "../track/tracking-pace.ts";
import { documentBody, documentSubject } from "../write-back/document-text.ts";
import { checkCharge } from "./check-charge.ts";
import { storeDocuments } from "./store-documents.ts";

export type Confirming = {
	writesBack: boolean;
	/** Null where the division is not set up any more: then no limit is looked at. */
	billing: Billing | null;
	/** When the carrier fetches; null where that is not known. */
	pickUp: PaceFacts["pickUp"];
};

/** Documents to R2, then one batch: labelled, the Document for Exact is due, and the label for the way back too. */
export async function confirmBooking(
	shipment: SentShipment,
	booking: Booking,
	{ writesBack, billing, pickUp }: Confirming,
	deps: Pick<ShippingDeps, "shipments" | "objects" | "printing" | "clock" | "log">,
): Promise<Outcome> {
	const now = deps.clock.now();
	const documents = await storeDocuments(shipment, booking.documents, deps.objects, now);
	const body = documentBody({
		shipmentId: shipment.id,
		plan: shipment.plan,
		shipDate: shipment.shipDate,
		state: "label_made",
		packages: booking.packages.map((piece) => ({ ...piece, state: "label_made" })),
		events: [],
	});
	const outcome = await deps.shipments.confirm({
		shipment,
		reference: shipment.reference,
		booking,
		documents,
		writeBack: writesBack
			? {
					id: newId("wrb", now),
					subject: documentSubject(shipment.orderNumber, shipment.id),
					body,
					bodyHash: await sha256Hex(body),
					accountId: shipment.plan.customerAccountId,
				}
			: null,
		decision: billing === null ? null : checkCharge(shipment.plan, booking.charge, billing, now),
		returnLabel:
			shipment.plan.hasReturnLabel === true && whyNoReturn(shipment.plan) === undefined
				? { id: newId("shp", now), plan: toReturnPlan(shipment.plan, null) }
				: null,
		firstLook: nextLook(
			{
				state: "label_made",
				labelledAt: now,
				shipDate: shipment.shipDate,
				pickUp,
				lastEventAt: null,
				expectedDayAt: null,
			},
			now,
		) ?? { pace: "label_made", at: now },
		now,
	});
	deps.log.info("shipment.labelled", {
		divisionId: shipment.divisionId,
		accountId: shipment.fedexAccountId,
		shipmentId: shipment.id,
		correlationId: shipment.correlationId,
		attempt: shipment.attemptNumber,
		documents: documents.length,
		outcome,
		// Since the order was seen to be ready.
		waitedMs: now - (madeAt(shipment.id) ?? now),
	});
	if (outcome === "done") {
		await deps.printing.labelReady(shipment.id);
	}
	return outcome;
}
