import { defineConfig } from "vitest/config";

export default defineConfig({
	root: new URL("../..", import.meta.url).pathname,
	test: {
		include: ["test/contract/**/*.test.ts"],
		restoreMocks: true,
		// What is said about missing contract files stays one line.
		disableConsoleIntercept: true,
		testTimeout: 30_000,
		hookTimeout: 60_000,
	},
});
