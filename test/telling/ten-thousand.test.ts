import { sql } from "drizzle-orm";
import { expect, it } from "vitest";

import { tellingWorld } from "./telling-world.ts";

const START = Date.parse("2026-11-23T09:00:00Z");
const EVENTS = 10_000;

/** The same coin in every run. */
function coin(seed: number): () => boolean {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state >>> 31 === 1;
	};
}

it(
	"of 10,000 events each comes at least once under its id, and each mail once, though every other try fails",
	{ timeout: 300_000 },
	async () => {
		const fails = coin(7);
		const isLate = coin(11);
		const taken = new Map<string, { times: number; body: string }>();
		const mailed = new Map<string, number>();
		let tries = 0;
		let mailTries = 0;
		const world = await tellingWorld(START, {
			receive: ({ id, body }) => {
				tries += 1;
				const isFailing = fails();
				// Half of the failures happen after the receiver has stored it: the answer is what is lost.
				if (!isFailing || isLate()) {
					const known = taken.get(id) ?? { times: 0, body };
					expect(body).toBe(known.body);
					taken.set(id, { times: known.times + 1, body });
				}
				if (isFailing) {
					if (isLate()) {
						throw new TypeError("the connection was lost");
					}
					return new Response(null, { status: 500 });
				}
				return new Response(null, { status: 204 });
			},
			takeMail: ({ to }) => {
				mailTries += 1;
				if (fails()) {
					throw Object.assign(new Error("slow down"), { code: "E_RATE_LIMIT_EXCEEDED" });
				}
				mailed.set(String(to[0]), (mailed.get(String(to[0])) ?? 0) + 1);
			},
		});
		const endpointId = await world.addEndpoint(["shipment.labelled"]);
		const division = await world.addDivision({ labelMade: true });
		await world.addShipments(division, EVENTS, { email: "each" });
		await world.label(division.divisionId);

		await world.settle(endpointId);

		const events = await world.deps.db.all<{ id: string }>(sql`select id from told_events`);
		expect(events).toHaveLength(EVENTS);
		expect(events.filter(({ id }) => !taken.has(id))).toEqual([]);
		expect(taken.size).toBe(EVENTS);
		expect(mailed.size).toBe(EVENTS);
		expect([...mailed.values()].filter((times) => times !== 1)).toEqual([]);
		expect(
			await world.deps.db.all(
				sql`select state, count(*) as count from webhook_deliveries group by 1`,
			),
		).toEqual([{ state: "taken", count: EVENTS }]);
		expect(
			await world.deps.db.all(sql`select state, count(*) as count from customer_mails group by 1`),
		).toEqual([{ state: "sent", count: EVENTS }]);
		const hours = (world.now() - START) / 3_600_000;
		const most = Math.max(...[...taken.values()].map(({ times }) => times));
		console.log(
			`${EVENTS} events: ${tries} requests, at most ${most} times the same, ${mailTries} mails tried, all within ${hours.toFixed(1)} h`,
		);
		expect(hours).toBeLessThan(24);
	},
);
