import { LIMITS } from "../../../shipping/model/limits.ts";
import type { WriteCostsView } from "../../api/write-costs.ts";
import { spokenLocale } from "../language.ts";
import { t } from "../texts/t.ts";

const names = () => ({
	"end-state": t.writeCosts.endState,
	milestones: t.writeCosts.milestones,
	"every-scan": t.writeCosts.everyScan,
});

/** Which way of writing to Exact the division's volume affords. */
export function WriteCostsCard({ costs }: { costs: WriteCostsView }) {
	const { labelsOnBusiestDay, days, measured } = costs;
	return (
		<details class="card section" open>
			<summary>
				<h2>{t.writeCosts.title}</h2>
			</summary>
			<p class="hint" id="s-write-costs">
				{t.writeCosts.busiestDay(days, labelsOnBusiestDay, costs.readsADay)}{" "}
				{measured
					? t.writeCosts.measured(oneDigit(costs.milestonesEach), oneDigit(costs.newsEach))
					: t.writeCosts.notMeasured}{" "}
				{t.writeCosts.allowance(whole(LIMITS.exactDayCalls), whole(LIMITS.exactLicenceDayCalls))}
			</p>
			<div class="scroll" tabindex={0}>
				<table class="list">
					<thead>
						<tr>
							<th>{t.writeCosts.what}</th>
							<th>{t.writeCosts.labelAttached}</th>
							<th class="number">{t.writeCosts.callsEach}</th>
							<th class="number">{t.writeCosts.callsThatDay}</th>
							<th class="number">{t.writeCosts.ofDay}</th>
							<th class="number">{t.writeCosts.ofLicence}</th>
							<th class="number">{t.writeCosts.dayEndsAt}</th>
							<th class="number">{t.writeCosts.licenceEndsAt}</th>
						</tr>
					</thead>
					<tbody>
						{costs.policies.map((cost) => (
							<tr>
								<td>
									{cost.isChosen ? (
										<strong>{t.writeCosts.chosen(names()[cost.policy])}</strong>
									) : (
										names()[cost.policy]
									)}
								</td>
								<td>{cost.attachLabel ? t.settings.yes : t.settings.no}</td>
								<td class="number">{oneDigit(cost.callsEach)}</td>
								<td class="number">{whole(cost.callsOnBusiestDay)}</td>
								<td class="number">{share(cost.shareOfDay)}</td>
								<td class="number">{share(cost.shareOfLicence)}</td>
								<td class="number">{whole(cost.labelsUntilDayEnds)}</td>
								<td class="number">{whole(cost.labelsUntilLicenceEnds)}</td>
							</tr>
						))}
					</tbody>
				</table>
			</div>
		</details>
	);
}

function oneDigit(number: number): string {
	return number.toLocaleString(spokenLocale(), { maximumFractionDigits: 1 });
}

function whole(number: number): string {
	return number.toLocaleString(spokenLocale());
}

function share(part: number) {
	const text = `${oneDigit(part * 100)} %`;
	return part > 1 ? <strong>{t.writeCosts.tooMuch(text)}</strong> : text;
}
