import { type DailyCount, listDailyCounts } from "../../../db/list-daily-counts.ts";
import { addDays, utcDay } from "../../../lib/days.ts";
import { LABEL_TIME, LABEL_TIME_STEPS } from "../../../shipping/model/label-times.ts";
import type { HttpContext } from "../../context.ts";
import { t } from "../texts/t.ts";

const DAYS = 30;
/** As many as colours can be told apart; the others are one. */
const SERIES_MAX = 6;

export type Series = { name: string; counts: number[] };

export type Trends = {
	/** The last thirty, oldest first. */
	days: string[];
	/** By division, the one with most labels first. */
	labels: Series[];
	exceptions: number[];
	delivered: number[];
	/** Of each day: how many labels were made within each step. */
	labelTimes: number[][];
};

export async function readTrends(
	c: HttpContext,
	names: ReadonlyMap<string, string>,
): Promise<Trends> {
	const { clock, db } = c.var.services;
	const today = utcDay(clock.now());
	const days = Array.from({ length: DAYS }, (_, at) => addDays(today, at + 1 - DAYS));
	const counts = await listDailyCounts(db, days[0] ?? today);
	return trendsOf(days, counts, names);
}

/** Pure: the counters as rows for charts. Days without a counter are nought. */
export function trendsOf(
	days: readonly string[],
	counts: readonly DailyCount[],
	names: ReadonlyMap<string, string>,
): Trends {
	const place = new Map(days.map((day, at) => [day, at]));
	const daily = (rows: readonly DailyCount[]) => {
		const sums = days.map(() => 0);
		for (const { day, count } of rows) {
			const at = place.get(day) ?? -1;
			sums[at] = (sums[at] ?? 0) + count;
		}
		return sums;
	};
	const of = (name: string) => counts.filter((row) => row.name === name);
	const byDivision = Array.from(
		Map.groupBy(of("labels"), (row) => row.divisionId),
		([id, rows]) => ({ name: names.get(id) ?? id, counts: daily(rows) }),
	).toSorted((a, b) => sum(b.counts) - sum(a.counts));
	const steps = Array.from({ length: LABEL_TIME_STEPS }, (_, step) =>
		daily(of(`${LABEL_TIME}${step}`)),
	);
	return {
		days: [...days],
		labels: withOthers(byDivision, days.length),
		exceptions: daily(of("exception")),
		delivered: daily(of("delivered")),
		labelTimes: days.map((_, at) => steps.map((step) => step[at] ?? 0)),
	};
}

function withOthers(series: readonly Series[], days: number): Series[] {
	if (series.length <= SERIES_MAX) {
		return [...series];
	}
	const others = series.slice(SERIES_MAX - 1);
	const counts = Array.from({ length: days }, (_, at) =>
		sum(others.map((one) => one.counts[at] ?? 0)),
	);
	return [...series.slice(0, SERIES_MAX - 1), { name: t.overview.others(others.length), counts }];
}

export function sum(counts: readonly number[]): number {
	return counts.reduce((total, count) => total + count, 0);
}
