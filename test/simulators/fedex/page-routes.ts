import type { Context, Hono } from "hono";
import { html } from "hono/html";

import { pageStyle } from "./page-style.ts";
import type { FedexTwinParts } from "./parts.ts";
import type { ShipmentRecord } from "./shipment-record.ts";
import { toShipmentView } from "./shipment-view.ts";

const SHOWN_SHIPMENTS = 100;

export function addPageRoutes(app: Hono, parts: FedexTwinParts): void {
	const show = (context: Context) => context.html(drawPage(parts));
	app.get("/", show);
	app.get("/_twin", show);
}

function drawPage(parts: FedexTwinParts) {
	const shipments = parts.shipments.list();
	const latest = shipments.slice(-SHOWN_SHIPMENTS).toReversed();
	const now = new Date(parts.clock.now());
	return html`<!doctype html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<meta http-equiv="refresh" content="5" />
				<title>Simulated FedEx</title>
				<style>
					${pageStyle}
				</style>
			</head>
			<body>
				<header>
					<h1>Simulated FedEx</h1>
					<p>It is <time datetime="${now.toISOString()}">${toMinute(now)} UTC</time> here.</p>
				</header>
				${drawTiles(parts, shipments)}
				<main>
					<section>
						<h2>Shipments</h2>
						${
							latest.length === 0
								? html`<p class="empty">No shipment has been made yet.</p>`
								: drawShipments(parts, latest)
						}
					</section>
					<div class="columns">
						${drawCounts("Token requests by credential", tokenCounts(parts))}
						${drawCounts("Broken rules", parts.log.summary().broken)}
					</div>
				</main>
			</body>
		</html>`;
}

function drawTiles(parts: FedexTwinParts, shipments: ShipmentRecord[]) {
	const cancelled = shipments.filter((shipment) =>
		shipment.pieces.every((piece) => piece.cancelledAt !== null),
	).length;
	const penaltyEndsAt = parts.tokenLimit.penaltyEndsAt();
	const tiles: [string, string | number][] = [
		["shipments", shipments.length],
		["cancelled", cancelled],
		["pieces", shipments.reduce((sum, shipment) => sum + shipment.pieces.length, 0)],
		["creating now", parts.inFlight.running()],
		["token penalty", penaltyEndsAt === 0 ? "none" : `until ${toTime(new Date(penaltyEndsAt))}`],
		["faults on", parts.faults.list().length],
	];
	return html`<dl class="tiles">
		${tiles.map(
			([name, value]) =>
				html`<div>
					<dt>${name}</dt>
					<dd>${value}</dd>
				</div>`,
		)}
	</dl>`;
}

function drawShipments(parts: FedexTwinParts, shipments: ShipmentRecord[]) {
	return html`<div class="scroll">
		<table>
			<thead>
				<tr>
					<th>Made at (UTC)</th>
					<th>Account</th>
					<th>Reference</th>
					<th>Tracking number</th>
					<th>To</th>
					<th>Service</th>
					<th>State</th>
					<th>Label</th>
				</tr>
			</thead>
			<tbody>
				${shipments.map((shipment) => drawShipment(parts, shipment))}
			</tbody>
		</table>
	</div>`;
}

function drawShipment(parts: FedexTwinParts, shipment: ShipmentRecord) {
	const view = toShipmentView(parts, shipment);
	const [master = "", ...others] = view.trackingNumbers;
	return html`<tr class="${view.cancelledAt === null ? "" : "cancelled"}">
		<td>${toMinute(new Date(shipment.createdAt))}</td>
		<td class="number">${view.account}</td>
		<td>${view.reference}</td>
		<td class="number">${master}${others.length === 0 ? "" : ` +${others.length}`}</td>
		<td>${view.recipientCountry}</td>
		<td>${view.serviceType}</td>
		<td><span class="state">${view.state}</span></td>
		<td><a href="/_twin/shipments/${view.id}/label">PDF</a></td>
	</tr>`;
}

function drawCounts(title: string, counts: Record<string, number>) {
	const entries = Object.entries(counts);
	return html`<section>
		<h2>${title}</h2>
		${
			entries.length === 0
				? html`<p class="empty">None.</p>`
				: html`<table>
						<tbody>
							${entries.map(
								([name, count]) =>
									html`<tr>
										<td>${name}</td>
										<td class="count">${count}</td>
									</tr>`,
							)}
						</tbody>
					</table>`
		}
	</section>`;
}

function tokenCounts(parts: FedexTwinParts): Record<string, number> {
	const counts = Object.entries(parts.log.summary().counts).flatMap(([key, count]) =>
		key.endsWith(" token") ? [[key.slice(0, -" token".length), count] as const] : [],
	);
	return Object.fromEntries(counts);
}

function toMinute(date: Date): string {
	return date.toISOString().slice(0, 16).replace("T", " ");
}

function toTime(date: Date): string {
	return date.toISOString().slice(11, 16);
}
