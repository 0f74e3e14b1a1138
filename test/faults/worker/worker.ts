import { stubByName } from "../../../src/durable-objects/stub.ts";
import worker from "../../../src/index.ts";
import { faultyBindings } from "./bindings.ts";
import { askForPlan, follow, seenCalls, seenStrikes, within } from "./gate.ts";
import type { FaultPlan } from "./plan.ts";
import { gateVendorCalls } from "./vendors.ts";

export {
	CallBudget,
	ExactSession,
	FedexSession,
	Gatekeeper,
	PrintStation,
} from "../../../src/index.ts";

/**
 * The Worker as it is deployed, with every binding and the vendors behind a gate that the harness holds. What the
 * program does is in `src` alone; here is only what may go wrong around it.
 */
type FaultEnv = Env & { FAULT_CONTROL: string };

let gatedEnv: Env | undefined;
let drains = 0;

async function prepared(env: FaultEnv): Promise<Env> {
	if (gatedEnv === undefined) {
		const plan = await askForPlan(env.FAULT_CONTROL);
		// Another call may have been as early as this one.
		if (gatedEnv === undefined) {
			gatedEnv = faultyBindings(env);
			follow(plan, env.FAULT_CONTROL);
			gateVendorCalls({ exact: env.EXACT_ORIGIN, fedex: env.FEDEX_ORIGIN });
		}
	}
	return gatedEnv;
}

export default {
	async fetch(request, env, ctx) {
		const gated = await prepared(env);
		const url = new URL(request.url);
		if (url.pathname.startsWith("/_fault/")) {
			return control(url, request, env);
		}
		return within("request", () => worker.fetch(request, gated, ctx));
	},

	async scheduled(controller, env) {
		const gated = await prepared(env);
		await within("tick", () => worker.scheduled(controller, gated));
	},

	async queue(batch, env) {
		const gated = await prepared(env);
		const { kind } = (batch.messages[0]?.body ?? {}) as { kind?: string };
		drains += 1;
		try {
			await within(kind ?? "dead-letters", () => worker.queue(batch, gated));
		} finally {
			drains -= 1;
		}
	},
} satisfies ExportedHandler<FaultEnv>;

async function control(url: URL, request: Request, env: FaultEnv): Promise<Response> {
	switch (url.pathname) {
		case "/_fault/calls":
			return Response.json(seenCalls());
		case "/_fault/strikes":
			return Response.json(seenStrikes());
		case "/_fault/running":
			return Response.json({ drains });
		case "/_fault/plan":
			follow(await request.json<FaultPlan>(), env.FAULT_CONTROL);
			return new Response(null, { status: 204 });
		case "/_fault/tokens":
			return Response.json(await askForTokens(url, env));
		default:
			return new Response(null, { status: 404 });
	}
}

/** As many callers at once as asked for want the access token of a connection. */
async function askForTokens(
	url: URL,
	env: FaultEnv,
): Promise<{ distinct: number; failed: number }> {
	const connection = url.searchParams.get("connection") ?? "";
	const session = stubByName(env.EXACT_SESSIONS, env.JURISDICTION, connection);
	const answers = await Promise.all(
		Array.from({ length: Number(url.searchParams.get("callers")) }, () => session.accessToken()),
	);
	const tokens = answers.flatMap((answer) => (answer.ok ? [answer.token] : []));
	return { distinct: new Set(tokens).size, failed: answers.length - tokens.length };
}
