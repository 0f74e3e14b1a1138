import worker from "../../../../src/index.ts";
import { countedBindings } from "./bindings.ts";
import { clearCounted, count, OUTSIDE, readCounted, within } from "./counters.ts";
import { countDatabase } from "./database.ts";
import { countFetch, countLogs, platformFetch } from "./globals.ts";

export * from "./objects.ts";

/**
 * The Worker as it is deployed, with all that is billed counted around it. What the program does is in `src` alone.
 */
type BenchEnv = Env & { BENCH_CONTROL: string };

let countedEnv: Env | undefined;

function prepared(env: BenchEnv): Env {
	if (countedEnv === undefined) {
		countDatabase(env.DB);
		countFetch();
		countLogs();
		countedEnv = countedBindings(env);
	}
	return countedEnv;
}

export default {
	async fetch(request, env, ctx) {
		const counted = prepared(env);
		const { pathname } = new URL(request.url);
		if (pathname.startsWith("/_bench/")) {
			return control(pathname, request, env);
		}
		const kind = pathname.startsWith("/webhooks/") ? "webhook" : "request";
		return within(kind, () => worker.fetch(request, counted, ctx));
	},

	async scheduled(controller, env) {
		await within("tick", () => worker.scheduled(controller, prepared(env)));
	},

	/**
	 * The emulated queue hands out one message at a time and waits; the platform runs as many consumers as there are
	 * messages, up to `max_concurrency`. So each runs on by itself here: every message is acknowledged whatever comes.
	 */
	queue(batch, env, ctx) {
		const { kind = "dead-letters" } = (batch.messages[0]?.body ?? {}) as { kind?: string };
		const work = async () => {
			await within(kind, async () => {
				count("queue delivered", batch.messages.length);
				await worker.queue(batch, prepared(env));
			});
			const told = await platformFetch(`${env.BENCH_CONTROL}/drained`, { method: "POST" });
			await told.body?.cancel();
		};
		ctx.waitUntil(work());
	},
} satisfies ExportedHandler<BenchEnv>;

async function control(pathname: string, request: Request, { DB }: Env): Promise<Response> {
	switch (pathname) {
		case "/_bench/counted":
			return Response.json(readCounted());
		case "/_bench/clear":
			clearCounted();
			return new Response(null, { status: 204 });
		case "/_bench/sql": {
			const sql = await request.text();
			const { results } = await within(OUTSIDE, () => DB.prepare(sql).all());
			return Response.json(results);
		}
		default:
			return new Response(null, { status: 404 });
	}
}
