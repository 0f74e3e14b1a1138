import type { FreshnessKind } from "../../shipping/model/freshness.ts";
import type { Freshness } from "../api/freshness.ts";
import { Card, Nothing } from "./parts/texts.tsx";
import { t } from "./texts/t.ts";

const names = (): Readonly<Record<FreshnessKind, string>> => ({
	"pick-up": t.overview.pickUpKnownHere,
	"in-transit": t.overview.onTheWayKnownHere,
	"out-for-delivery": t.overview.outForDeliveryKnownHere,
	"scan-to-exact": t.overview.scanToldInExact,
	"label-to-document": t.overview.labelToDocument,
});

/** How long it takes until something is known, and what that costs. */
export function FreshnessCard({ freshness }: { freshness: Freshness }) {
	const { days, waits, shipments, trackCallsPerParcel, exactCallsPerShipment: calls } = freshness;
	return (
		<Card title={t.overview.freshnessOfDays(days)}>
			{waits.length === 0 ? (
				<Nothing>{t.overview.nothingScannedYet}</Nothing>
			) : (
				<table>
					<thead>
						<tr>
							<th scope="col">{t.overview.knownAfter}</th>
							<th scope="col" class="end">
								{t.overview.half}
							</th>
							<th scope="col" class="end">
								{t.overview.ninetyFiveOf100}
							</th>
						</tr>
					</thead>
					<tbody>
						{waits.map(({ kind, p50Minutes, p95Minutes }) => (
							<tr>
								<td>{names()[kind]}</td>
								<td class="end">{inWords(p50Minutes)}</td>
								<td class="end">{inWords(p95Minutes)}</td>
							</tr>
						))}
					</tbody>
				</table>
			)}
			{shipments === 0 ? null : (
				<p class="hint">
					{t.overview.callsPerShipment(trackCallsPerParcel, calls.read, calls.post, calls.update)}
				</p>
			)}
		</Card>
	);
}

function inWords(minutes: number): string {
	return minutes < 1
		? t.overview.underAMinute
		: minutes < 120
			? t.overview.minutes(Math.round(minutes))
			: t.overview.hours(Math.round(minutes / 6) / 10);
}
