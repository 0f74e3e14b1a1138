import type { Hono } from "hono";

import { invalidInput, type Outcome, refuse, refuseOne, succeed, type Refusal } from "./answers.ts";
import { bookShipment } from "./book-shipment.ts";
import { checkAccount } from "./checks/check-account.ts";
import { type Caller, findCaller, guard } from "./guard.ts";
import { drawDocument, toBase64 } from "./labels/documents.ts";
import { type LtlRequestWire, ltlRequestSchema } from "./ltl-wire.ts";
import { runOperation } from "./operation.ts";
import type { FedexTwinParts } from "./parts.ts";
import { readJson } from "./read-json.ts";
import { masterNumberOf, type ShipmentRecord } from "./shipment-record.ts";
import { sleep } from "./sleep.ts";

/** Less-than-truckload freight. It has no cancellation, and reference tracking does not find what it made. */
export function addLtlRoute(app: Hono, parts: FedexTwinParts): void {
	app.post("/ship/v1/freight/shipments", async (context) => {
		const request = context.req.raw;
		const body = await readJson(request);
		const sent = await runOperation(parts, {
			name: "freight.create",
			scope: findCaller(parts, request) ?? "-",
			request,
			work: () =>
				guard(parts, { request, api: "freight", work: (caller) => create(parts, caller, body) }),
		});
		return sent.response;
	});
}

async function create(
	parts: FedexTwinParts,
	{ ids, project }: Caller,
	body: unknown,
): Promise<Outcome> {
	const parsed = ltlRequestSchema.safeParse(body);
	if (!parsed.success) {
		const errors = parsed.error.issues.map((issue) =>
			invalidInput(issue.path.join("."), `Invalid field value: ${issue.message}`),
		);
		return refuse(ids, { status: 400, rule: "invalid-request", errors });
	}
	const refusal = checkAccount(parsed.data.accountNumber.value, project);
	if (refusal !== undefined) {
		return refuseOne(ids, refusal);
	}
	const errors = checkContent(parsed.data);
	if (errors.length > 0) {
		return refuse(ids, { status: 400, rule: "invalid-request", errors });
	}
	const { latencyMs } = parts.settings.all();
	await sleep(latencyMs / 2);
	const shipment = bookShipment(parts, toShipRequest(parsed.data), {
		ids,
		now: parts.clock.now(),
	});
	const output = await toOutput(shipment);
	await sleep(latencyMs / 2);
	return succeed(ids, output);
}

function checkContent({ accountNumber, freightRequestedShipment }: LtlRequestWire): Refusal[] {
	const { freightShipmentDetail, requestedPackageLineItems, shippingChargesPayment } =
		freightRequestedShipment;
	const known = new Set(freightShipmentDetail.lineItem.map(({ id }) => id));
	const { shipper, recipient, customsClearanceDetail } = freightRequestedShipment;
	const { shippingDocumentSpecification: papers } = freightRequestedShipment;
	const payor = shippingChargesPayment.payor?.responsibleParty.accountNumber.value;
	const rules: [isBroken: boolean, code: string, message: string][] = [
		[
			shipper.address.countryCode !== recipient.address.countryCode &&
				customsClearanceDetail === undefined,
			"CUSTOMSCLEARANCEDETAIL.REQUIRED",
			"Goods that cross a border are declared.",
		],
		[
			papers?.shippingDocumentTypes.includes("COMMERCIAL_INVOICE") === true &&
				(papers.commercialInvoiceDetail === undefined || customsClearanceDetail === undefined),
			"INVALID.INPUT.EXCEPTION",
			"An invoice needs its format and the goods.",
		],
		[
			freightShipmentDetail.fedExFreightAccountNumber.value !== accountNumber.value,
			"FREIGHTSHIPMENTDETAIL.FEDEXFREIGHTACCOUNTNUMBER.REQUIRED",
			"The freight account is not the one that ships.",
		],
		[
			shippingChargesPayment.paymentType === "SENDER" &&
				payor !== undefined &&
				payor !== accountNumber.value,
			"ACCOUNT.NUMBER.MISMATCH",
			"The sender pays, but from another account than the shipment's.",
		],
		[
			shippingChargesPayment.paymentType !== "SENDER" && payor === undefined,
			"PAYOR.RESPONSIBLEPARTY.REQUIRED",
			"The account that pays is missing.",
		],
		[
			requestedPackageLineItems.some(({ associatedFreightLineItems }) =>
				associatedFreightLineItems.some(({ id }) => !known.has(id)),
			),
			"FREIGHT.LINEITEM.INVALID",
			"A handling unit names a line that is not declared.",
		],
		[
			freightShipmentDetail.totalHandlingUnits !== requestedPackageLineItems.length,
			"FREIGHT.HANDLINGUNITS.MISMATCH",
			"The handling units are not as many as were declared.",
		],
	];
	return rules.flatMap(([isBroken, code, message]) => (isBroken ? [{ code, message }] : []));
}

/** The same shipment in the words of Ship, so that it is drawn and tracked like any other. */
function toShipRequest({ accountNumber, freightRequestedShipment: asked }: LtlRequestWire) {
	return {
		accountNumber,
		requestedShipment: {
			...(asked.shipDatestamp === undefined ? {} : { shipDatestamp: asked.shipDatestamp }),
			serviceType: asked.serviceType,
			packagingType: asked.packagingType,
			shipper: asked.shipper,
			recipients: [asked.recipient],
			shippingChargesPayment: { paymentType: asked.shippingChargesPayment.paymentType },
			labelSpecification: asked.labelSpecification,
			...(asked.shippingDocumentSpecification === undefined
				? {}
				: { shippingDocumentSpecification: asked.shippingDocumentSpecification }),
			requestedPackageLineItems: asked.requestedPackageLineItems.map((unit) => ({
				weight: unit.weight,
				...(unit.customerReferences === undefined
					? {}
					: { customerReferences: unit.customerReferences }),
			})),
		},
	};
}

async function toOutput(shipment: ShipmentRecord) {
	const [master] = shipment.pieces;
	const shipmentDocuments = [];
	for (const [contentType, copiesToPrint] of [
		["BILL_OF_LADING", 2],
		...(shipment.hasInvoice ? ([["COMMERCIAL_INVOICE", 3]] as const) : []),
	] as const) {
		if (master !== undefined) {
			const drawn = await drawDocument(shipment, contentType, master);
			shipmentDocuments.push({
				contentType,
				docType: "PDF",
				copiesToPrint,
				trackingNumber: masterNumberOf(shipment),
				encodedLabel: toBase64(drawn.bytes),
			});
		}
	}
	const pieces = [];
	for (const piece of shipment.pieces) {
		const label = await drawDocument(shipment, "LABEL", piece);
		pieces.push({
			masterTrackingNumber: masterNumberOf(shipment),
			trackingNumber: piece.trackingNumber,
			packageSequenceNumber: piece.sequenceNumber,
			serviceCategory: "FREIGHT",
			customerReferences: shipment.references,
			packageDocuments: [
				{
					contentType: "LABEL",
					docType: shipment.imageType,
					copiesToPrint: 1,
					trackingNumber: piece.trackingNumber,
					encodedLabel: toBase64(label.bytes),
				},
			],
		});
	}
	return {
		transactionShipments: [
			{
				serviceType: shipment.serviceType,
				serviceName: "FedEx Freight",
				serviceCategory: "FREIGHT",
				shipDatestamp: shipment.shipDate,
				masterTrackingNumber: masterNumberOf(shipment),
				shipmentDocuments,
				pieceResponses: pieces,
				completedShipmentDetail: {
					shipmentRating: {
						actualRateType: "PAYOR_ACCOUNT_SHIPMENT",
						shipmentRateDetails: [
							{
								rateType: "PAYOR_ACCOUNT_SHIPMENT",
								currency: shipment.currency,
								totalNetCharge: shipment.netChargeCents / 100,
							},
						],
					},
				},
			},
		],
	};
}
