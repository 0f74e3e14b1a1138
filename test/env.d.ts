import type { D1Migration } from "@cloudflare/vitest-plugin";

declare global {
	namespace Cloudflare {
		interface Env {
			TEST_MIGRATIONS: D1Migration[];
			/** How many times more cases than usual; which case to repeat: what a failure prints. */
			PROPERTY_RUNS: string;
			PROPERTY_SEED: string;
			PROPERTY_PATH: string;
		}
	}
}
