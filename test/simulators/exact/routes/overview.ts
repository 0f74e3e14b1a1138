import type { Context } from "hono";
import { html } from "hono/html";

import { type OrderTruth, orderTruths } from "../state/order-truth.ts";
import type { Twin } from "../twin.ts";
import { script, style } from "./overview-assets.ts";
import { drawClock } from "./overview-clock.ts";
import { drawDocuments } from "./overview-documents.ts";

const SHOWN_ORDERS = 40;

const STATUSES: Record<number, string> = {
	12: "open",
	20: "partial",
	21: "complete",
	45: "cancelled",
};

/** The page on which a person watches the twin and turns its few knobs. */
export function overview(twin: Twin, c: Context): Response | Promise<Response> {
	const orders = latest(twin, c.req.query("q"));
	return c.html(
		html`<!doctype html>
			<html lang="en">
				<head>
					<meta charset="utf-8" />
					<meta name="viewport" content="width=device-width" />
					<title>Exact Online, simulated</title>
					<style>
						${style}
					</style>
				</head>
				<body>
					<header>
						<h1>Exact Online <small>simulated</small></h1>
						${drawClock(twin)}
					</header>
					<main>
						<section data-live="divisions">
							<h2>Divisions</h2>
							${divisions(twin)}
						</section>
						<section>
							<h2>Orders</h2>
							<form class="search">
								<input
									name="q"
									placeholder="order number or customer"
									value="${c.req.query("q") ?? ""}"
								/>
							</form>
							<div data-live="orders">${orderTable(orders)}</div>
						</section>
						<section data-live="documents">
							<h2>Documents that arrived</h2>
							${drawDocuments(twin)}
						</section>
						<section data-live="calls">
							<h2>Calls</h2>
							${calls(twin)}
						</section>
					</main>
					<script>
						${script};
					</script>
				</body>
			</html>`,
	);
}

function divisions(twin: Twin) {
	const now = twin.clock.now();
	return html`<div class="scroll" tabindex="0">
		<table>
			<tr>
				<th>Division</th>
				<th>Site</th>
				<th class="number">Orders</th>
				<th class="number">Documents</th>
				<th class="number">Calls left, minute</th>
				<th class="number">day</th>
			</tr>
			${twin.site.allAdministrations().map(({ division, orders, documents }) => {
				const { region, code } = division;
				const app = twin.site.apps.values().find((found) => found.divisions.includes(code));
				const clientId = app?.clientId ?? "";
				const left = twin.limits.left({ region, clientId, division: code }, now);
				return html`<tr>
					<td>${division.name} <small>${code}</small></td>
					<td>${region}</td>
					<td class="number">${orders.size}</td>
					<td class="number">${documents.size}</td>
					<td class="number">${left.minuteLeft}</td>
					<td class="number">${left.dayLeft}</td>
				</tr>`;
			})}
		</table>
	</div>`;
}

function latest(twin: Twin, wanted: string | undefined): OrderTruth[] {
	const text = (wanted ?? "").toLowerCase();
	return twin.site
		.allAdministrations()
		.flatMap(orderTruths)
		.filter((order) => `${order.orderNumber} ${order.customer?.name}`.toLowerCase().includes(text))
		.toSorted((one, other) => other.orderDate.localeCompare(one.orderDate))
		.toSorted((one, other) => Number(one.approvalStatus > 0) - Number(other.approvalStatus > 0))
		.slice(0, SHOWN_ORDERS);
}

function orderTable(orders: OrderTruth[]) {
	return html`<div class="scroll" tabindex="0">
		<table>
			<tr>
				<th>Order</th>
				<th>Site</th>
				<th>Date</th>
				<th>Customer</th>
				<th>Shipping method</th>
				<th>State</th>
				<th>What should become of it</th>
			</tr>
			${orders.map(
				(order) =>
					html`<tr>
						<td>${order.orderNumber}</td>
						<td>${order.region}</td>
						<td>${order.orderDate}</td>
						<td>${order.customer?.name} <small>${order.address?.country}</small></td>
						<td>${order.shippingMethod}</td>
						<td>
							${
								order.approvalStatus === 0
									? html`<button data-approve="${order.orderId}">Approve</button>`
									: STATUSES[order.status]
							}
						</td>
						<td>
							<span class="tag ${order.expected.kind}">${order.expected.kind}</span>
							<small>${order.expected.why}</small>
						</td>
					</tr>`,
			)}
		</table>
	</div>`;
}

function calls(twin: Twin) {
	const { counts, broken } = twin.log.summary();
	const rules = Object.entries(broken);
	return html`<p>
			Broken rules:
			${
				rules.length === 0
					? html`<span class="tag ready">none</span>`
					: rules.map(([rule, count]) => html`<span class="tag blocked">${rule} ${count}</span> `)
			}
		</p>
		<div class="scroll" tabindex="0">
			<table>
				${Object.entries(counts)
					.toSorted(([, one], [, other]) => other - one)
					.map(
						([operation, count]) =>
							html`<tr>
								<td>${operation}</td>
								<td class="number">${count}</td>
							</tr>`,
					)}
			</table>
		</div>`;
}
