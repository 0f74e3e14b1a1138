import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";

import { openDatabase } from "../../../../src/db/database.ts";
import { listDailyCounts } from "../../../../src/db/list-daily-counts.ts";
import { niceTop } from "../../../../src/http/console/charts/bars.tsx";
import { trendsOf } from "../../../../src/http/console/charts/read-trends.ts";
import { stepOfShare } from "../../../../src/shipping/model/label-times.ts";
import { startOutside } from "../../client.ts";
import { seedDivision } from "../../seeds.ts";
import { Browser } from "../browser.ts";

const DAYS = ["2026-11-21", "2026-11-22", "2026-11-23"];

describe("the counters of a month as charts", () => {
	it("has a row for each day, by division, the busiest first, and nought where nothing was counted", () => {
		const trends = trendsOf(
			DAYS,
			[
				{ day: "2026-11-21", divisionId: "div_1", name: "labels", count: 2 },
				{ day: "2026-11-21", divisionId: "div_2", name: "labels", count: 5 },
				{ day: "2026-11-23", divisionId: "div_1", name: "labels", count: 1 },
				{ day: "2026-11-23", divisionId: "div_1", name: "exception", count: 4 },
				{ day: "2026-11-23", divisionId: "div_1", name: "label_time:1", count: 3 },
				{ day: "2026-11-23", divisionId: "div_1", name: "hint-polls", count: 9 },
			],
			new Map([["div_1", "Noordzee"]]),
		);

		expect(trends.labels).toEqual([
			{ name: "div_2", counts: [5, 0, 0] },
			{ name: "Noordzee", counts: [2, 0, 1] },
		]);
		expect(trends.exceptions).toEqual([0, 0, 4]);
		expect(trends.labelTimes[2]?.slice(0, 3)).toEqual([0, 3, 0]);
	});

	it("puts the smallest of many divisions together", () => {
		const counts = Array.from({ length: 9 }, (_, at) => ({
			day: "2026-11-22",
			divisionId: `div_${at}`,
			name: "labels",
			count: 10 - at,
		}));

		const { labels } = trendsOf(DAYS, counts, new Map());

		expect(labels).toHaveLength(6);
		expect(labels[5]).toEqual({ name: "4 others", counts: [0, 5 + 4 + 3 + 2, 0] });
	});

	it.each([
		[[0, 0, 0], 50, undefined],
		[[1, 1, 0], 50, 0],
		[[1, 1, 8], 50, 2],
		[[90, 5, 5], 95, 1],
		[[90, 4, 6], 95, 2],
	])("of %j labels %i of a hundred are within step %s", (counts, percent, step) => {
		expect(stepOfShare(counts, percent)).toBe(step);
	});

	it.each([
		[0, 2],
		[3, 4],
		[11, 12],
		[120, 120],
		[121, 160],
		[999, 1_000],
	])("ends the axis of %i at %i", (most, top) => {
		expect(niceTop(most)).toBe(top);
	});
});

it("reads the counters by their key, and those of divisions alone", async () => {
	const db = openDatabase(env.DB);
	const plan = await env.DB.prepare(
		`explain query plan select * from daily_counts
			where day >= '2026-10-25' and scope >= 'division:' and scope < 'division;'
			order by day, scope, name`,
	).all<{ detail: string }>();
	expect(plan.results.map(({ detail }) => detail)).toEqual([
		expect.stringMatching(/^SEARCH daily_counts USING INDEX \S+ \(day>\?\)$/),
	]);
	const names = (await listDailyCounts(db, "2000-01-01")).map(({ divisionId }) => divisionId);
	expect(names.filter((name) => name === "")).toEqual([]);
});

describe("the first page", () => {
	it("draws today's labels without script or inline style, and has the numbers as a table", async () => {
		startOutside();
		const browser = await Browser.loggedIn();
		const divisionId = await seedDivision({ name: "Kaap Noord" });
		const today = new Date().toISOString().slice(0, 10);
		await env.DB.prepare(
			"insert into daily_counts (day, scope, name, count) values (?, ?, 'labels', 1234567)",
		)
			.bind(today, `division:${divisionId}`)
			.run();

		const html = await browser.page("/");

		expect(html).toMatch(/<svg[^>]* role="img" aria-label="Labels by day over 30 days: \d+ in all/);
		expect(html).toContain('<td class="number">1234567</td>');
		expect(html).toContain("Kaap Noord");
		expect(html).not.toMatch(/ style="|<style/);
	});
});
