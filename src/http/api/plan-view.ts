import { z } from "@hono/zod-openapi";

import { type CarrierView, type DryRun, planOnly } from "../../shipping/judge/dry-run.ts";
import type { PlanQuote } from "../../shipping/model/quote.ts";
import type { ShipmentPlan } from "../../shipping/model/shipment-plan.ts";
import { reasonSchema } from "./schemas.ts";

const moneySchema = z.object({ amount: z.string(), currency: z.string() });

const choiceShape = {
	service: z.string(),
	rule: z.int().openapi({ description: "Which rule of the division's list, counted from 1." }),
	because: z.array(z.string()),
	weightGrams: z.int(),
};

/** The least that tells what an order becomes: in lists. Of several shipments the service is the first one's. */
export const planSummarySchema = z
	.object({ ...choiceShape, packages: z.int(), shipments: z.int() })
	.openapi("PlanSummary");

const planSchema = z.object({
	...choiceShape,
	packaging: z.string(),
	arriveWithinDays: z.int().nullable(),
	signature: z.string().nullable(),
	saturdayDelivery: z.boolean(),
	holdAtLocation: z.string().nullable(),
	packages: z.array(
		z.object({
			sequence: z.int(),
			weightGrams: z.int(),
			type: z.string().nullable(),
			dimensions: z
				.object({ lengthCm: z.number(), widthCm: z.number(), heightCm: z.number() })
				.nullable(),
		}),
	),
	lines: z.array(
		z.object({
			lineNumber: z.int(),
			itemCode: z.string().nullable(),
			description: z.string(),
			quantity: z.number(),
			weightGrams: z.int(),
		}),
	),
	shipTo: z.object({
		companyName: z.string().nullable(),
		personName: z.string().nullable(),
		phone: z.string(),
		streetLines: z.array(z.string()),
		postalCode: z.string(),
		city: z.string(),
		state: z.string().nullable(),
		country: z.string(),
	}),
	costCentre: z.string().nullable(),
	transport: z.object({ by: z.string(), accountNumber: z.string().nullable() }),
	customs: z
		.object({ incoterm: z.string().nullable(), value: moneySchema, commodities: z.int() })
		.nullable(),
	freight: z.object({ freightClass: z.string(), handlingUnits: z.int() }).nullable(),
});

const carrierSchema = z.object({
	kind: z.enum(["validated", "quoted", "plan-only"]).openapi({
		description:
			"What FedEx did: tried the shipment, told a price, or nothing. Nothing is bought in any case.",
	}),
	problems: z.array(reasonSchema),
	rates: z.array(
		z.object({
			service: z.string(),
			charge: moneySchema.nullable(),
			arrivesOn: z.string().nullable(),
		}),
	),
	chosen: z
		.object({
			service: z.string().nullable(),
			charge: moneySchema.nullable(),
			arrivesOn: z.string().nullable(),
			because: z.array(z.string()),
		})
		.nullable(),
	why: z.string().nullable(),
});

export const dryRunSchema = z
	.object({
		orderId: z.string(),
		ready: z.boolean(),
		reasons: z.array(reasonSchema),
		problems: z.array(reasonSchema),
		shipDate: z.string().nullable(),
		plan: planSchema.nullable().openapi({ description: "Of the first of the shipments." }),
		carrier: carrierSchema.openapi({ description: "Of the first of the shipments." }),
		shipments: z
			.array(
				z.object({
					fedexAccountId: z.string().nullable(),
					accountNumber: z.string().nullable(),
					plan: planSchema,
					carrier: carrierSchema,
				}),
			)
			.openapi({ description: "All that the order would be made into, each with its account." }),
	})
	.openapi("DryRun");

export function toPlanSummary(
	plans: readonly ShipmentPlan[],
): z.infer<typeof planSummarySchema> | null {
	const [first] = plans;
	if (first === undefined) {
		return null;
	}
	const sumOf = (count: (plan: ShipmentPlan) => number) =>
		plans.reduce((sum, plan) => sum + count(plan), 0);
	return {
		...toChoice(first),
		weightGrams: sumOf(weightOf),
		packages: sumOf(({ packages }) => packages.length),
		shipments: plans.length,
	};
}

function toChoice({ service, choice: { rule, because } }: ShipmentPlan) {
	return { service, rule, because };
}

function weightOf({ packages }: ShipmentPlan): number {
	return packages.reduce((sum, piece) => sum + piece.weightGrams, 0);
}

export function toDryRunView(orderId: string, run: DryRun): z.infer<typeof dryRunSchema> {
	const { reasons, problems, shipDate } = run;
	const shipments = run.shipments.map(({ plan, account, carrier }) => ({
		fedexAccountId: account?.id ?? null,
		accountNumber: account?.accountNumber ?? null,
		plan: toPlanView(plan),
		carrier: toCarrierView(carrier),
	}));
	const [first] = shipments;
	return {
		orderId,
		ready: reasons.length === 0 && problems.length === 0 && first !== undefined,
		reasons,
		problems,
		shipDate,
		plan: first?.plan ?? null,
		carrier: first?.carrier ?? toCarrierView(NOTHING_TO_ASK),
		shipments,
	};
}

const NOTHING_TO_ASK = planOnly("There is no plan that FedEx could look at.");

function toCarrierView({ kind, problems, rates, quote, why }: CarrierView) {
	return { kind, problems, rates, chosen: quote === null ? null : toChosen(quote), why };
}

function toChosen({ service, charge, arrivesOn, because }: PlanQuote) {
	return { service, charge, arrivesOn, because };
}

function toPlanView(plan: ShipmentPlan): z.infer<typeof planSchema> {
	const { options, transport, customs, freight, shipTo } = plan;
	const { email: _, ...receiver } = shipTo;
	return {
		...toChoice(plan),
		weightGrams: weightOf(plan),
		packaging: plan.packaging,
		arriveWithinDays: plan.choice.arriveWithinDays ?? null,
		signature: options.signature,
		saturdayDelivery: options.isSaturdayDelivery,
		holdAtLocation: options.holdAtLocation,
		packages: plan.packages.map(({ sequence, weightGrams, type, dimensions }) => ({
			sequence,
			weightGrams,
			type,
			dimensions,
		})),
		lines: plan.lines.map(({ lineNumber, itemCode, description, quantity, weightGrams }) => ({
			lineNumber,
			itemCode,
			description,
			quantity,
			weightGrams,
		})),
		shipTo: receiver,
		costCentre: plan.costCentre,
		transport: {
			by: transport.by,
			accountNumber: "accountNumber" in transport ? transport.accountNumber : null,
		},
		customs:
			customs === null
				? null
				: {
						incoterm: customs.incoterm,
						value: customs.value,
						commodities: customs.commodities.length,
					},
		freight:
			freight === null
				? null
				: { freightClass: freight.freightClass, handlingUnits: freight.handlingUnits },
	};
}
