import { createScheduledController } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { vi } from "vitest";

import worker from "../../src/index.ts";
import { visit } from "../visit.ts";
import { api, ORIGIN, tryApi } from "../worker.ts";
import type { Watch } from "./watch.ts";

/** Errors that nobody foresaw, whose words hold the values of a query or of an object, as a database's do. */
export async function meetBrokenPlatform({ printed, give }: Watch, quoted: string): Promise<void> {
	const words = `Failed query: params: ${quoted},\n    at ${give("street", "Achterom 7b, aan de kade")}`;
	const breakOnce = (method: "prepare" | "batch") =>
		vi.spyOn(env.DB, method).mockImplementationOnce(() => {
			throw new Error(words, { cause: new Error(words) });
		});
	const { items } = await api<{ items: { id: string }[] }>("GET", "/divisions?limit=1");
	breakOnce("prepare");
	await tryApi("GET", "/status");
	breakOnce("prepare");
	await visit(`${ORIGIN}/health`);
	const wakeUp = vi.spyOn(env.POLL_QUEUE, "send").mockRejectedValueOnce(new Error(words));
	await tryApi("POST", `/divisions/${items[0]?.id}/poll`);
	wakeUp.mockRestore();
	breakOnce("prepare");
	const failed: unknown = await worker
		.scheduled(createScheduledController(), env)
		.catch((error: unknown) => error);
	printed.push(`the platform prints: ${String(failed)} ${(failed as Error).stack}`);
	vi.mocked(env.DB.prepare).mockRestore();
}
