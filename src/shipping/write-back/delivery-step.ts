import type { ShippingDeps } from "../deps.ts";
import { BOOKED_BY_HAND, LABEL_GONE } from "../model/delivery-reasons.ts";
import { LIMITS } from "../model/limits.ts";
import type { OrderLine } from "../model/order.ts";
import { roundQuantity } from "../model/quantities.ts";
import { localMoment } from "../model/ship-date.ts";
import type { DueWriteBack, LineToDeliver } from "../ports/write-backs.ts";
import type { WriteStep } from "./next-step.ts";
import type { BookedLines } from "./read-booked-lines.ts";

/**
 * Books the goods delivery of a shipment whose parcel FedEx has: its lines by Exact's ids, its quantities, its tracking
 * number. Nothing takes a delivery back through Exact's API, so it is left alone wherever more counts as delivered than
 * we know of: a person booked it. Where that may have been a post of ours without an answer, the feed tells first.
 */
export async function deliveryStep(
	row: DueWriteBack,
	{ wanted, inExact }: BookedLines,
	deps: Pick<ShippingDeps, "divisions" | "clock">,
): Promise<WriteStep> {
	if (row.exactDocumentId !== null) {
		return { kind: "written", exactId: row.exactDocumentId };
	}
	if (row.shipmentStatus !== "labelled") {
		return { kind: "not-needed", reason: LABEL_GONE };
	}
	if ("error" in inExact) {
		throw inExact.error;
	}
	const lines = wanted.get(row.shipmentId) ?? [];
	if (lines.some(({ isContested }) => isContested)) {
		return { kind: "later" };
	}
	if (lines.length === 0 || !isOpen(lines, inExact)) {
		// This claim is counted among the posts; one before it may have gone out without an answer.
		return row.posts > 1 && row.failures < LIMITS.lostAttemptsBeforeBlocked
			? { kind: "doubtful", code: "write_back.maybe_booked" }
			: { kind: "not-needed", reason: BOOKED_BY_HAND };
	}
	const division = await deps.divisions.find(row.divisionId);
	const timeZone = division?.settings?.timeZone ?? "UTC";
	const delivery = {
		deliveryDate: localMoment(deps.clock.now(), timeZone).date,
		trackingNumber: row.body,
		remarks: row.subject,
		lines: lines.map(({ exactLineId, quantity }) => ({ exactLineId, quantity })),
	};
	return {
		kind: "post",
		send: async ({ erp }) => ({ kind: "written", exactId: (await erp.postDelivery(delivery)).id }),
	};
}

/** Whether all of it is still to be delivered, and nobody else delivered any of it. */
function isOpen(lines: readonly LineToDeliver[], inExact: ReadonlyMap<string, OrderLine>): boolean {
	return lines.every(({ exactLineId, quantity, deliveredBefore }) => {
		const line = inExact.get(exactLineId);
		return (
			line !== undefined &&
			roundQuantity(line.quantityDelivered - deliveredBefore) <= 0 &&
			roundQuantity(line.quantityDelivered + quantity - line.quantity) <= 0
		);
	});
}
