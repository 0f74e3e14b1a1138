import type { Child } from "hono/jsx";

import { t } from "../texts/t.ts";

/** What the charts share: a drawing without script or inline style, and the same numbers as a table. */
export const WIDTH = 360;
export const HEIGHT = 150;
export const PLOT = { left: 34, top: 8, right: WIDTH - 4, bottom: HEIGHT - 20 };

export function ChartFrame(props: {
	/** What a reader who can't see it is told. */
	label: string;
	ticks: readonly { at: number; text: string }[];
	days: readonly string[];
	children?: Child;
}) {
	const { label, ticks, days } = props;
	const slot = slotWidth(days.length);
	return (
		<svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} class="chart" role="img" aria-label={label}>
			{ticks.map(({ at, text }) => (
				<>
					<line x1={PLOT.left} x2={PLOT.right} y1={round(at)} y2={round(at)} class="grid" />
					<text x={PLOT.left - 5} y={round(at + 3)} text-anchor="end">
						{text}
					</text>
				</>
			))}
			{props.children}
			{[0, Math.floor(days.length / 2), days.length - 1].map((at, place) => (
				<text
					x={round(PLOT.left + slot * (at + 0.5))}
					y={HEIGHT - 5}
					text-anchor={["start", "middle", "end"][place]}
				>
					{shortDay(days[at] ?? "")}
				</text>
			))}
		</svg>
	);
}

export function slotWidth(days: number): number {
	return (PLOT.right - PLOT.left) / Math.max(days, 1);
}

export function round(value: number): number {
	return Math.round(value * 10) / 10;
}

export function shortDay(day: string): string {
	const [, month = "1", date = "1"] = day.split("-");
	return t.charts.day(t.charts.months.split(" ")[Number(month) - 1] ?? "", Number(date));
}

/** The numbers, newest day first; days on which nothing happened are left out. */
export function NumbersTable(props: {
	columns: readonly string[];
	rows: readonly { day: string; cells: readonly (string | number)[] }[];
	empty: string;
}) {
	const rows = props.rows
		.filter(({ cells }) => cells.some((cell) => cell !== 0 && cell !== "–"))
		.toReversed();
	return (
		<details class="numbers">
			<summary>{t.overview.asATable}</summary>
			{rows.length === 0 ? (
				<p class="empty">{props.empty}</p>
			) : (
				<div class="scroll">
					<table>
						<thead>
							<tr>
								<th>{t.overview.dayUtc}</th>
								{props.columns.map((column) => (
									<th class="number">{column}</th>
								))}
							</tr>
						</thead>
						<tbody>
							{rows.map(({ day, cells }) => (
								<tr>
									<td>{shortDay(day)}</td>
									{cells.map((cell) => (
										<td class="number">{cell}</td>
									))}
								</tr>
							))}
						</tbody>
					</table>
				</div>
			)}
		</details>
	);
}
