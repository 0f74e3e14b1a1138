import { z } from "zod";

import { invalidInput, type Outcome, refuse, refuseOne, succeed } from "../answers.ts";
import type { Caller } from "../guard.ts";
import type { FedexTwinParts } from "../parts.ts";
import type { ShipmentRecord } from "../shipment-record.ts";
import { identifierTypeOf, toTrackResult } from "./track-result.ts";
import { isVisible, notFound } from "./visibility.ts";

const REFERENCE_TYPES = [
	"BILL_OF_LADING",
	"CUSTOMER_REFERENCE",
	"DEPARTMENT",
	"INVOICE",
	"PURCHASE_ORDER",
	"SHIPPER_REFERENCE",
];

const referencesSchema = z.object({
	includeDetailedScans: z.boolean().optional(),
	referencesInformation: z.object({
		type: z.string().optional(),
		value: z.string().min(1),
		carrierCode: z.string().optional(),
		accountNumber: z.string().optional(),
		destinationCountryCode: z.string().optional(),
		destinationPostalCode: z.string().optional(),
		shipDateBegin: z.iso.date(),
		// As the specification names it; its samples, which say `shipDateEnd`, are not taken at their word.
		shipDateEndDate: z.iso.date(),
	}),
});

type ReferenceWire = z.infer<typeof referencesSchema>["referencesInformation"];

/** All pieces of all shipments that carry the reference: a reference is no key, and two may share it. */
export function answerReferences(parts: FedexTwinParts, { ids }: Caller, body: unknown): Outcome {
	const parsed = referencesSchema.safeParse(body);
	const asked = parsed.data?.referencesInformation;
	const hasAddress =
		asked?.destinationCountryCode !== undefined && asked.destinationPostalCode !== undefined;
	if (asked === undefined || (!asked.accountNumber && !hasAddress)) {
		const message = "Needed: value, ship date range, and account or destination.";
		const errors = [invalidInput("referencesInformation", message)];
		return refuse(ids, { status: 400, rule: "invalid-request", errors });
	}
	if (asked.type !== undefined && !REFERENCE_TYPES.includes(asked.type)) {
		return refuseOne(ids, {
			status: 400,
			rule: "invalid-request",
			code: "TRACKING.REFERENCETYPE.INVALID",
			message: "The reference type is not known.",
		});
	}
	const { exceptionShare } = parts.settings.all();
	const hasScans = parsed.data?.includeDetailedScans ?? false;
	const moment = { now: parts.clock.now(), exceptionShare, hasScans };
	const dates = { begin: asked.shipDateBegin, end: asked.shipDateEndDate };
	const completeTrackResults = parts.shipments
		.listByReference(asked.value)
		.filter((shipment) => isMeant(shipment, asked) && isVisible(parts, shipment, dates))
		.flatMap((shipment) =>
			shipment.pieces.map((piece) => ({
				trackingNumber: piece.trackingNumber,
				trackResults: [toTrackResult(shipment, piece, moment)],
			})),
		);
	return completeTrackResults.length === 0
		? succeed(ids, { completeTrackResults: [{ trackResults: [{ error: notFound() }] }] })
		: succeed(ids, { completeTrackResults });
}

function isMeant(shipment: ShipmentRecord, asked: ReferenceWire): boolean {
	const hasType =
		asked.type === undefined ||
		shipment.references.some(
			(reference) =>
				identifierTypeOf(reference.customerReferenceType) === asked.type &&
				reference.value === asked.value,
		);
	const { countryCode, postalCode } = shipment.recipient;
	const isPlace =
		asked.accountNumber !== undefined
			? asked.accountNumber === shipment.account
			: asked.destinationCountryCode === countryCode && asked.destinationPostalCode === postalCode;
	return hasType && isPlace;
}
