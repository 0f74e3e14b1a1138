import { createRoute } from "@hono/zod-openapi";

import { findOrder, type ListedOrder } from "../../db/list-orders.ts";
import { dryRun } from "../../shipping/judge/dry-run.ts";
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
	const { setup, orders, clock } = c.var.services;
	const ready = Map.groupBy(
		listed.filter(({ state }) => state === "ready"),
		({ divisionId }) => divisionId,
	);
	const outlooks = await Promise.all(
		[...ready].map(async ([divisionId, own]) => {
			const division = await setup.divisions.find(divisionId);
			return division === undefined
				? new Map<string, Outlook>()
				: planOrders(
						division,
						own.map(({ id }) => id),
						{ orders, clock },
					);
		}),
	);
	return new Map(outlooks.flatMap((found) => [...found]));
}
