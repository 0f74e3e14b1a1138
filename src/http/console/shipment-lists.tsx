import { trackingUrl } from "../../shipping/write-back/document-text.ts";
import type { readShipment } from "../api/read-shipments.ts";
import { kilos } from "./parts/amounts.ts";
import { At, Badge, Nothing, words } from "./parts/texts.tsx";
import { t } from "./texts/t.ts";

/** What a shipment is made of, one list each. */

export type Shipment = Awaited<ReturnType<typeof readShipment>>;

export function Packages({ shipment }: { shipment: Shipment }) {
	if (shipment.packages.length === 0) {
		return <Nothing>{t.shipments.itHasNoPackages}</Nothing>;
	}
	return (
		<table>
			<tbody>
				{shipment.packages.map(({ sequence, trackingNumber, weightGrams, trackingState }) => (
					<tr>
						<td>{sequence}</td>
						<td class="mono">
							{trackingNumber === null ? (
								<span class="quiet">{t.common.noNumberYet}</span>
							) : (
								<a href={trackingUrl(trackingNumber)} rel="noreferrer" target="_blank">
									{trackingNumber}
								</a>
							)}
						</td>
						<td>{trackingState === null ? null : <Badge value={trackingState} />}</td>
						<td class="number">{kilos(weightGrams, 2)}</td>
					</tr>
				))}
			</tbody>
		</table>
	);
}

export function Documents({ shipment }: { shipment: Shipment }) {
	if (shipment.documents.length === 0) {
		return <Nothing>{t.shipments.noneYet}</Nothing>;
	}
	return (
		<table>
			<tbody>
				{shipment.documents.map(({ id, kind, contentType, bytes }) => (
					<tr>
						<td>
							<a href={`/console/documents/${id}/open`} target="_blank">
								{t.common.open} {words(kind)}
							</a>
						</td>
						<td class="quiet">{contentType}</td>
						<td class="number">{Math.ceil(bytes / 1_024)} KB</td>
					</tr>
				))}
			</tbody>
		</table>
	);
}

export function Lines({ shipment }: { shipment: Shipment }) {
	if (shipment.orders.every((order) => order.lines.length === 0)) {
		return <Nothing>{t.shipments.noneYetTheyAre}</Nothing>;
	}
	return (
		<table>
			<tbody>
				{shipment.orders.flatMap((order) =>
					order.lines.map(({ lineNumber, itemCode, quantity }) => (
						<tr>
							<td>{lineNumber}</td>
							<td class="mono">{itemCode ?? "–"}</td>
							<td class="number">× {quantity}</td>
						</tr>
					)),
				)}
			</tbody>
		</table>
	);
}

export function Events({ shipment }: { shipment: Shipment }) {
	if (shipment.events.length === 0) {
		return <Nothing>{t.shipments.noScanYet}</Nothing>;
	}
	return (
		<ol class="events">
			{shipment.events.map(({ at, code, description, location }) => (
				<li>
					<At iso={at} /> {description} <span class="quiet">{location}</span>{" "}
					<span class="quiet small">{code}</span>
				</li>
			))}
		</ol>
	);
}

export function Attempts({ shipment }: { shipment: Shipment }) {
	if (shipment.attempts.length === 0) {
		return <Nothing>{t.shipments.fedexWasNotAsked}</Nothing>;
	}
	return (
		<div class="scroll">
			<table class="list">
				<thead>
					<tr>
						<th>{t.shipments.no}</th>
						<th>{t.shipments.reference}</th>
						<th>{t.common.state}</th>
						<th>{t.shipments.atFedex}</th>
						<th>{t.common.began}</th>
						<th>{t.shipments.ended}</th>
					</tr>
				</thead>
				<tbody>
					{shipment.attempts.map(({ number, reference, state, startedAt, endedAt, ...rest }) => (
						<tr>
							<td>{number}</td>
							<td class="mono">{reference}</td>
							<td>
								<Badge value={state} />
							</td>
							<td class="mono">{rest.trackingNumbers.join(" ")}</td>
							<td>
								<At iso={startedAt} />
							</td>
							<td>
								<At iso={endedAt} />
							</td>
						</tr>
					))}
				</tbody>
			</table>
		</div>
	);
}
