import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

const root = new URL("..", import.meta.url).pathname;
const secrets = {
	ENCRYPTION_KEYS: JSON.stringify({ k1: "5RtbWqkHc3L0yz8vJmSxPdNaUeFgTiKoQrCbVwXyZ1A=" }),
	ADMIN_TOKEN: "an-administrator-token-of-the-tests",
};
// wrangler warns about declared secrets that are nowhere to be found.
Object.assign(process.env, secrets);

/** Only where they are asked for: `npm run simulate:workerd`. */
const slow = process.env["SIMULATE_SLICE"] === undefined ? ["test/simulate/**"] : [];

export default defineConfig({
	root,
	plugins: [
		cloudflareTest(async () => ({
			wrangler: { configPath: `${root}wrangler.toml` },
			miniflare: {
				bindings: {
					...secrets,
					PUBLIC_URL: "https://connector.test",
					JURISDICTION: "",
					EXACT_ORIGIN: "http://127.0.0.1:9101/{region}",
					FEDEX_ORIGIN: "http://127.0.0.1:9102",
					CLOCK_ORIGIN: "http://127.0.0.1:9101",
					PROPERTY_RUNS: process.env["PROPERTY_RUNS"] ?? "",
					SIMULATE_SLICE: process.env["SIMULATE_SLICE"] ?? "",
					PROPERTY_SEED: process.env["PROPERTY_SEED"] ?? "",
					PROPERTY_PATH: process.env["PROPERTY_PATH"] ?? "",
					TEST_MIGRATIONS: await readD1Migrations(`${root}migrations`),
				},
			},
		})),
	],
	test: {
		include: ["test/**/*.test.ts"],
		exclude: ["test/contract/**", "test/browser/**", "test/faults/**", ...slow],
		setupFiles: ["test/setup.ts"],
		restoreMocks: true,
		isolate: false,
		testTimeout: 30_000,
	},
});
