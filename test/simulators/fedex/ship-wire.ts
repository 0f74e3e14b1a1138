import { z } from "zod";

/**
 * The parts of a Ship request that the twin reads. Everything is optional here, because each missing field
 * has a code of its own; a wrong type, and a field unknown at the two upper levels, is a malformed request.
 * `masterTrackingId` is left out: shipments made piece by piece are not simulated.
 */
const ignored = z.unknown().optional();

const address = z.looseObject({
	streetLines: z.array(z.string()).optional(),
	city: z.string().optional(),
	stateOrProvinceCode: z.string().optional(),
	postalCode: z.string().optional(),
	countryCode: z.string().optional(),
	residential: z.boolean().optional(),
});

const contact = z.looseObject({
	personName: z.string().optional(),
	companyName: z.string().optional(),
	phoneNumber: z.union([z.string(), z.number()]).optional(),
	phoneExtension: z.string().optional(),
	emailAddress: z.string().optional(),
});

const party = z.looseObject({
	address: address.optional(),
	contact: contact.optional(),
	tins: z
		.array(
			z.looseObject({
				number: z.string().optional(),
				tinType: z.string().optional(),
				usage: z.string().optional(),
			}),
		)
		.optional(),
	deliveryInstructions: z.string().optional(),
});

const accountNumber = z.looseObject({ value: z.string() });
const money = z.looseObject({ amount: z.number().optional(), currency: z.string().optional() });
const weight = z.looseObject({ units: z.string().optional(), value: z.number().optional() });

const payment = z.looseObject({
	paymentType: z.string().optional(),
	payor: z
		.looseObject({
			responsibleParty: z.looseObject({ accountNumber: accountNumber.optional() }).optional(),
		})
		.optional(),
});

const reference = z.looseObject({
	customerReferenceType: z.string().optional(),
	value: z.string().optional(),
});

const packageLine = z.looseObject({
	sequenceNumber: z.number().int().optional(),
	groupPackageCount: z.number().int().optional(),
	subPackagingType: z.string().optional(),
	weight: weight.optional(),
	dimensions: z
		.looseObject({
			length: z.number().optional(),
			width: z.number().optional(),
			height: z.number().optional(),
			units: z.string().optional(),
		})
		.optional(),
	declaredValue: money.optional(),
	customerReferences: z.array(reference).optional(),
	itemDescription: z.string().optional(),
	packageSpecialServices: z
		.looseObject({
			specialServiceTypes: z.array(z.string()).optional(),
			signatureOptionType: z.string().optional(),
		})
		.optional(),
});

const commodity = z.looseObject({
	description: z.string().optional(),
	countryOfManufacture: z.string().optional(),
	harmonizedCode: z.string().optional(),
	quantity: z.number().int().optional(),
	quantityUnits: z.string().optional(),
	unitPrice: money.optional(),
	customsValue: money.optional(),
	weight: weight.optional(),
	partNumber: z.string().optional(),
});

const customs = z.looseObject({
	isDocumentOnly: z.boolean().optional(),
	dutiesPayment: payment.optional(),
	totalCustomsValue: money.optional(),
	commercialInvoice: z
		.looseObject({
			shipmentPurpose: z.string().optional(),
			termsOfSale: z.string().max(3).optional(),
		})
		.optional(),
	commodities: z.array(commodity).optional(),
});

const mailRecipient = z.strictObject({
	name: z.string().optional(),
	emailNotificationRecipientType: z.enum([
		"BROKER",
		"OTHER",
		"RECIPIENT",
		"SHIPPER",
		"THIRD_PARTY",
	]),
	emailAddress: z.email(),
	notificationFormatType: z.enum(["HTML", "TEXT"]).optional(),
	notificationType: z.literal("EMAIL").optional(),
	locale: z
		.string()
		.regex(/^[a-z]{2}_[A-Z]{2}$/)
		.optional(),
	notificationEventType: z
		.array(
			z.enum([
				"ON_DELIVERY",
				"ON_EXCEPTION",
				"ON_SHIPMENT",
				"ON_TENDER",
				"ON_ESTIMATED_DELIVERY",
				"ON_PICKUP_DRIVER_ARRIVED",
				"ON_PICKUP_DRIVER_ASSIGNED",
				"ON_PICKUP_DRIVER_DEPARTED",
				"ON_PICKUP_DRIVER_EN_ROUTE",
			]),
		)
		.optional(),
});

const requestedShipment = z.strictObject({
	shipDatestamp: z.string().optional(),
	pickupType: z.string().optional(),
	serviceType: z.string().optional(),
	packagingType: z.string().optional(),
	shipper: party.optional(),
	recipients: z.array(party).optional(),
	shippingChargesPayment: payment.optional(),
	shipmentSpecialServices: z
		.looseObject({
			specialServiceTypes: z.array(z.string()).optional(),
			etdDetail: z
				.looseObject({
					attributes: z.array(z.string()).optional(),
					attachedDocuments: z.array(z.unknown()).optional(),
					requestedDocumentTypes: z.array(z.string()).optional(),
				})
				.optional(),
			returnShipmentDetail: z.looseObject({ returnType: z.string().optional() }).optional(),
		})
		.optional(),
	customsClearanceDetail: customs.optional(),
	labelSpecification: z
		.looseObject({ imageType: z.string().optional(), labelStockType: z.string().optional() })
		.optional(),
	shippingDocumentSpecification: z
		.looseObject({
			shippingDocumentTypes: z.array(z.string()).optional(),
			commercialInvoiceDetail: z
				.looseObject({
					documentFormat: z
						.looseObject({ docType: z.string().optional(), stockType: z.string().optional() })
						.optional(),
				})
				.optional(),
		})
		.optional(),
	rateRequestType: z.array(z.string()).optional(),
	preferredCurrency: z.string().optional(),
	totalPackageCount: z.number().int().optional(),
	totalWeight: z.number().optional(),
	totalDeclaredValue: money.optional(),
	requestedPackageLineItems: z.array(packageLine).optional(),
	soldTo: ignored,
	origin: ignored,
	emailNotificationDetail: z
		.strictObject({
			aggregationType: z.enum(["PER_PACKAGE", "PER_SHIPMENT"]).optional(),
			emailNotificationRecipients: z.array(mailRecipient).max(6).optional(),
			personalMessage: z.string().max(500).optional(),
		})
		.optional(),
	expressFreightDetail: z
		.looseObject({
			shippersLoadAndCount: z.number().int().min(0).max(99_999).optional(),
			packingListEnclosed: z.boolean().optional(),
		})
		.optional(),
	variableHandlingChargeDetail: ignored,
	smartPostInfoDetail: ignored,
	recipientLocationNumber: ignored,
	blockInsightVisibility: ignored,
	pickupDetail: ignored,
});

export const shipRequestSchema = z.strictObject({
	accountNumber: accountNumber.optional(),
	labelResponseOptions: z.enum(["LABEL", "URL_ONLY"]).optional(),
	mergeLabelDocOption: z.enum(["NONE", "LABELS_ONLY", "LABELS_AND_DOCS"]).optional(),
	shipAction: z.enum(["CONFIRM", "TRANSFER"]).optional(),
	processingOptionType: z.enum(["SYNCHRONOUS_ONLY", "ALLOW_ASYNCHRONOUS"]).optional(),
	oneLabelAtATime: z.literal(false).optional(),
	version: ignored,
	processingOptions: ignored,
	requestedShipment: requestedShipment.optional(),
});

export type ShipRequestWire = z.infer<typeof shipRequestSchema>;
export type RequestedShipmentWire = z.infer<typeof requestedShipment>;
export type PartyWire = z.infer<typeof party>;
export type PackageLineWire = z.infer<typeof packageLine>;
export type PaymentWire = z.infer<typeof payment>;
export type CommodityWire = z.infer<typeof commodity>;
