import { applyD1Migrations, env } from "cloudflare:test";
import { beforeAll } from "vitest";

// Storage belongs to one test file; applying again is harmless, because applied migrations are remembered.
beforeAll(async () => {
	await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);
});
