import { z } from "zod";

import { countryCode, text } from "./parts.ts";

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

export const customsSchema = z.strictObject({
	/** Where goods come from whose main supplier does not say; null blocks such an order. */
	originCountry: countryCode.nullable().default(null),
	purpose: z.enum(SHIPMENT_PURPOSES).default("SOLD"),
	/** For orders without one of their own. */
	incoterm: z.enum(INCOTERMS).default("DAP"),
	eoriNumber: text(18).nullable().default(null),
	vatNumber: text(18).nullable().default(null),
	/** Import One-Stop Shop number of the seller, for goods into the European Union. */
	iossNumber: text(18).nullable().default(null),
	/** The account may send its trade documents electronically (FedEx's ETD). */
	electronicDocuments: z.boolean().default(false),
});

export type CustomsSettings = z.infer<typeof customsSchema>;
