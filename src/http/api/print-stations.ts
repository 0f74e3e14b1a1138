import { createRoute, z } from "@hono/zod-openapi";

import { PRINT_FORMATS } from "../../shipping/model/printing/route-print.ts";
import type { PrintStation, StationStanding } from "../../shipping/ports/printing.ts";
import {
	deleteStation,
	makePairingCode,
	revokeStation,
} from "../../shipping/print/pair-station.ts";
import { changeStation, createStation } from "../../shipping/print/save-station.ts";
import { requireFound } from "../../shipping/refusals.ts";
import { type Api, changeOf, type HttpContext, newApi } from "../context.ts";
import {
	body,
	changeProblems,
	json,
	readProblems,
	secured,
	securedOnce,
	toInstant,
	toInstantOrNull,
} from "./route-parts.ts";
import { idParams, idempotencyHeader, instantSchema, pageOf } from "./schemas.ts";

const tags = ["Printing"];

export const stationInputSchema = z
	.strictObject({
		name: z.string().trim().min(1).max(60),
		formats: z.array(z.enum(PRINT_FORMATS)).min(1).max(4).openapi({
			description:
				"What it prints. A browser prints PDF and PNG, the print agent also ZPL and EPL on a label printer.",
		}),
		prints: z.enum(["labels", "papers", "all"]).default("labels").openapi({
			description: "Labels, the papers that go with them (invoices), or both.",
		}),
		divisionIds: z
			.array(z.string().min(1).max(60))
			.min(1)
			.max(200)
			.nullable()
			.default(null)
			.openapi({
				description: "Null for every division.",
			}),
		warehouses: z
			.array(z.string().trim().min(1).max(20))
			.min(1)
			.max(50)
			.nullable()
			.default(null)
			.openapi({
				description: "Codes of Exact's warehouses; null for all, also where an order names none.",
			}),
	})
	.openapi("PrintStationInput");

const stationSchema = z
	.object({
		id: z.string(),
		name: z.string(),
		formats: z.array(z.enum(PRINT_FORMATS)),
		prints: z.enum(["labels", "papers", "all"]),
		divisionIds: z.array(z.string()).nullable(),
		warehouses: z.array(z.string()).nullable(),
		pairedAt: instantSchema.nullable(),
		connectedSince: instantSchema.nullable(),
		connectedAs: z.enum(["agent", "browser"]).nullable(),
		trouble: z.string().nullable().openapi({ description: "What keeps it from printing." }),
		lastSeenAt: instantSchema.nullable(),
		waiting: z.int(),
		doubtful: z.int(),
		expired: z.int(),
		lastPrintedAt: instantSchema.nullable(),
		lastPrinted: z.string().nullable(),
		createdAt: instantSchema,
	})
	.openapi("PrintStation");

const codeSchema = z.object({ code: z.string(), expiresAt: instantSchema }).openapi("PairingCode");

const create = createRoute({
	method: "post",
	path: "/print-stations",
	tags,
	summary: "Make a print station",
	...securedOnce("admin"),
	request: { headers: idempotencyHeader, body: body(stationInputSchema) },
	responses: { 201: json(stationSchema, "Made; pair it with a code."), ...changeProblems },
});

const list = createRoute({
	method: "get",
	path: "/print-stations",
	tags,
	summary: "List the print stations and how each one is doing",
	...secured("read"),
	responses: { 200: json(pageOf(stationSchema), "All of them."), ...readProblems },
});

const read = createRoute({
	method: "get",
	path: "/print-stations/{id}",
	tags,
	summary: "Read a print station",
	...secured("read"),
	request: { params: idParams },
	responses: { 200: json(stationSchema, "The station."), ...readProblems },
});

const change = createRoute({
	method: "put",
	path: "/print-stations/{id}",
	tags,
	summary: "Change what a print station prints; what waits there stays there",
	...secured("admin"),
	request: { params: idParams, body: body(stationInputSchema) },
	responses: { 200: json(stationSchema, "The station."), ...changeProblems },
});

const makeCode = createRoute({
	method: "post",
	path: "/print-stations/{id}/pairing-code",
	tags,
	summary: "Make a code that pairs the station once, within ten minutes",
	...secured("admin"),
	request: { params: idParams },
	responses: { 201: json(codeSchema, "The code, shown once."), ...changeProblems },
});

const revoke = createRoute({
	method: "post",
	path: "/print-stations/{id}/revoke",
	tags,
	summary: "Make the station's token worthless; what waits there goes on waiting",
	...secured("admin"),
	request: { params: idParams },
	responses: { 200: json(stationSchema, "The station."), ...changeProblems },
});

const remove = createRoute({
	method: "delete",
	path: "/print-stations/{id}",
	tags,
	summary: "Delete a print station at which nothing waits",
	...secured("admin"),
	request: { params: idParams },
	responses: { 204: { description: "Deleted." }, ...changeProblems },
});

export function printStationRoutes(): Api {
	const api = newApi();
	api.openapi(create, async (c) => {
		const { services } = c.var;
		const id = await createStation(c.req.valid("json"), changeOf(c), services);
		return c.json(await readStation(c, id), 201);
	});
	api.openapi(list, async (c) => c.json({ items: await readStations(c), nextCursor: null }, 200));
	api.openapi(read, async (c) => c.json(await readStation(c, c.req.valid("param").id), 200));
	api.openapi(change, async (c) => {
		const { id } = c.req.valid("param");
		await changeStation(id, c.req.valid("json"), changeOf(c), c.var.services);
		return c.json(await readStation(c, id), 200);
	});
	api.openapi(makeCode, async (c) => {
		const { id } = c.req.valid("param");
		const { code, expiresAt } = await makePairingCode(id, changeOf(c), c.var.services);
		return c.json({ code, expiresAt: toInstant(expiresAt) }, 201);
	});
	api.openapi(revoke, async (c) => {
		const { id } = c.req.valid("param");
		await revokeStation(id, changeOf(c), c.var.services);
		return c.json(await readStation(c, id), 200);
	});
	api.openapi(remove, async (c) => {
		await deleteStation(c.req.valid("param").id, changeOf(c), c.var.services);
		return c.body(null, 204);
	});
	return api;
}

export type StationView = z.infer<typeof stationSchema>;

/** Few: one a printer. Each one's object is asked how it is doing. */
export async function readStations(c: HttpContext): Promise<StationView[]> {
	const { stations, stationDesk } = c.var.services;
	return Promise.all(
		(await stations.list()).map(async (station) =>
			toView(station, await stationDesk(station.id).standing()),
		),
	);
}

export async function readStation(c: HttpContext, id: string): Promise<StationView> {
	const { stations, stationDesk } = c.var.services;
	const station = requireFound("print_station", id, await stations.find(id));
	return toView(station, await stationDesk(id).standing());
}

function toView(station: PrintStation, standing: StationStanding): StationView {
	const { id, name, formats, prints, divisionIds, warehouses, pairedAt, createdAt } = station;
	const { connectedSince, kind, trouble, lastSeenAt, counts, lastPrinted } = standing;
	return {
		id,
		name,
		formats: [...formats],
		prints,
		divisionIds: divisionIds === null ? null : [...divisionIds],
		warehouses: warehouses === null ? null : [...warehouses],
		pairedAt: toInstantOrNull(pairedAt),
		connectedSince: toInstantOrNull(connectedSince),
		connectedAs: kind,
		trouble,
		lastSeenAt: toInstantOrNull(lastSeenAt),
		waiting: counts.queued + counts.sent,
		doubtful: counts.doubtful,
		expired: counts.expired,
		lastPrintedAt: toInstantOrNull(standing.lastPrintedAt),
		lastPrinted,
		createdAt: toInstant(createdAt),
	};
}
