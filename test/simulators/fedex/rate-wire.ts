import { z } from "zod";

/** A rate request as its contract describes it. Whatever the contract does not have is a malformed request. */
const weight = z.strictObject({ units: z.enum(["KG", "LB"]), value: z.number() });
const money = z.strictObject({ amount: z.number(), currency: z.string() });

const party = z.strictObject({
	address: z.strictObject({
		city: z.string().optional(),
		stateOrProvinceCode: z.string().optional(),
		postalCode: z.string().optional(),
		countryCode: z.string().optional(),
		residential: z.boolean().optional(),
	}),
});

const packageLine = z.strictObject({
	groupPackageCount: z.int().optional(),
	weight,
	dimensions: z
		.strictObject({
			length: z.int(),
			width: z.int(),
			height: z.int(),
			units: z.enum(["CM", "IN"]),
		})
		.optional(),
	declaredValue: money.optional(),
	packageSpecialServices: z
		.strictObject({
			specialServiceTypes: z.array(z.string()),
			signatureOptionType: z
				.enum(["SERVICE_DEFAULT", "NO_SIGNATURE_REQUIRED", "INDIRECT", "DIRECT", "ADULT"])
				.optional(),
		})
		.optional(),
});

const commodity = z.strictObject({
	description: z.string().optional(),
	weight: weight.optional(),
	quantity: z.int().optional(),
	customsValue: money.optional(),
	unitPrice: money.optional(),
	numberOfPieces: z.int().optional(),
	countryOfManufacture: z.string().optional(),
	quantityUnits: z.string().optional(),
	name: z.string().optional(),
	harmonizedCode: z.string().optional(),
	partNumber: z.string().optional(),
});

export const rateRequestSchema = z.strictObject({
	accountNumber: z.strictObject({ value: z.string() }),
	rateRequestControlParameters: z
		.strictObject({ returnTransitTimes: z.boolean().optional() })
		.optional(),
	requestedShipment: z.strictObject({
		shipper: party,
		recipient: party,
		serviceType: z.string().optional(),
		rateRequestType: z.array(z.enum(["LIST", "PREFERRED", "ACCOUNT", "INCENTIVE"])).min(1),
		shipDateStamp: z.string().optional(),
		pickupType: z.enum([
			"CONTACT_FEDEX_TO_SCHEDULE",
			"DROPOFF_AT_FEDEX_LOCATION",
			"USE_SCHEDULED_PICKUP",
		]),
		packagingType: z.string().optional(),
		totalPackageCount: z.int().optional(),
		totalWeight: z.number().optional(),
		shipmentSpecialServices: z
			.strictObject({
				specialServiceTypes: z.array(z.string()).min(1),
				holdAtLocationDetail: z.strictObject({ locationId: z.string() }).optional(),
			})
			.optional(),
		customsClearanceDetail: z
			.strictObject({
				dutiesPayment: z.strictObject({ paymentType: z.literal("SENDER") }).optional(),
				commercialInvoice: z.strictObject({ shipmentPurpose: z.string() }).optional(),
				commodities: z.array(commodity).min(1),
			})
			.optional(),
		requestedPackageLineItems: z.array(packageLine).min(1),
	}),
});

export type RateRequestWire = z.infer<typeof rateRequestSchema>;
