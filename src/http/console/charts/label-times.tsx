import {
	LABEL_TIME_SECONDS,
	LABEL_TIME_STEPS,
	stepOfShare,
} from "../../../shipping/model/label-times.ts";
import { t } from "../texts/t.ts";
import { ChartFrame, NumbersTable, PLOT, round, shortDay, slotWidth } from "./frame.tsx";
import { sum } from "./read-trends.ts";

const shares = () =>
	[
		{ percent: 50, name: t.overview.halfOfTheLabels, mark: "s-1" },
		{ percent: 95, name: t.overview.n95Of100, mark: "s-3" },
	] as const;

/** Within which time half and nearly all of a day's labels were made, on a scale of steps. */
export function LabelTimesChart(props: {
	days: readonly string[];
	labelTimes: readonly (readonly number[])[];
}) {
	const { days, labelTimes } = props;
	const slot = slotWidth(days.length);
	const heightOf = (step: number) =>
		PLOT.bottom - ((PLOT.bottom - PLOT.top) * (step + 0.5)) / LABEL_TIME_STEPS;
	const points = labelTimes.map((counts) =>
		shares().map(({ percent }) => stepOfShare(counts, percent)),
	);
	const all = Array.from({ length: LABEL_TIME_STEPS }, (_, step) =>
		sum(labelTimes.map((counts) => counts[step] ?? 0)),
	);
	const overall = shares().map(
		({ percent, name }) => `${name} ${within(stepOfShare(all, percent))}`,
	);
	return (
		<>
			<ChartFrame
				label={t.overview.timeFromAnOrders(days.length, overall.join(", "))}
				ticks={[0, 2, 4, 6, 8].map((step) => ({ at: heightOf(step), text: shortStep(step) }))}
				days={days}
			>
				{points.map((steps, at) => {
					const [half, most] = steps;
					const x = round(PLOT.left + slot * (at + 0.5));
					return half === undefined || most === undefined ? null : (
						<g>
							<title>
								{t.overview.half95Of100(shortDay(days[at] ?? ""), within(half), within(most))}
							</title>
							<line
								x1={x}
								x2={x}
								y1={round(heightOf(half))}
								y2={round(heightOf(most))}
								class="span"
							/>
							<circle cx={x} cy={round(heightOf(most))} r="3.2" class="s-3" />
							<circle cx={x} cy={round(heightOf(half))} r="3.2" class="s-1" />
						</g>
					);
				})}
			</ChartFrame>
			<ul class="legend">
				{shares().map(({ name, mark }, at) => (
					<li>
						<svg viewBox="0 0 10 10" aria-hidden="true">
							<circle cx="5" cy="5" r="4" class={mark} />
						</svg>
						{overall[at] ?? name}
					</li>
				))}
			</ul>
			<NumbersTable
				columns={shares().map(({ name }) => name)}
				rows={days.map((day, at) => ({
					day,
					cells: (points[at] ?? []).map((step) => (step === undefined ? "–" : within(step))),
				}))}
				empty={t.common.noLabelWasMade}
			/>
		</>
	);
}

function within(step: number | undefined): string {
	if (step === undefined) {
		return "–";
	}
	const seconds = LABEL_TIME_SECONDS[step];
	return seconds === undefined ? t.overview.overADay : t.overview.within(inWords(seconds));
}

function shortStep(step: number): string {
	return inWords(LABEL_TIME_SECONDS[step] ?? 0);
}

function inWords(seconds: number): string {
	if (seconds < 60) {
		return `${seconds} s`;
	}
	return seconds < 3_600 ? t.overview.min(seconds / 60) : `${seconds / 3_600} h`;
}
