import worker from "../../src/index.ts";
import { watchedDatabase } from "./watched-database.ts";

// Its Durable Objects are the same.
export * from "../../src/index.ts";

/** The Worker as it is deployed; a request that asks for it is told how many rows its answer took. */
export default {
	async fetch(request, env, ctx) {
		if (request.headers.get("x-count-rows") === null) {
			return worker.fetch(request, env, ctx);
		}
		let rows = 0;
		let statements = 0;
		const database = watchedDatabase(env.DB, ({ rowsRead }) => {
			rows += rowsRead ?? 0;
			statements += 1;
		});
		const answer = await worker.fetch(request, { ...env, DB: database }, ctx);
		const counted = new Response(answer.body, answer);
		counted.headers.set("x-rows-read", String(rows));
		counted.headers.set("x-statements", String(statements));
		return counted;
	},
} satisfies ExportedHandler<Env>;
