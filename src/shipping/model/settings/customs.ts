import { z } from "zod";

import { countryCode, decimal, text } from "./parts.ts";

/** Purposes of a shipment as customs knows them (FedEx's Ship API, commercialInvoice, read 2026-11). */
export const SHIPMENT_PURPOSES = [
	"SOLD",
	"GIFT",
	"SAMPLE",
	"REPAIR_AND_RETURN",
	"NOT_SOLD",
	"PERSONAL_EFFECTS",
] as const;

export const INCOTERMS = [
	"EXW",
	"FCA",
	"CPT",
	"CIP",
	"DAP",
	"DPU",
	"DDP",
	"FAS",
	"FOB",
	"CFR",
	"CIF",
];
/** What customs is told of goods that have no price on the order. */
const FREE_LINES = ["block", "nominal-value", "with-line-above"] as const;

export const customsSchema = z.strictObject({
	/** Where goods come from whose main supplier does not say; null blocks such an order. */
	originCountry: countryCode.nullable().default(null),
	purpose: z.enum(SHIPMENT_PURPOSES).default("SOLD"),
	/** For orders without one of their own. */
	incoterm: z.enum(INCOTERMS).default("DAP"),
	/**
	 * Lines without a price: `block` asks for one; `nominal-value` declares each piece at that value; `with-line-above`
	 * takes them for the parts of a kit that the line above was sold as, and declares them with it.
	 */
	freeLines: z.enum(FREE_LINES).default("block"),
	/** Of one piece, in the order's currency. */
	nominalValue: decimal
		.refine((value) => Number(value) >= 0.01, { error: "is at least 0.01" })
		.default("1.00"),
	eoriNumber: text(18).nullable().default(null),
	vatNumber: text(18).nullable().default(null),
	/** Import One-Stop Shop number of the seller, for goods into the European Union. */
	iossNumber: text(18).nullable().default(null),
	/** The account may send its trade documents electronically (FedEx's ETD). */
	electronicDocuments: z.boolean().default(false),
});

export type CustomsSettings = z.infer<typeof customsSchema>;
