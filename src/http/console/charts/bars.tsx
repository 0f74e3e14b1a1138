import { t } from "../texts/t.ts";
import { ChartFrame, NumbersTable, PLOT, round, shortDay, slotWidth } from "./frame.tsx";
import { type Series, sum } from "./read-trends.ts";

/** A bar for each day, one part of it for each series. */
export function BarChart(props: {
	what: string;
	days: readonly string[];
	series: readonly Series[];
	tone?: "bad";
	empty: string;
}) {
	const { what, days, series } = props;
	const totals = days.map((_, at) => sum(series.map(({ counts }) => counts[at] ?? 0)));
	const top = niceTop(Math.max(...totals, 1));
	const slot = slotWidth(days.length);
	const height = (count: number) => ((PLOT.bottom - PLOT.top) * count) / top;
	const classOf = (at: number) => (props.tone === "bad" ? "s-bad" : `s-${at + 1}`);
	const summary = t.overview.byDayOverDays(what, days.length, sum(totals), Math.max(...totals));
	const ticks = [0, top / 2, top].map((count) => ({
		at: PLOT.bottom - height(count),
		text: String(count),
	}));
	return (
		<>
			<ChartFrame label={summary} ticks={ticks} days={days}>
				{days.map((day, at) => {
					let bottom = PLOT.bottom;
					return (
						<g>
							<title>{`${shortDay(day)}: ${totals[at] ?? 0}`}</title>
							{series.map(({ counts }, one) => {
								const part = height(counts[at] ?? 0);
								bottom -= part;
								return part === 0 ? null : (
									<rect
										x={round(PLOT.left + slot * at + 1)}
										y={round(bottom)}
										width={round(slot - 2)}
										height={round(part)}
										class={classOf(one)}
									/>
								);
							})}
						</g>
					);
				})}
			</ChartFrame>
			{series.length > 1 ? (
				<ul class="legend">
					{series.map(({ name }, at) => (
						<li>
							<svg viewBox="0 0 10 10" aria-hidden="true">
								<rect width="10" height="10" rx="2" class={classOf(at)} />
							</svg>
							{name}
						</li>
					))}
				</ul>
			) : null}
			<NumbersTable
				columns={series.map(({ name }) => name)}
				rows={days.map((day, at) => ({ day, cells: series.map(({ counts }) => counts[at] ?? 0) }))}
				empty={props.empty}
			/>
		</>
	);
}

/** Even, so that its half is a whole number too. */
export function niceTop(most: number): number {
	const size = 10 ** Math.floor(Math.log10(Math.max(most, 1)));
	const steps = size === 1 ? [2, 4, 6, 8, 10] : [1, 1.2, 1.6, 2, 3, 4, 6, 8, 10];
	return Math.round((steps.find((step) => step * size >= most) ?? 10) * size);
}
