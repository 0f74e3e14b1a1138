import { applyD1Migrations, env, reset } from "cloudflare:test";
import { beforeAll } from "vitest";

// One runtime runs the files one after the other, since starting it anew for each costs most of the time that the
// tests take; so each file begins with storage that nobody has written to.
beforeAll(async () => {
	await reset();
	await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);
});
