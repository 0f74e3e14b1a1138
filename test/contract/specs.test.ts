import { expect, it } from "vitest";

import { hasSpecs, isCi, NO_SPECS } from "./specs.ts";

it("the contract files are there, or it is said that they are not", () => {
	if (!hasSpecs) {
		console.warn(NO_SPECS);
	}
	expect(hasSpecs || !isCi, NO_SPECS).toBe(true);
});
