import type { DemoDivision } from "../../../src/tools/start/connect.ts";
import { twinGet } from "../../../src/tools/start/twin.ts";
import { signedBody } from "../../exact/signed-webhook.ts";
import { URLS } from "../addresses.ts";
import type { Run, Scenario } from "../scenario.ts";
import { releaseAll } from "../settle.ts";
import { addOrders, countCalls } from "../twin-controls.ts";

const HINTS = 1_000;
const AT_ONCE = 50;
const MINUTE_MS = 60_000;

export const hints: Scenario = {
	name: "hints",
	part: "quick",
	load: 2,
	title:
		"Exact's webhooks forged, repeated, out of order, missing; 1,000 hints in a minute for one division",
	async run(run) {
		await run.world.begin({ orders: run.isLong ? 400 : 60, seed: run.seed });
		await releaseAll(run.world);
		await run.settle();
		const sender = await hintSender(run, "nl");
		const forged = await Promise.all([
			sender.send("a", { secret: "not-the-secret" }),
			sender.send("b", { clientId: "00000000-0000-4000-8000-000000000000" }),
			sender.send("c", { division: 999_999 }),
		]);
		const believed = forged.filter((status) => status !== 401).length;
		run.check("forged hints that were believed", believed, believed === 0);
		const repeated = await Promise.all(
			["d", "e", "d", "e", "d", "d"].map((key) => sender.send(key, {})),
		);
		const refused = repeated.filter((status) => status !== 202 && status !== 200).length;
		run.check("repeated and reordered hints that were refused", refused, refused === 0);
		await untilQuiet(run);

		const before = await sender.polls();
		const since = await run.world.now();
		let taken = 0;
		for (let at = 0; at < HINTS; at += AT_ONCE) {
			const statuses = await Promise.all(
				Array.from({ length: AT_ONCE }, (_, index) => sender.send(`n${at + index}`, {})),
			);
			taken += statuses.filter((status) => status === 202).length;
		}
		const spentMs = (await run.world.now()) - since;
		await untilQuiet(run);
		const polls = (await sender.polls()) - before;
		run.check(
			`of ${HINTS} hints taken in ${Math.round(spentMs / 1_000)} s`,
			taken,
			taken === HINTS,
		);
		run.check(
			"polls that they cost",
			polls,
			polls > 0 && polls <= Math.max(2, Math.ceil(spentMs / MINUTE_MS) + 1),
		);

		// Nobody answers the hints of these; the schedule finds them.
		await run.world.setPlan({
			seed: run.seed,
			rules: [{ calls: "^request: d1", when: "before", rate: 1 }],
		});
		await addOrders(run.world, 3);
		await new Promise((resolve) => setTimeout(resolve, 1_800));
		await run.world.setPlan({ seed: run.seed, rules: [] });
		await run.settle();
	},
};

/** What the hints asked for has been read. */
async function untilQuiet(run: Run): Promise<void> {
	run.world.readBy = (await run.world.now()) + 2 * MINUTE_MS;
	await run.settle();
}

async function hintSender(run: Run, region: string) {
	const { divisions } = await twinGet<{ divisions: DemoDivision[] }>(URLS.exact, "demo");
	const demo = divisions.find(({ connection }) => connection.region === region);
	const own = run.world.divisions.find((division) => division.region === region);
	if (demo === undefined || own === undefined) {
		throw new Error(`the demo has no division of ${region}`);
	}
	return {
		/** The feed's first page is read once a poll. */
		polls: () => countCalls("exact", "read.SalesOrderHeaders", `${region}/${own.code}`),
		async send(
			key: string,
			change: { secret?: string; clientId?: string; division?: number },
		): Promise<number> {
			const content = JSON.stringify({
				Topic: "SalesOrders",
				ClientId: change.clientId ?? demo.connection.clientId,
				Division: change.division ?? own.code,
				Action: "Update",
				Key: key.padStart(36, "0"),
				ExactOnlineEndpoint: "https://start.exactonline.nl/",
				EventCreatedOn: "2026-11-20T10:00:00.000",
			});
			const response = await fetch(`${URLS.worker}/webhooks/exact/${own.connectionId}`, {
				method: "POST",
				headers: { "content-type": "application/json" },
				body: await signedBody(content, change.secret ?? demo.connection.webhookSecret),
			});
			await response.body?.cancel();
			return response.status;
		},
	};
}
