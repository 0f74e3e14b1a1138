import { createRoute, z } from "@hono/zod-openapi";

import { listConnections } from "../../db/connections.ts";
import { listFedexAccounts } from "../../db/fedex-accounts.ts";
import { listDivisionsInUse } from "../../db/list-divisions.ts";
import { findDue, findOrdersSince, listWorkCounts } from "../../db/status.ts";
import { listSuspensions } from "../../db/suspensions.ts";
import { findPausedAt } from "../../db/system.ts";
import { VERSION } from "../../services.ts";
import { LANES } from "../../shipping/model/call-lanes.ts";
import { LIMITS } from "../../shipping/model/limits.ts";
import { SUSPENDABLE_WORK } from "../../shipping/ports/suspensions.ts";
import { type Api, type HttpContext, newApi } from "../context.ts";
import { type Budget, forecastEnd, readBudgets } from "./division-view.ts";
import { freshnessSchema, readFreshness } from "./freshness.ts";
import { json, readProblems, secured, toInstant, toInstantOrNull } from "./route-parts.ts";
import { instantSchema } from "./schemas.ts";

/** More scopes than these are not looked at one by one: each costs a call to its keeper. */
const SCOPES_MAX = 50;
const COUNTED = ["planned", "creating", "labelled", "blocked", "unknown", "failed"] as const;

const callsSchema = z.object({ read: z.number(), write: z.number() });

const statusSchema = z
	.object({
		version: z.string(),
		now: instantSchema,
		pausedAt: instantSchema.nullable(),
		orders: z.object({ today: z.int() }),
		shipments: z.object({
			planned: z.int(),
			creating: z.int(),
			labelled: z.int(),
			blocked: z.int(),
			unknown: z.int(),
			failed: z.int(),
		}),
		tracking: z.record(z.string(), z.int()),
		writeBacks: z.object({ pending: z.int(), written: z.int(), failed: z.int() }),
		connections: z.array(z.object({ id: z.string(), status: z.string() })),
		budgets: z.array(
			z.object({
				divisionId: z.string(),
				minuteLeft: z.int(),
				dayLeft: z.int(),
				dayLimit: z.int(),
				dayForecastEndsAt: instantSchema.nullable().openapi({
					description: "When the day's calls end at today's pace; null when they last.",
				}),
				dayResetAt: instantSchema,
				waitingLanes: z.array(z.enum(LANES)).openapi({
					description: "What waits for the next day, because the calls left are kept for others.",
				}),
				restingEndpoints: z
					.array(z.object({ endpoint: z.string(), until: instantSchema }))
					.openapi({
						description:
							"What is not called until then, so that its errors do not make Exact block it.",
					}),
				callsToday: callsSchema,
			}),
		),
		fedex: z.array(
			z.object({ host: z.string(), holdUntil: instantSchema.nullable(), tokens: z.int() }),
		),
		suspensions: z
			.array(
				z.object({
					work: z.enum(SUSPENDABLE_WORK),
					scope: z.string(),
					code: z.string(),
					message: z.string(),
					since: instantSchema,
					probeAt: instantSchema,
				}),
			)
			.openapi({
				description:
					"Work that Exact or FedEx refuses as a whole. One call tries it at `probeAt`; then all of it goes on. The scope is a division, or a FedEx account for `track` and `reconcile`.",
			}),
		exactCallsPerOrder: callsSchema,
		freshness: freshnessSchema,
		due: z.object({
			nextAt: instantSchema.nullable(),
			leasedUntil: instantSchema.nullable(),
			now: z.int().openapi({ description: "How many rows are due now." }),
		}),
	})
	.openapi("Status");

const get = createRoute({
	method: "get",
	path: "/status",
	tags: ["Status"],
	summary: "How the whole stands",
	...secured("read"),
	responses: { 200: json(statusSchema, "The status."), ...readProblems },
});

export function statusRoutes(): Api {
	const api = newApi();
	api.openapi(get, async (c) => c.json(await readStatus(c), 200));
	return api;
}

export async function readStatus(c: HttpContext): Promise<z.infer<typeof statusSchema>> {
	const { clock, db } = c.var.services;
	const now = clock.now();
	const page = { limit: SCOPES_MAX - 1, cursor: undefined };
	const [pausedAt, ordersToday, counts, connections, divisions, fedex, due, suspended] =
		await Promise.all([
			findPausedAt(db),
			findOrdersSince(db, now - (now % LIMITS.day)),
			listWorkCounts(db),
			listConnections(db, page),
			listDivisionsInUse(db, SCOPES_MAX),
			readFedexHosts(c),
			findDue(db, now),
			listSuspensions(db, SCOPES_MAX),
		]);
	const budgets = await readBudgets(c, divisions);
	return {
		version: VERSION,
		now: toInstant(now),
		pausedAt: toInstantOrNull(pausedAt),
		orders: { today: ordersToday },
		shipments: countsOf(counts.status),
		tracking: Object.fromEntries(counts.tracking),
		writeBacks: writeBackCounts(counts.writeBacks),
		connections: connections.map(({ id, status }) => ({ id, status })),
		budgets: Array.from(budgets, ([divisionId, budget]) => ({
			divisionId,
			minuteLeft: budget.minuteLeft,
			dayLeft: budget.dayLeft,
			dayLimit: budget.dayLimit,
			dayForecastEndsAt: toInstantOrNull(forecastEnd(budget, now)),
			dayResetAt: toInstant(budget.dayResetAt),
			waitingLanes: budget.waitingLanes,
			restingEndpoints: budget.restingEndpoints.map(({ endpoint, until }) => ({
				endpoint,
				until: toInstant(until),
			})),
			callsToday: budget.callsToday,
		})),
		fedex,
		suspensions: suspended.map(({ kind, since, probeAt, ...rest }) => ({
			...rest,
			work: kind,
			since: toInstant(since),
			probeAt: toInstant(probeAt),
		})),
		exactCallsPerOrder: callsPerOrder([...budgets.values()], ordersToday),
		freshness: await readFreshness(c),
		due: {
			nextAt: toInstantOrNull(due.nextAt),
			leasedUntil: toInstantOrNull(due.leasedUntil),
			now: due.now,
		},
	};
}

function countsOf(status: ReadonlyMap<string, number>) {
	const counts = { planned: 0, creating: 0, labelled: 0, blocked: 0, unknown: 0, failed: 0 };
	for (const name of COUNTED) {
		counts[name] = status.get(name) ?? 0;
	}
	return counts;
}

function writeBackCounts(state: ReadonlyMap<string, number>) {
	const of = (name: string) => state.get(name) ?? 0;
	return {
		pending: of("due") + of("writing") + of("doubtful"),
		written: of("written"),
		failed: of("failed"),
	};
}

/** Today's calls over today's orders, to two decimals; nothing where there was no order. */
function callsPerOrder(budgets: readonly Budget[], orders: number) {
	const perOrder = (kind: "read" | "write") => {
		const calls = budgets.reduce((sum, budget) => sum + budget.callsToday[kind], 0);
		return orders === 0 ? 0 : Math.round((calls / orders) * 100) / 100;
	};
	return { read: perOrder("read"), write: perOrder("write") };
}

/** One keeper a host that accounts are at. */
async function readFedexHosts(c: HttpContext) {
	const { db, fedexSession, setup } = c.var.services;
	const accounts = await listFedexAccounts(db, { limit: SCOPES_MAX - 1, cursor: undefined });
	const hosts = new Set(accounts.map((account) => setup.fedexHost(account.environment)));
	return Promise.all(
		[...hosts].map(async (host) => {
			const { holdUntil, tokens } = await fedexSession(host).status();
			return { host: new URL(host).host, holdUntil: toInstantOrNull(holdUntil), tokens };
		}),
	);
}
