import type { Hono } from "hono";
import { z } from "zod";

import { invalidInput, type Outcome, refuse, refuseOne, succeed } from "./answers.ts";
import { checkAccount } from "./checks/check-account.ts";
import { type Caller, findCaller, guard } from "./guard.ts";
import { runOperation } from "./operation.ts";
import type { FedexTwinParts } from "./parts.ts";
import { readJson } from "./read-json.ts";
import type { ShipmentPiece } from "./shipment-record.ts";
import type { FoundPiece } from "./shipment-register.ts";
import { findService } from "./tables/services.ts";
import { isTrackingNumber } from "./tracking-number.ts";
import { isPickedUp } from "./tracking/travel-plan.ts";

const cancelSchema = z.strictObject({
	accountNumber: z.looseObject({ value: z.string() }).optional(),
	trackingNumber: z.string().optional(),
	senderCountryCode: z.string().optional(),
	deletionControl: z.string().optional(),
	emailShipment: z.union([z.boolean(), z.string()]).optional(),
	version: z.unknown().optional(),
});

export function addCancelRoute(app: Hono, parts: FedexTwinParts): void {
	app.put("/ship/v1/shipments/cancel", async (context) => {
		const request = context.req.raw;
		const body = await readJson(request);
		const sent = await runOperation(parts, {
			name: "ship.cancel",
			scope: findCaller(parts, request) ?? "-",
			request,
			work: () =>
				guard(parts, { request, api: "ship", work: (caller) => cancel(parts, caller, body) }),
		});
		return sent.response;
	});
}

/** "true" says that the number is well formed, not that there was a shipment. */
function cancel(parts: FedexTwinParts, { ids, project }: Caller, body: unknown): Outcome {
	const parsed = cancelSchema.safeParse(body);
	if (!parsed.success) {
		const errors = [invalidInput("", "The cancellation is malformed.")];
		return refuse(ids, { status: 400, rule: "invalid-request", errors });
	}
	const { accountNumber, trackingNumber = "", deletionControl } = parsed.data;
	const accountRefusal = checkAccount(accountNumber?.value, project);
	if (accountRefusal !== undefined) {
		return refuseOne(ids, accountRefusal);
	}
	const refuseWith = (code: string, message: string) =>
		refuseOne(ids, { status: 400, rule: "invalid-request", code, message });
	if (deletionControl !== undefined && deletionControl !== "DELETE_ALL_PACKAGES") {
		return refuseWith("CANCELSHIPMENT.DELETIONCONTROL.INVALID", "Unknown deletion control.");
	}
	if (!isTrackingNumber(trackingNumber)) {
		return refuseWith("TRACKINGNUMBER.ENTERED.INVALID", "This is no tracking number.");
	}
	const found = parts.shipments.findPiece(trackingNumber);
	if (found === undefined || found.shipment.account !== accountNumber?.value) {
		return succeed(ids, toCancelled());
	}
	if (found.piece.cancelledAt !== null) {
		const message = "This shipment was cancelled before.";
		return refuseWith("CANCELSHIPMENT.TRACKINGNUMBER.DELETED", message);
	}
	const now = parts.clock.now();
	if (found.shipment.closedAs !== undefined || isPickedUp(found.shipment, now)) {
		return refuseWith(
			"TRACKINGIDS.TRACKINGNUMBER.CLOSED",
			"FedEx has the package already, or its day was closed.",
		);
	}
	for (const piece of piecesToCancel(found)) {
		piece.cancelledAt ??= now;
	}
	parts.shipments.save(found.shipment);
	return succeed(ids, toCancelled());
}

/** The master's number takes all pieces; another piece's number takes only that piece. */
function piecesToCancel({ shipment, piece }: FoundPiece): ShipmentPiece[] {
	const isGround = findService(shipment.serviceType)?.category === "GROUND";
	const isGroundAbroad =
		isGround && shipment.shipper.countryCode !== shipment.recipient.countryCode;
	return piece.sequenceNumber === 1 || isGroundAbroad ? shipment.pieces : [piece];
}

function toCancelled() {
	return {
		cancelledShipment: true,
		cancelledHistory: true,
		message: "Shipment is successfully cancelled",
	};
}
