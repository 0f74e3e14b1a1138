import { LIMITS } from "../../../shipping/model/limits.ts";
import type { WriteCostsView } from "../../api/write-costs.ts";

const NAMES = {
	"end-state": "The label and the end",
	milestones: "The milestones",
	"every-scan": "Every scan",
} as const;

/** Which way of writing to Exact the division's volume affords. */
export function WriteCostsCard({ costs }: { costs: WriteCostsView }) {
	const { labelsOnBusiestDay, days, measured } = costs;
	const day = LIMITS.exactDayCalls.toLocaleString("en");
	const licence = LIMITS.exactLicenceDayCalls.toLocaleString("en");
	return (
		<details class="card section" open>
			<summary>
				<h2>What writing to Exact costs</h2>
			</summary>
			<p class="hint" id="s-write-costs">
				{`On the busiest of the last ${days} days there were ${labelsOnBusiestDay} labels, and reading takes up to ${costs.readsADay} calls a day. ${
					measured
						? `A shipment that arrived had ${oneDigit(costs.milestonesEach)} milestones, and ${oneDigit(costs.newsEach)} looks told something new.`
						: "Nothing has arrived yet, so usual numbers of scans are taken."
				} Exact allows a division ${day} calls a day, and a licence ${licence} over all its divisions and apps.`}
			</p>
			<div class="scroll" tabindex={0}>
				<table class="list">
					<thead>
						<tr>
							<th>What is written</th>
							<th>Label attached</th>
							<th class="number">Calls a shipment</th>
							<th class="number">Calls that day</th>
							<th class="number">Of the day</th>
							<th class="number">Of the licence</th>
							<th class="number">Day ends at labels</th>
							<th class="number">Licence ends at labels</th>
						</tr>
					</thead>
					<tbody>
						{costs.policies.map((cost) => (
							<tr>
								<td>
									{cost.isChosen ? <strong>{NAMES[cost.policy]} (now)</strong> : NAMES[cost.policy]}
								</td>
								<td>{cost.attachLabel ? "yes" : "no"}</td>
								<td class="number">{oneDigit(cost.callsEach)}</td>
								<td class="number">{cost.callsOnBusiestDay.toLocaleString("en")}</td>
								<td class="number">{share(cost.shareOfDay)}</td>
								<td class="number">{share(cost.shareOfLicence)}</td>
								<td class="number">{cost.labelsUntilDayEnds.toLocaleString("en")}</td>
								<td class="number">{cost.labelsUntilLicenceEnds.toLocaleString("en")}</td>
							</tr>
						))}
					</tbody>
				</table>
			</div>
		</details>
	);
}

function oneDigit(number: number): string {
	return (Math.round(number * 10) / 10).toLocaleString("en");
}

function share(part: number) {
	const text = `${Math.round(part * 1_000) / 10} %`;
	return part > 1 ? <strong>{text}: too much</strong> : text;
}
