import { z } from "zod";

/**
 * A Freight LTL request as its contract has it: unlike Ship's, every level is closed, so that nothing is sent that
 * FedEx Freight does not know.
 */
const text = (max: number) => z.string().min(1).max(max);
const account = z.strictObject({ value: z.string().regex(/^\d{9}$/) });

const address = z.strictObject({
	streetLines: z.array(text(35)).min(1).max(3),
	city: text(35),
	stateOrProvinceCode: text(2),
	postalCode: text(10),
	countryCode: z.enum(["US", "CA", "MX", "PR", "VI"]),
	residential: z.boolean().optional(),
});
const contact = z.strictObject({
	personName: text(70).optional(),
	companyName: text(35).optional(),
	phoneNumber: z.string().regex(/^\d{10,15}$/),
});
const tin = z.strictObject({
	number: text(18),
	tinType: z.enum([
		"PERSONAL_NATIONAL",
		"PERSONAL_STATE",
		"FEDERAL",
		"BUSINESS_NATIONAL",
		"BUSINESS_STATE",
		"BUSINESS_UNION",
	]),
	usage: z.string().optional(),
});
const billed = z.strictObject({ address, contact });
const party = billed.extend({ tins: z.array(tin).optional() });
const money = z.strictObject({ amount: z.number().nonnegative(), currency: z.string().length(3) });
const pdf = z.strictObject({ docType: z.literal("PDF"), stockType: z.literal("PAPER_LETTER") });
const weight = z.strictObject({ units: z.enum(["KG", "LB"]), value: z.number().positive() });
const packaging = z.enum(["BUNDLE", "CARTON", "CRATE", "DRUM", "PAIL", "PALLET", "OTHER", "SKID"]);

const payment = z.strictObject({
	paymentType: z.enum(["SENDER", "RECIPIENT", "THIRD_PARTY"]),
	payor: z
		.strictObject({ responsibleParty: z.strictObject({ accountNumber: account }) })
		.optional(),
});

const customs = z.strictObject({
	dutiesPayment: payment.optional(),
	totalCustomsValue: money.optional(),
	commercialInvoice: z.strictObject({
		shipmentPurpose: z.enum([
			"GIFT",
			"NOT_SOLD",
			"PERSONAL_EFFECTS",
			"REPAIR_AND_RETURN",
			"SAMPLE",
			"SOLD",
		]),
		termsOfSale: text(3).optional(),
	}),
	commodities: z
		.array(
			z.strictObject({
				description: text(450),
				quantity: z.int().positive(),
				quantityUnits: text(4),
				weight,
				unitPrice: money,
				customsValue: money.optional(),
				countryOfManufacture: z.string().length(2),
				harmonizedCode: text(14).optional(),
				partNumber: text(20).optional(),
			}),
		)
		.min(1)
		.max(999),
});

const lineItem = z.strictObject({
	id: text(20),
	pieces: z.int().min(1).max(9_999),
	handlingUnits: z.int().min(1).optional(),
	subPackagingType: packaging,
	freightClass: z.string().regex(/^CLASS_\d{3}(_5)?$/),
	description: text(100),
	weight,
	purchaseOrderNumber: text(40).optional(),
	nmfcCode: text(20).optional(),
});

export const ltlRequestSchema = z.strictObject({
	accountNumber: account,
	labelResponseOptions: z.literal("LABEL"),
	oneLabelAtATime: z.literal(false).optional(),
	freightRequestedShipment: z.strictObject({
		shipDatestamp: z.iso.date().optional(),
		pickupType: z.enum([
			"CONTACT_FEDEX_TO_SCHEDULE",
			"DROPOFF_AT_FEDEX_LOCATION",
			"USE_SCHEDULED_PICKUP",
		]),
		serviceType: z.enum(["FEDEX_FREIGHT_PRIORITY", "FEDEX_FREIGHT_ECONOMY"]),
		packagingType: text(60),
		shipper: party,
		recipient: party,
		shippingChargesPayment: payment,
		labelSpecification: z.strictObject({
			imageType: z.enum(["PDF", "PNG", "ZPLII", "EPL2"]),
			labelStockType: z.string().regex(/^(PAPER|STOCK)_(?!4X85|4X105)/),
			labelFormatType: z.literal("COMMON2D").optional(),
		}),
		shippingDocumentSpecification: z
			.strictObject({
				shippingDocumentTypes: z.array(
					z.enum([
						"FEDEX_FREIGHT_STRAIGHT_BILL_OF_LADING",
						"VICS_BILL_OF_LADING",
						"FREIGHT_ADDRESS_LABEL",
						"COMMERCIAL_INVOICE",
					]),
				),
				freightBillOfLadingDetail: z.strictObject({ format: pdf }).optional(),
				commercialInvoiceDetail: z.strictObject({ documentFormat: pdf }).optional(),
			})
			.optional(),
		customsClearanceDetail: customs.optional(),
		freightShipmentDetail: z.strictObject({
			role: z.enum(["CONSIGNEE", "SHIPPER"]),
			fedExFreightAccountNumber: account,
			fedExFreightBillingContactAndAddress: billed,
			totalHandlingUnits: z.int().min(1).max(40),
			lineItem: z.array(lineItem).min(1),
		}),
		requestedPackageLineItems: z
			.array(
				z.strictObject({
					sequenceNumber: z.string().regex(/^\d+$/).optional(),
					subPackagingType: packaging,
					weight,
					associatedFreightLineItems: z.array(z.strictObject({ id: text(20) })).min(1),
					customerReferences: z
						.array(
							z.strictObject({
								customerReferenceType: z.enum(["INVOICE_NUMBER", "P_O_NUMBER"]),
								value: text(40),
							}),
						)
						.optional(),
				}),
			)
			.min(1)
			.max(40),
	}),
});

export type LtlRequestWire = z.infer<typeof ltlRequestSchema>;
