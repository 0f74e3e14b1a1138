import { countNotices } from "../notices.ts";
import type { Run, Scenario } from "../scenario.ts";
import { isIdle, releaseAll } from "../settle.ts";
import { addOrders, countCalls, setFaults } from "../twin-controls.ts";

const CALLERS = 50;
/** From here on a refresh is due, and until 600 s the token in hand may be used. */
const REFRESH_DUE_MS = 575_000;
const TOKEN_LIFE_MS = 600_000;

export const grants: Scenario = {
	name: "grants",
	part: "quick",
	load: 2,
	title:
		"50 callers at token expiry (nl), a refresh refused as too early (de), one whose answer is lost and the dead grant after it (fr)",
	async run(run) {
		await run.world.begin({ orders: run.isLong ? 400 : 60, seed: run.seed });
		await releaseAll(run.world);
		await run.settle();
		await manyCallers(run);
		await tooEarly(run);
		await answerLost(run);
	},
};

async function manyCallers(run: Run): Promise<void> {
	const session = await sessionOf(run, "nl");
	await session.refresh();
	await run.world.advance(TOKEN_LIFE_MS + 5_000);
	const before = await session.refreshes();
	const { distinct, failed } = await session.ask(CALLERS);
	const made = (await session.refreshes()) - before;
	run.check(`refreshes for ${CALLERS} callers at token expiry`, made, made === 1);
	run.check("different tokens that they got", distinct, distinct === 1 && failed === 0);
}

async function tooEarly(run: Run): Promise<void> {
	const session = await sessionOf(run, "de");
	await session.refresh();
	await setFaults("exact", [
		{
			operation: "token.refresh",
			kind: "status-before",
			status: 400,
			rate: 1,
			times: 1,
			headers: {
				"content-type": "application/json",
				Reason: "TooEarlyToRefreshTokens: the access token has not expired",
			},
			body: JSON.stringify({
				error: "access_denied",
				error_description: "Rate limit exceeded: access_token not expired",
			}),
		},
	]);
	await run.world.advance(REFRESH_DUE_MS);
	const { failed } = await session.ask(CALLERS);
	run.check("callers without a token after a refusal as too early", failed, failed === 0);
	await run.world.advance(TOKEN_LIFE_MS);
	const later = await session.ask(1);
	run.check("callers without a token ten minutes later", later.failed, later.failed === 0);
	await setFaults("exact", []);
}

async function answerLost(run: Run): Promise<void> {
	const session = await sessionOf(run, "fr");
	await session.refresh();
	await setFaults("exact", [{ operation: "token.refresh", kind: "cut-after", rate: 1, times: 1 }]);
	await run.world.advance(REFRESH_DUE_MS);
	const { failed } = await session.ask(CALLERS);
	run.check("callers without the token in hand while it lives", failed, failed === 0);
	// The token that replaced it never arrived, so the old one is asked for once more.
	run.unavoidable["old-refresh-token"] = 1;
	await run.world.advance(TOKEN_LIFE_MS - REFRESH_DUE_MS);
	await addOrders(run.world, 3);
	await run.settle({
		isEnough: async (status) =>
			status.connections.some(({ status: each }) => each === "needs_reauthorization") &&
			(isIdle(status) || status.due.leasedUntil === null),
	});
	const waiting = await run.world.look();
	const inNeed = waiting?.connections.filter(({ status }) => status === "needs_reauthorization");
	run.check("connections in need of consent", inNeed?.length ?? -1, inNeed?.length === 1);
	const notices = await countNotices(run.world, "connection.needs_reauthorization");
	run.check("notices of it", notices, notices === 1);
	await run.world.connectAgain();
	await run.settle();
}

async function sessionOf(run: Run, region: string) {
	const division = run.world.divisions.find((each) => each.region === region);
	const connection = division?.connectionId ?? "";
	const ask = (callers: number) =>
		run.world.api.get<{ distinct: number; failed: number }>(
			`/_fault/tokens?connection=${connection}&callers=${callers}`,
		);
	return {
		ask,
		refreshes: () => countCalls("exact", "token.refresh", region),
		/** A token that was handed out just now. */
		async refresh() {
			await run.world.advance(TOKEN_LIFE_MS + 5_000);
			await ask(1);
		},
	};
}
