import { Cron } from "croner";
import { z } from "zod";

import { addressRuleSchema } from "./settings/addresses.ts";
import { billingSchema } from "./settings/billing.ts";
import { brandingSchema } from "./settings/branding.ts";
import { customsSchema } from "./settings/customs.ts";
import { freightSchema } from "./settings/freight.ts";
import { labelSchema } from "./settings/label.ts";
import { packingSchema } from "./settings/packing.ts";
import { addressSchema, text, timeOfDay } from "./settings/parts.ts";
import { serviceRuleSchema } from "./settings/service-rules.ts";
import { customerMailsSchema, fedexMailsSchema } from "./settings/telling.ts";

/** The settings of a division, as the API takes and gives them; defaults are the API's. */

const timeZoneSchema = z
	.string()
	.refine(isTimeZone, { error: "is not an IANA time zone such as Europe/Amsterdam" });

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
	cutOff: timeOfDay.default("16:00"),
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
	packing: packingSchema.prefault({}),
	customs: customsSchema.prefault({}),
	billing: billingSchema.prefault({}),
	addresses: addressRuleSchema.prefault({}),
	freight: freightSchema.nullable().default(null),
	label: labelSchema.default({ format: "PDF", stock: "PAPER_4X6" }),
	/** Whether a label for the way back is bought with each shipment that can come back by one. */
	returnLabel: z.enum(["on-request", "with-shipment"]).default("on-request"),
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
	branding: brandingSchema.prefault({}),
	customerMails: customerMailsSchema.prefault({}),
	fedexMails: fedexMailsSchema.prefault({}),
	maxLabelsPerHour: z.int().min(1).max(100_000).default(500),
	testDivision: z.boolean().default(false),
});

export type DivisionSettings = z.infer<typeof divisionSettingsSchema>;

/**
 * Stored settings with a default for all that they lack; where a rule became stricter its section stays as it was
 * saved, and the others are completed all the same.
 */
export function completeSettings(stored: unknown): DivisionSettings {
	const parsed = divisionSettingsSchema.safeParse(stored);
	if (parsed.success) {
		return parsed.data;
	}
	const saved = stored as Record<string, unknown>;
	const sections = Object.entries(divisionSettingsSchema.shape).map(([name, schema]) => {
		const section = schema.safeParse(saved[name]);
		return [name, section.success ? section.data : saved[name]] as const;
	});
	return { ...saved, ...Object.fromEntries(sections) } as DivisionSettings;
}

/** Stored settings are read with every page, and asking for a zone is the slowest part of it. */
const knownZones = new Set<string>();

function isTimeZone(name: string): boolean {
	if (knownZones.has(name)) {
		return true;
	}
	try {
		new Intl.DateTimeFormat("en", { timeZone: name });
		const isZone = /^[A-Za-z_]+(\/[A-Za-z0-9_+-]+)+$|^UTC$/.test(name);
		if (isZone) {
			knownZones.add(name);
		}
		return isZone;
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

/** Whether the division's goods deliveries are read: to ship them, or to put tracking numbers on them. */
export function followsDeliveries({ trigger, writeBack }: DivisionSettings): boolean {
	return trigger === "goods-delivery" || writeBack.goodsDelivery !== "none";
}

export type WriteBackPolicy = DivisionSettings["writeBack"]["policy"];
