import type { Context } from "hono";

import { ExactError } from "./errors.ts";
import type { Twin } from "./twin.ts";

/** Where a person who follows the console's link to an order lands: at that order on the simulator's page. */
export function openOrderPage(twin: Twin, c: Context): Response {
	const id = (c.req.query("ID") ?? "").replaceAll(/[{}]/g, "").toLowerCase();
	for (const admin of twin.site.allAdministrations()) {
		const order = admin.orders.get(id);
		if (order !== undefined && String(admin.division.code) === c.req.query("_Division_")) {
			return c.redirect(`/?q=${order.OrderNumber}`, 303);
		}
	}
	throw new ExactError(404, "There is no such sales order.", { rule: "unknown-endpoint" });
}
