import type { z } from "@hono/zod-openapi";

import { releaseDivision } from "../../shipping/operate/release-division.ts";
import type { Division } from "../../shipping/ports/divisions.ts";
import { requireFound } from "../../shipping/refusals.ts";
import { type previewSchema, readPreview } from "../api/orders.ts";
import { type Api, changeOf, type HttpContext, newApi } from "../context.ts";
import { releaseDeps } from "../release-deps.ts";
import { act } from "./act.ts";
import { readForm } from "./form.ts";
import { showPage } from "./page.tsx";
import { kilos } from "./parts/amounts.ts";
import { TokenField } from "./parts/forms.tsx";
import { IfMay } from "./parts/may.tsx";
import { packagesInWords, PlanLine } from "./parts/plan-line.tsx";
import { oneOf } from "./parts/query.ts";
import { At, Card, Nothing, Reason, words } from "./parts/texts.tsx";
import { t } from "./texts/t.ts";

type Previewed = z.infer<typeof previewSchema>;

/** More orders than these are not ticked one by one: the page says so and offers them as a whole. */
const SHOWN_MAX = 1_000;
const PAGE_ROWS = 200;

export function previewPages(): Api {
	const routes = newApi();
	routes.get("/console/divisions/:id/preview", (c) => showPreview(c, c.req.param("id")));
	routes.post("/console/divisions/:id/release", async (c) => {
		const id = c.req.param("id");
		const form = await readForm(c);
		const mode = oneOf(["live", "shadow"], form.text("mode") ?? null) ?? "shadow";
		const orders = form.has("all") ? ("all" as const) : form.all("order");
		const path = `/console/divisions/${id}`;
		const target = { path: `${path}/preview` };
		return act(
			c,
			() => target.path,
			async () => {
				const opening = { mode, orders };
				const { name } = await releaseDivision(id, opening, changeOf(c), releaseDeps(c));
				target.path = path;
				return releasedText(name, mode, orders);
			},
		);
	});
	return routes;
}

function releasedText(name: string, mode: "live" | "shadow", orders: "all" | readonly string[]) {
	const what =
		orders === "all" ? t.orders.allReadyOrders : t.orders.ofThePreviewedOrders(orders.length);
	return mode === "live"
		? t.orders.isLiveAndShips(name, what)
		: t.orders.runsInShadowWith(name, what);
}

async function readAll(c: HttpContext, id: string) {
	const items: Previewed[] = [];
	let cursor: string | undefined;
	do {
		const page = await readPreview(c, id, { limit: PAGE_ROWS, cursor });
		items.push(...page.items);
		cursor = page.nextCursor ?? undefined;
	} while (cursor !== undefined && items.length < SHOWN_MAX);
	return { items, hasMore: cursor !== undefined };
}

async function showPreview(c: HttpContext, id: string): Promise<Response> {
	const found = await c.var.services.setup.divisions.find(id);
	const division = requireFound("division", id, found);
	const { items, hasMore } = await readAll(c, id);
	const isOpen = isReleasable(division) && division.lastPollAt !== null;
	const ready = items.filter((item) => item.ready);
	const others = items.filter((item) => !item.ready);
	const path = `/console/divisions/${id}`;
	const trail = [
		{ path: "/console/divisions", label: t.common.divisions },
		{ path, label: division.name },
	];
	return showPage(c, { title: t.common.previewAndRelease, trail }, (token) => (
		<>
			<Introduction division={division} />
			<form method="post" action={`${path}/release`}>
				<TokenField token={token} />
				<Card
					title={t.orders.wouldShip(ready.length)}
					aside={
						<IfMay post={`${path}/release`}>
							<span class="actions">
								<button class="primary" name="mode" value="live" disabled={!isOpen}>
									{t.orders.goLiveWithThe}
								</button>
								<button name="mode" value="shadow" disabled={!isOpen}>
									{t.orders.tryInShadow}
								</button>
							</span>
						</IfMay>
					}
				>
					<p class="hint">{t.orders.goingLiveBuysFedex}</p>
					{hasMore ? (
						<label class="tick">
							<input type="checkbox" name="all" value="all" />
							{t.orders.thereAreMoreThan} {SHOWN_MAX} {t.orders.ordersReleaseAllThat}
						</label>
					) : null}
					<Totals rows={ready} />
					{ready.length === 0 ? (
						<Nothing>{t.orders.noOrderIsReady}</Nothing>
					) : (
						<Ready rows={ready} />
					)}
				</Card>
			</form>
			<Card title={t.orders.wouldNotShip(others.length)}>
				{others.length === 0 ? (
					<Nothing>{t.orders.everyOpenOrderIs}</Nothing>
				) : (
					<Others rows={others} />
				)}
			</Card>
		</>
	));
}

function isReleasable({ mode }: Division): boolean {
	return mode === "hold" || mode === "shadow";
}

function Introduction({ division }: { division: Division }) {
	if (!isReleasable(division)) {
		return (
			<div class="notice paused" role="status">
				<p>
					{t.orders.theDivisionIs} {words(division.mode)}
					{t.orders.soThereIsNothing}
				</p>
			</div>
		);
	}
	if (division.lastPollAt === null) {
		return (
			<div class="notice paused" role="status">
				<p>{t.orders.theDivisionWasNot}</p>
			</div>
		);
	}
	return (
		<p class="quiet lead">
			{t.orders.asReadAt} <At ms={division.lastPollAt} />
			{t.orders.onlyTickedOrdersShip}
		</p>
	);
}

function Ready({ rows }: { rows: readonly Previewed[] }) {
	return (
		<div class="scroll">
			<table class="list flows ticked">
				<thead>
					<tr>
						<th class="tick-cell">
							<input
								type="checkbox"
								checked
								data-tick-all="order"
								aria-label={t.orders.tickAll}
								hidden
							/>
						</th>
						<th>{t.common.order}</th>
						<th>{t.common.customer}</th>
						<th>{t.orders.byWord}</th>
					</tr>
				</thead>
				<tbody>
					{rows.map(({ orderId, orderNumber, customer, deliveries, plan }) => (
						<tr>
							<td class="tick-cell">
								<input type="checkbox" name="order" value={orderId} checked id={`o-${orderId}`} />
							</td>
							<td class="mono">
								<label for={`o-${orderId}`}>{orderNumber}</label>
								{deliveries.length === 0 ? null : (
									<span class="quiet">
										{" "}
										{t.orders.delivery} {deliveries.join(", ")}
									</span>
								)}
							</td>
							<td>{customer}</td>
							<td class="whole">
								{plan === null ? null : <PlanLine plan={plan} />}
								<a href={`/console/orders/${orderId}/plan`}>{t.common.whatWouldBeSent}</a>
							</td>
						</tr>
					))}
				</tbody>
			</table>
		</div>
	);
}

/** All that would be sent, and how much of it by which service. */
function Totals({ rows }: { rows: readonly Previewed[] }) {
	const plans = rows.flatMap(({ plan }) => plan ?? []);
	const services = [...Map.groupBy(plans, ({ service }) => service)];
	const sumOf = (pick: (plan: (typeof plans)[number]) => number) =>
		plans.reduce((sum, plan) => sum + pick(plan), 0);
	return plans.length === 0 ? null : (
		<p>
			{packagesInWords(sumOf(({ packages }) => packages))},{" "}
			{kilos(sumOf(({ weightGrams }) => weightGrams))}:{" "}
			{services.map(([service, own]) => t.orders.byToo(own.length, service)).join(", ")}.
		</p>
	);
}

function Others({ rows }: { rows: readonly Previewed[] }) {
	return (
		<div class="scroll">
			<table class="list flows">
				<thead>
					<tr>
						<th>{t.common.order}</th>
						<th>{t.common.customer}</th>
						<th>{t.common.whyAndWhatTo}</th>
					</tr>
				</thead>
				<tbody>
					{rows.map(({ orderNumber, customer, reasons }) => (
						<tr>
							<td class="mono">{orderNumber}</td>
							<td>{customer}</td>
							<td class="whole">
								{reasons.map((reason) => (
									<Reason reason={reason} />
								))}
							</td>
						</tr>
					))}
				</tbody>
			</table>
		</div>
	);
}
