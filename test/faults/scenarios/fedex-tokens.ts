import { twinGet } from "../../../src/tools/start/twin.ts";
import { URLS } from "../addresses.ts";
import type { Scenario } from "../scenario.ts";
import { releaseAll } from "../settle.ts";
import { readTruth } from "../truth.ts";
import { addOrders } from "../twin-controls.ts";

const HOLD_MS = 10 * 60_000;
/** More than the address may ask for in five seconds. */
const BURST = 16;
const STRANGER = "somebody-else";

type LoggedCall = { at: number; operation: string; scope: string; status: number };

export const fedexTokens: Scenario = {
	name: "fedex-tokens",
	part: "quick",
	load: 1,
	title:
		"FedEx's token endpoint answers 403 for ten minutes, longer if it is asked again; two accounts hold tokens, two need one",
	async run(run) {
		await run.world.begin({ orders: run.isLong ? 400 : 60, seed: run.seed });
		await releaseAll(run.world, ["nl", "de"]);
		await run.settle();
		for (let call = 0; call < BURST; call += 1) {
			await askFromSameAddress();
		}
		const heldFrom = await run.world.now();
		await releaseAll(run.world, ["fr", "com"]);
		await addOrders(run.world, 3, ["nl", "de"]);
		await run.settle();
		const { calls } = await twinGet<{ calls: LoggedCall[] }>(URLS.fedex, "log");
		const refused = calls.filter(
			({ operation, status, scope }) =>
				operation === "token" && status === 403 && scope !== STRANGER,
		);
		run.check("token requests of ours in the hold", refused.length, refused.length === 1);
		// The one of ours, and those of somebody else at the same address that brought the penalty about.
		run.unavoidable["token-limit"] =
			1 + calls.filter(({ status, scope }) => status === 403 && scope === STRANGER).length;
		const { shipments } = await readTruth();
		const meanwhile = [...shipments].filter(
			([order, made]) =>
				/^(nl|de)\//.test(order) &&
				made.some(({ createdAt }) => {
					const after = Date.parse(createdAt) - heldFrom;
					return after >= 0 && after < HOLD_MS;
				}),
		).length;
		run.check("labels bought in the hold with tokens in hand", meanwhile, meanwhile >= 6);
	},
};

async function askFromSameAddress(): Promise<void> {
	const response = await fetch(`${URLS.fedex}/oauth/token`, {
		method: "POST",
		body: new URLSearchParams({
			grant_type: "client_credentials",
			client_id: STRANGER,
			client_secret: "-",
		}),
	});
	await response.body?.cancel();
}
