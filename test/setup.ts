import { applyD1Migrations, env, reset } from "cloudflare:test";
import { beforeAll, vi } from "vitest";

// One runtime runs the files one after the other, since starting it anew for each costs most of the time that the
// tests take; so each file begins with storage that nobody has written to. What a file before it left at work may
// write while it is emptied, and then it is emptied again.
beforeAll(async () => {
	await vi.waitUntil(
		async () => {
			await reset();
			return isEmpty();
		},
		{ timeout: 10_000, interval: 100 },
	);
	await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);
});

async function isEmpty(): Promise<boolean> {
	const tables = await env.DB.prepare(
		"select count(*) as count from sqlite_master where type = 'table' and name not like '_cf%'",
	).first<number>("count");
	const { objects } = await env.DOCUMENTS.list({ limit: 1 });
	return tables === 0 && objects.length === 0;
}
