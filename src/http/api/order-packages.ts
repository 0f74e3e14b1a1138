import { createRoute, z } from "@hono/zod-openapi";

import { enterPackages, findToPack } from "../../shipping/judge/enter-packages.ts";
import type { EnteredPackage } from "../../shipping/model/entered-packages.ts";
import { centimetres } from "../../shipping/model/settings/parts.ts";
import { type Api, changeOf, type HttpContext, newApi } from "../context.ts";
import { orderSchema, readOrder } from "./orders.ts";
import { body, changeProblems, json, secured } from "./route-parts.ts";
import { idParams } from "./schemas.ts";

/** As many as FedEx takes in one shipment. */
export const MAX_PACKAGES = 300;

export const enteredPackageSchema = z
	.strictObject({
		weightGrams: z.int().min(1).max(1_000_000).openapi({ description: "Goods and box." }),
		type: z.string().trim().min(1).max(20).nullable().default(null),
		dimensions: z
			.strictObject({ lengthCm: centimetres, widthCm: centimetres, heightCm: centimetres })
			.nullable()
			.default(null),
		contents: z
			.array(
				z.strictObject({
					exactLineId: z.guid(),
					quantity: z.number().positive().max(1_000_000_000),
				}),
			)
			.min(1)
			.max(999)
			.nullable()
			.default(null),
	})
	.refine(({ type, dimensions }) => type === null || dimensions === null, {
		path: ["dimensions"],
		error: "is given by the package type; name one of the two",
	})
	.openapi("EnteredPackage");

const enter = createRoute({
	method: "put",
	path: "/orders/{id}/packages",
	tags: ["Orders"],
	summary: "Say how the next shipment of an order is packed; null packs it by the settings again",
	...secured("operate"),
	request: {
		params: idParams,
		body: body(
			z
				.strictObject({
					packages: z.array(enteredPackageSchema).min(1).max(MAX_PACKAGES).nullable(),
				})
				.openapi("EnteredPackages"),
		),
	},
	responses: { 202: json(orderSchema, "The next poll plans with them."), ...changeProblems },
});

export function orderPackageRoutes(): Api {
	const api = newApi();
	api.openapi(enter, async (c) => {
		const { id } = c.req.valid("param");
		await pack(c, id, c.req.valid("json").packages);
		return c.json(await readOrder(c, id), 202);
	});
	return api;
}

export async function pack(
	c: HttpContext,
	id: string,
	packages: EnteredPackage[] | null,
): Promise<void> {
	await enterPackages(id, packages, changeOf(c), depsOf(c));
}

/** What packages can be entered for. @throws AppError `order.packages_too_late` */
export function readToPack(c: HttpContext, id: string) {
	return findToPack(id, depsOf(c));
}

function depsOf(c: HttpContext) {
	const { divisions, orders, setup, wakeUps } = c.var.services;
	return { setup: setup.orders, orders, divisions, wakeUps };
}
