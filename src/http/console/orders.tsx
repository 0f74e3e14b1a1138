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

const LIST = "/console/orders";

export function orderPages(): Api {
	const routes = newApi();
	routes.get(LIST, showOrders);
	routes.get(`${LIST}.csv`, (c) => answerOrdersCsv(c, filterOf(queryOf(c, FILTERS))));
	routes.get(`${LIST}/:id/plan`, (c) => showOrderPlan(c, c.req.param("id")));
	routes.post(`${LIST}/:id/ship`, (c) =>
		act(c, `${LIST}?state=held_back`, async () => {
			await letGo(c, c.req.param("id"));
			return "It ships with the next poll, which is on its way.";
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
	return showPage(c, { title: "Orders", aside }, (token) => (
		<>
			<Filters path={LIST}>
				<TextFilter
					name="q"
					label="Search"
					value={query.get("q")}
					placeholder="order, tracking number, customer"
				/>
				<ChoiceFilter
					name="state"
					label="State"
					value={query.get("state")}
					options={choices(ORDER_STATES)}
				/>
				<ChoiceFilter
					name="divisionId"
					label="Division"
					value={query.get("divisionId")}
					options={divisionOptions(names)}
				/>
				<TextFilter name="from" label="Seen from" value={query.get("from")} type="date" />
				<TextFilter name="to" label="to" value={query.get("to")} type="date" />
			</Filters>
			<div data-live="orders" data-says={`The list changed; ${items.length} orders on this page.`}>
				{items.length === 0 ? (
					<Nothing>No order matches.</Nothing>
				) : (
					<div class="scroll">
						<table class="list">
							<thead>
								<tr>
									<th>Order</th>
									<th>Customer</th>
									<th>State</th>
									<th>Why, and what to do</th>
									<th>Shipment</th>
									{names.size > 1 ? <th>Division</th> : null}
									<th>Seen first</th>
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
			<td>
				{order.state === "held_back" ? (
					<Reason
						reason={{
							field: "Release",
							message: "A release left this order out.",
							remedy: "Ship it from here, or tick it in the preview of the next release.",
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
			<td>
				{isHeldBack ? (
					<PostForm
						token={token}
						action={`${LIST}/${order.id}/ship`}
						label="Ship it"
						name={`Ship it: order ${order.orderNumber}`}
					/>
				) : null}
				{order.state === "deleted" ? null : (
					<>
						<a href={`${LIST}/${order.id}/packages`}>
							{order.packages === null ? "packages" : `${order.packages.length} packages by hand`}
						</a>{" "}
					</>
				)}
				{order.shipmentIds.length > 0 || order.state === "deleted" ? null : (
					<a
						href={`${LIST}/${order.id}/plan`}
						aria-label={`What would be sent for order ${order.orderNumber}`}
					>
						what would be sent
					</a>
				)}
				{order.shipmentIds.map((id, at) => (
					<>
						<a href={`/console/shipments/${id}`}>
							{order.shipmentIds.length === 1 ? "open" : `no. ${at + 1}`}
						</a>{" "}
					</>
				))}
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
