import type { FreshnessKind } from "../../shipping/model/freshness.ts";
import type { Freshness } from "../api/freshness.ts";
import { Card, Nothing } from "./parts/texts.tsx";

const NAMES: Readonly<Record<FreshnessKind, string>> = {
	"pick-up": "Pick-up scan known here",
	"in-transit": "Scan on the way known here",
	"out-for-delivery": "Scan since out for delivery known here",
	"scan-to-exact": "Scan told in Exact",
	"label-to-document": "Label to its Document in Exact",
};

/** How long it takes until something is known, and what that costs. */
export function FreshnessCard({ freshness }: { freshness: Freshness }) {
	const { days, waits, shipments, trackCallsPerParcel, exactCallsPerShipment: calls } = freshness;
	return (
		<Card title={`Freshness, last ${days} days`}>
			{waits.length === 0 ? (
				<Nothing>Nothing was scanned or written yet.</Nothing>
			) : (
				<table>
					<thead>
						<tr>
							<th scope="col">After</th>
							<th scope="col" class="end">
								half
							</th>
							<th scope="col" class="end">
								95 of 100
							</th>
						</tr>
					</thead>
					<tbody>
						{waits.map(({ kind, p50Minutes, p95Minutes }) => (
							<tr>
								<td>{NAMES[kind]}</td>
								<td class="end">{inWords(p50Minutes)}</td>
								<td class="end">{inWords(p95Minutes)}</td>
							</tr>
						))}
					</tbody>
				</table>
			)}
			{shipments === 0 ? null : (
				<p class="hint">
					FedEx was asked {trackCallsPerParcel} times a parcel. Exact was read {calls.read} times a
					shipment; its Document was posted {calls.post} and updated {calls.update} times.
				</p>
			)}
		</Card>
	);
}

function inWords(minutes: number): string {
	return minutes < 1
		? "under a minute"
		: minutes < 120
			? `${Math.round(minutes)} min`
			: `${Math.round(minutes / 6) / 10} h`;
}
