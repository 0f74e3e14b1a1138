import { createRoute, z } from "@hono/zod-openapi";

import { type Charges, type ChargesAsked, listCharges } from "../../db/list-charges.ts";
import { toCsv } from "../../lib/csv.ts";
import { invalidField } from "../../shipping/refusals.ts";
import { type Api, type HttpContext, newApi } from "../context.ts";
import { readProblems, secured } from "./route-parts.ts";
import { filterText, instantQuery } from "./schemas.ts";

const tags = ["Reports"];

const chargesSchema = z
	.object({
		month: z.string().openapi({ example: "2026-11" }),
		divisionId: z.string(),
		costCentre: z.string().nullable(),
		fedexAccountId: z.string(),
		billedTo: z.enum(["sender", "recipient", "third-party"]),
		currency: z.string().nullable(),
		shipments: z.int(),
		voided: z.int(),
		charges: z.string().openapi({ example: "1234.56" }),
		withoutCharge: z.int().openapi({
			description: "Shipments that FedEx named no price for, such as those that others pay.",
		}),
	})
	.openapi("Charges");

const query = z.object({
	from: instantQuery,
	to: instantQuery.openapi({ description: "The first instant that does not count any more." }),
	divisionId: filterText.optional(),
	groupBy: z.enum(["cost-centre"]).default("cost-centre"),
});

const about = {
	method: "get" as const,
	tags,
	description:
		"Of the labels made in that time, by month, division, cost centre, FedEx account, who is billed, and currency. Voided ones cost nothing.",
	...secured("read"),
	request: { query },
};

const asList = createRoute({
	...about,
	path: "/reports/charges",
	summary: "What shipping cost; as CSV with Accept: text/csv",
	responses: {
		200: {
			description: "The charges.",
			content: {
				"application/json": { schema: z.object({ items: z.array(chargesSchema) }) },
				"text/csv": { schema: z.string() },
			},
		},
		...readProblems,
	},
});

const asCsv = createRoute({
	...about,
	path: "/reports/charges.csv",
	summary: "What shipping cost, as CSV",
	responses: {
		200: { description: "The charges.", content: { "text/csv": { schema: z.string() } } },
		...readProblems,
	},
});

export function reportRoutes(): Api {
	const api = newApi();
	api.openapi(asList, async (c) => {
		const asked = requirePeriod(c.req.valid("query"));
		if (/^text\/csv\b/.test(c.req.header("accept")?.trim() ?? "")) {
			return answerCsv(c, asked);
		}
		const items = await readCharges(c, asked);
		return c.json({ items }, 200);
	});
	api.openapi(asCsv, (c) => answerCsv(c, requirePeriod(c.req.valid("query"))));
	return api;
}

export async function readCharges(c: HttpContext, asked: ChargesAsked) {
	const rows = await listCharges(c.var.services.db, asked);
	return rows.map(toView);
}

/** A file to be saved: spreadsheets open it as it is. */
export async function answerCsv(c: HttpContext, asked: ChargesAsked): Promise<Response> {
	const items = await readCharges(c, asked);
	const day = (at: number) => new Date(at).toISOString().slice(0, 10);
	const table = [COLUMNS, ...items.map((item) => COLUMNS.map((column) => item[column] ?? ""))];
	return c.body(toCsv(table), 200, {
		"Content-Type": "text/csv; charset=utf-8; header=present",
		"Content-Disposition": `attachment; filename="charges-${day(asked.from)}-${day(asked.to)}.csv"`,
		"Cache-Control": "private, no-store",
	});
}

const COLUMNS = [
	"month",
	"divisionId",
	"costCentre",
	"fedexAccountId",
	"billedTo",
	"currency",
	"shipments",
	"voided",
	"charges",
	"withoutCharge",
] as const satisfies readonly (keyof z.infer<typeof chargesSchema>)[];

function toView({ cents, ...row }: Charges): z.infer<typeof chargesSchema> {
	return { ...row, charges: (cents / 100).toFixed(2) };
}

function requirePeriod(asked: z.infer<typeof query>): ChargesAsked {
	if (asked.to <= asked.from) {
		throw invalidField({
			field: "to",
			message: "It is not after `from`.",
			remedy: "Give the end of the period, which does not count itself.",
		});
	}
	return { from: asked.from, to: asked.to, divisionId: asked.divisionId };
}
