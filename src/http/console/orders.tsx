import { ORDER_STATES } from "../../shipping/model/order-states.ts";
import { letGo, readOrders } from "../api/orders.ts";
import { type Api, type HttpContext, newApi } from "../context.ts";
import { act } from "./act.ts";
import { CsvLink } from "./csv/csv-link.tsx";
import { answerOrdersCsv } from "./csv/orders-csv.ts";
import { showOrderPlan } from "./order-plan.tsx";
import { showPage } from "./page.tsx";
import { AddressVerdict } from "./parts/address-verdict.tsx";
import { DecisionNote } from "./parts/decision.tsx";
import { divisionNames, divisionOptions } from "./parts/division-names.ts";
import { ChoiceFilter, choices, Filters, TextFilter } from "./parts/filters.tsx";
import { PostForm } from "./parts/forms.tsx";
import { PlanLine } from "./parts/plan-line.tsx";
import { oneOf, pageOf, periodOf, queryOf } from "./parts/query.ts";
import { At, Badge, Nothing, Pager, Reason } from "./parts/texts.tsx";
import { t } from "./texts/t.ts";

const LIST = "/console/orders";

export function orderPages(): Api {
	const routes = newApi();
	routes.get(LIST, showOrders);
	routes.get(`${LIST}.csv`, (c) => answerOrdersCsv(c, filterOf(queryOf(c, FILTERS))));
	routes.get(`${LIST}/:id/plan`, (c) => showOrderPlan(c, c.req.param("id")));
	routes.post(`${LIST}/:id/ship`, (c) =>
		act(c, `${LIST}?state=held_back`, async () => {
			await letGo(c, c.req.param("id"));
			return t.common.itShipsWithThe;
		}),
	);
	return routes;
}

type Order = Awaited<ReturnType<typeof readOrders>>["items"][number];

const FILTERS = ["divisionId", "state", "q", "from", "to"];

function filterOf(query: URLSearchParams) {
	return {
		divisionId: query.get("divisionId") ?? undefined,
		state: oneOf(ORDER_STATES, query.get("state")),
		q: query.get("q") ?? undefined,
		...periodOf(query),
	};
}

async function showOrders(c: HttpContext): Promise<Response> {
	const query = queryOf(c, FILTERS);
	const filter = filterOf(query);
	const [{ items, nextCursor }, names] = await Promise.all([
		readOrders(c, filter, pageOf(query)),
		divisionNames(c),
	]);
	const aside = <CsvLink path={LIST} query={query} />;
	return showPage(c, { title: t.common.orders, aside }, (token) => (
		<>
			<Filters path={LIST}>
				<TextFilter
					name="q"
					label={t.common.search}
					value={query.get("q")}
					placeholder={t.orders.orderTrackingNumberCustomer}
				/>
				<ChoiceFilter
					name="state"
					label={t.common.state}
					value={query.get("state")}
					options={choices(ORDER_STATES)}
				/>
				<ChoiceFilter
					name="divisionId"
					label={t.common.division}
					value={query.get("divisionId")}
					options={divisionOptions(names)}
				/>
				<TextFilter name="from" label={t.orders.seenFrom} value={query.get("from")} type="date" />
				<TextFilter name="to" label={t.orders.toToo} value={query.get("to")} type="date" />
			</Filters>
			<div data-live="orders" data-says={t.orders.theListChangedOrders(items.length)}>
				{items.length === 0 ? (
					<Nothing>{t.orders.noOrderMatches}</Nothing>
				) : (
					<div class="scroll">
						<table class="list flows">
							<thead>
								<tr>
									<th>{t.common.order}</th>
									<th>{t.common.customer}</th>
									<th>{t.common.state}</th>
									<th>{t.common.whyAndWhatTo}</th>
									<th>{t.common.shipment}</th>
									{names.size > 1 ? <th>{t.common.division}</th> : null}
									<th>{t.orders.seenFirst}</th>
								</tr>
							</thead>
							<tbody>
								{items.map((order) => (
									<OrderRow order={order} names={names} token={token} />
								))}
							</tbody>
						</table>
					</div>
				)}
			</div>
			<Pager path={LIST} query={query} nextCursor={nextCursor} />
		</>
	));
}

function OrderRow(props: { order: Order; names: ReadonlyMap<string, string>; token: string }) {
	const { order, names, token } = props;
	const isHeldBack =
		order.state === "held_back" ||
		order.readiness.reasons.some((reason) => reason.code === "order.held_back");
	return (
		<tr>
			<td class="mono">{order.orderNumber}</td>
			<td>{order.customer ?? "–"}</td>
			<td>
				<Badge value={order.state} />
			</td>
			<td class="whole">
				{order.state === "held_back" ? (
					<Reason
						reason={{
							field: t.orders.release,
							message: t.orders.aReleaseLeftThis,
							remedy: t.orders.shipItFromHere,
						}}
					/>
				) : null}
				{order.readiness.reasons.map((reason) => (
					<Reason reason={reason} />
				))}
				{order.plan === null ? null : <PlanLine plan={order.plan} />}
				<DecisionNote decision={order.decision} />
				{order.addressCheck?.isResolved === false ? (
					<p class="small">
						<AddressVerdict check={order.addressCheck} />
					</p>
				) : null}
			</td>
			<td class="ways">
				{order.shipmentIds.map((id, at) => (
					<a href={`/console/shipments/${id}`}>
						{order.shipmentIds.length === 1 ? t.orders.open : t.orders.noToo(at + 1)}
					</a>
				))}
				{isHeldBack ? (
					<PostForm
						token={token}
						action={`${LIST}/${order.id}/ship`}
						label={t.common.shipIt}
						name={t.orders.shipItOrder(order.orderNumber)}
					/>
				) : null}
				{order.state === "deleted" ? null : (
					<a href={`${LIST}/${order.id}/packages`}>
						{order.packages === null
							? t.orders.packages
							: t.orders.packagesByHand(order.packages.length)}
					</a>
				)}
				{order.shipmentIds.length > 0 || order.state === "deleted" ? null : (
					<a
						href={`${LIST}/${order.id}/plan`}
						aria-label={t.orders.whatWouldBeSent(order.orderNumber)}
					>
						{t.common.whatWouldBeSent}
					</a>
				)}
			</td>
			{names.size > 1 ? (
				<td class="quiet">{names.get(order.divisionId) ?? order.divisionId}</td>
			) : null}
			<td>
				<At iso={order.firstSeenAt} />
			</td>
		</tr>
	);
}
