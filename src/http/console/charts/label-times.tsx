import {
	LABEL_TIME_SECONDS,
	LABEL_TIME_STEPS,
	stepOfShare,
} from "../../../shipping/model/label-times.ts";
import { ChartFrame, NumbersTable, PLOT, round, shortDay, slotWidth } from "./frame.tsx";
import { sum } from "./read-trends.ts";

const SHARES = [
	{ percent: 50, name: "half of the labels", mark: "s-1" },
	{ percent: 95, name: "95 of 100", mark: "s-3" },
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
		SHARES.map(({ percent }) => stepOfShare(counts, percent)),
	);
	const all = Array.from({ length: LABEL_TIME_STEPS }, (_, step) =>
		sum(labelTimes.map((counts) => counts[step] ?? 0)),
	);
	const overall = SHARES.map(({ percent, name }) => `${name} ${within(stepOfShare(all, percent))}`);
	return (
		<>
			<ChartFrame
				label={`Time from an order's reservation to its label over ${days.length} days: ${overall.join(", ")}. The table below has the numbers.`}
				ticks={[0, 2, 4, 6, 8].map((step) => ({ at: heightOf(step), text: shortStep(step) }))}
				days={days}
			>
				{points.map((steps, at) => {
					const [half, most] = steps;
					const x = round(PLOT.left + slot * (at + 0.5));
					return half === undefined || most === undefined ? null : (
						<g>
							<title>{`${shortDay(days[at] ?? "")}: half ${within(half)}, 95 of 100 ${within(most)}`}</title>
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
				{SHARES.map(({ name, mark }, at) => (
					<li>
						<svg viewBox="0 0 10 10" aria-hidden="true">
							<circle cx="5" cy="5" r="4" class={mark} />
						</svg>
						{overall[at] ?? name}
					</li>
				))}
			</ul>
			<NumbersTable
				columns={SHARES.map(({ name }) => name)}
				rows={days.map((day, at) => ({
					day,
					cells: (points[at] ?? []).map((step) => (step === undefined ? "–" : within(step))),
				}))}
				empty="No label was made in this time."
			/>
		</>
	);
}

function within(step: number | undefined): string {
	if (step === undefined) {
		return "–";
	}
	const seconds = LABEL_TIME_SECONDS[step];
	return seconds === undefined ? "over a day" : `within ${inWords(seconds)}`;
}

function shortStep(step: number): string {
	return inWords(LABEL_TIME_SECONDS[step] ?? 0);
}

function inWords(seconds: number): string {
	if (seconds < 60) {
		return `${seconds} s`;
	}
	return seconds < 3_600 ? `${seconds / 60} min` : `${seconds / 3_600} h`;
}
