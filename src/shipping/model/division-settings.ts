import { Cron } from "croner";
import { z } from "zod";

/** The settings of a division, as the API takes and gives them; defaults are the API's. */

const text = (max: number) => z.string().trim().min(1).max(max);

const timeZoneSchema = z
	.string()
	.refine(isTimeZone, { error: "is not an IANA time zone such as Europe/Amsterdam" });

const addressSchema = z.strictObject({
	companyName: text(35),
	personName: text(70),
	phone: z
		.string()
		.trim()
		.regex(/^\+?[\d ().-]{8,24}$/, { error: "is not a phone number with 10 to 15 digits" }),
	email: z.email().max(80).nullable().default(null),
	streetLines: z.array(text(35)).min(1).max(3),
	postalCode: text(10),
	city: text(35),
	state: z
		.string()
		.trim()
		.regex(/^[A-Z]{2,3}$/, { error: "is a state or province code such as OH" })
		.nullable()
		.default(null),
	country: z
		.string()
		.regex(/^[A-Z]{2}$/, { error: "is a country code of two capitals such as NL" }),
});

const serviceRuleSchema = z.strictObject({
	shippingMethod: text(30),
	service: z.string().regex(/^[A-Z0-9_]{3,60}$/, { error: "is a FedEx service type" }),
	packaging: z
		.string()
		.regex(/^[A-Z0-9_]{3,60}$/, { error: "is a FedEx packaging type" })
		.default("YOUR_PACKAGING"),
});

const labelSchema = z.discriminatedUnion("format", [
	z.strictObject({
		format: z.enum(["PDF", "PNG"]),
		stock: z.enum(["PAPER_4X6", "PAPER_4X675", "PAPER_4X8", "PAPER_4X9", "PAPER_LETTER"]),
	}),
	z.strictObject({
		format: z.enum(["ZPLII", "EPL2"]),
		stock: z.enum(["STOCK_4X6", "STOCK_4X675", "STOCK_4X8", "STOCK_4X9"]),
	}),
]);

const statusCodes = (allowed: readonly number[]) =>
	z
		.array(z.int().refine((code) => allowed.includes(code), { error: `is one of ${allowed}` }))
		.min(1);

export const divisionSettingsSchema = z.strictObject({
	fedexAccountId: text(60),
	shipFrom: addressSchema,
	timeZone: timeZoneSchema,
	workingDays: z.array(z.int().min(1).max(7)).min(1).max(7).default([1, 2, 3, 4, 5]),
	holidays: z.array(z.iso.date()).max(400).default([]),
	cutOff: z
		.string()
		.regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: "is a time of day such as 16:00" })
		.default("16:00"),
	schedule: z
		.string()
		.max(100)
		.refine(isCronExpression, {
			error: "is not a cron expression of five fields such as */15 7-18 * * mon-fri",
		})
		.default("*/15 7-18 * * mon-fri"),
	readFrom: z.iso.date().nullable().default(null),
	trigger: z.enum(["sales-order", "goods-delivery"]).default("sales-order"),
	readyRule: z
		.strictObject({
			approvalStatus: statusCodes([0, 1, 2]).default([1, 2]),
			status: statusCodes([12, 20, 21, 45]).default([12, 20]),
			deliveryStatus: statusCodes([12, 20, 21, 45]).default([12, 20]),
			deliveryWithinDays: z.int().min(0).max(365).nullable().default(null),
			warehouses: z.array(text(20)).min(1).nullable().default(null),
		})
		.prefault({}),
	backorders: z.enum(["person", "ship"]).default("person"),
	services: z.array(serviceRuleSchema).min(1).max(200),
	weight: z
		.strictObject({
			unit: z.enum(["kg", "g", "lb"]).default("kg"),
			defaultGramsPerUnit: z.int().min(1).max(68_000).nullable().default(null),
		})
		.prefault({}),
	label: labelSchema.default({ format: "PDF", stock: "PAPER_4X6" }),
	pickupType: z
		.enum(["USE_SCHEDULED_PICKUP", "DROPOFF_AT_FEDEX_LOCATION", "CONTACT_FEDEX_TO_SCHEDULE"])
		.default("USE_SCHEDULED_PICKUP"),
	writeBack: z
		.strictObject({
			policy: z.enum(["end-state", "milestones", "every-scan"]).default("end-state"),
			attachLabel: z.boolean().default(false),
			goodsDelivery: z.enum(["none", "tracking-number", "post"]).default("none"),
		})
		.prefault({}),
	maxLabelsPerHour: z.int().min(1).max(100_000).default(500),
	testDivision: z.boolean().default(false),
});

export type DivisionSettings = z.infer<typeof divisionSettingsSchema>;

function isTimeZone(name: string): boolean {
	try {
		new Intl.DateTimeFormat("en", { timeZone: name });
		return /^[A-Za-z_]+(\/[A-Za-z0-9_+-]+)+$|^UTC$/.test(name);
	} catch {
		return false;
	}
}

function isCronExpression(expression: string): boolean {
	if (expression.trim().split(/\s+/).length !== 5) {
		return false;
	}
	try {
		return new Cron(expression, { paused: true }).nextRun() !== null;
	} catch {
		return false;
	}
}

export type WriteBackPolicy = DivisionSettings["writeBack"]["policy"];
