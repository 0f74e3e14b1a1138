import { createRoute } from "@hono/zod-openapi";

import { findDivisions } from "../../db/list-divisions.ts";
import { findOrder, type ListedOrder } from "../../db/list-orders.ts";
import { listLinesOfOrders, listRecords, listStoredOrders } from "../../db/list-outlook-facts.ts";
import { dryRun } from "../../shipping/judge/dry-run.ts";
import { readKnownOrders } from "../../shipping/judge/known-orders.ts";
import { type Outlook, planOrders } from "../../shipping/judge/plan-orders.ts";
import { requireMapped } from "../../shipping/operate/poll-now.ts";
import { requireFound } from "../../shipping/refusals.ts";
import { type Api, type HttpContext, newApi } from "../context.ts";
import { dryRunSchema, toDryRunView } from "./plan-view.ts";
import { changeProblems, json, readProblems, secured } from "./route-parts.ts";
import { idParams } from "./schemas.ts";

const plan = createRoute({
	method: "post",
	path: "/orders/{id}/plan",
	tags: ["Orders"],
	summary: "What would be sent for an order now, and what FedEx says to it; nothing is bought",
	...secured("read"),
	request: { params: idParams },
	responses: {
		200: json(dryRunSchema, "The plan and FedEx's answer."),
		...readProblems,
		409: changeProblems[409],
	},
});

export function planRoutes(): Api {
	const api = newApi();
	api.openapi(plan, async (c) => c.json(await readDryRun(c, c.req.valid("param").id), 200));
	return api;
}

export async function readDryRun(c: HttpContext, id: string) {
	const { db, setup, orders, clock, accounts, quoter } = c.var.services;
	const order = requireFound("order", id, await findOrder(db, id));
	const { divisionId } = order;
	const division = requireFound("division", divisionId, await setup.divisions.find(divisionId));
	requireMapped(division);
	return toDryRunView(id, await dryRun(division, id, { orders, clock, accounts, quoter }));
}

/** What the ready ones among listed orders would become, by order id. */
export async function readOutlooks(
	c: HttpContext,
	listed: readonly Pick<ListedOrder, "id" | "divisionId" | "state">[],
): Promise<Map<string, Outlook>> {
	const { db, orders, clock } = c.var.services;
	const ready = Map.groupBy(
		listed.filter(({ state }) => state === "ready"),
		({ divisionId }) => divisionId,
	);
	if (ready.size === 0) {
		return new Map();
	}
	const ids = [...ready.values()].flatMap((own) => own.map(({ id }) => id));
	const [divisions, known] = await Promise.all([
		findDivisions(db, [...ready.keys()]),
		readKnownOrders(ids, {
			listStored: (some) => listStoredOrders(db, some),
			listLines: (some) => listLinesOfOrders(db, some),
			listRecords: (wanted) => listRecords(db, wanted),
			listShipments: (some) => orders.listShipments(some),
			listReserved: (some) => orders.listReserved(some),
		}),
	]);
	const outlooks = await Promise.all(
		divisions.map((division) =>
			planOrders(
				division,
				(ready.get(division.id) ?? []).map(({ id }) => id),
				{ orders: known, clock },
			),
		),
	);
	return new Map(outlooks.flatMap((found) => [...found]));
}
