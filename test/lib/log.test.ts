import { describe, expect, it, vi } from "vitest";

import { AppError } from "../../src/lib/errors.ts";
import { createLog, failQuietly } from "../../src/lib/log.ts";

describe("a line of the log", () => {
	it("carries what every line before it was given, and its own", () => {
		const line = vi.spyOn(console, "log").mockImplementation(() => undefined);
		createLog({ a: 1 }).with({ b: 2 }).info("tick", { c: 3 });
		expect(line.mock.calls).toEqual([[{ event: "tick", a: 1, b: 2, c: 3 }]]);
	});

	it("tells an error's name and code and where it happened, never its message", () => {
		const line = vi.spyOn(console, "error").mockImplementation(() => undefined);
		const error = new AppError({
			code: "fedex.address_rejected",
			disposition: "refuse",
			message: "P. Jansen, Havenweg 3 is unknown",
		});
		createLog().error("shipment.failed", error, { shipmentId: "shp_1" });
		const [[fields] = []] = line.mock.calls;
		expect(fields).toMatchObject({
			event: "shipment.failed",
			level: "error",
			shipmentId: "shp_1",
			errorName: "AppError",
			code: "fedex.address_rejected",
			stack: expect.stringContaining("log.test.ts"),
		});
		expect(JSON.stringify(fields)).not.toContain("Jansen");
	});

	it("takes no line of a message for a place", () => {
		const line = vi.spyOn(console, "error").mockImplementation(() => undefined);
		const error = new Error(
			"params: P. Jansen,\n    at the back door\n    at Kade 12 (Jansen:1:1)",
		);
		createLog().error("drain.failed", error);
		const text = JSON.stringify(line.mock.calls);
		expect(text).toContain("log.test.ts");
		expect(text).not.toMatch(/Jansen|back door|Kade/);
	});

	it("says of what was thrown and is no error only what type it is", () => {
		const line = vi.spyOn(console, "error").mockImplementation(() => undefined);
		createLog().error("drain.failed", "secret text");
		expect(line.mock.calls).toEqual([
			[{ event: "drain.failed", level: "error", errorName: "string" }],
		]);
	});
});

describe("what fails an invocation", () => {
	it("is told in our line, and to the platform without its words", async () => {
		const line = vi.spyOn(console, "error").mockImplementation(() => undefined);
		const failed = failQuietly("tick.failed", () => Promise.reject(new Error("P. Jansen")));
		const told: unknown = await failed.catch((error: unknown) => error);
		expect(told).toBeInstanceOf(Error);
		expect((told as Error).cause).toBeUndefined();
		expect(String((told as Error).stack)).not.toContain("Jansen");
		expect(line.mock.calls).toEqual([
			[expect.objectContaining({ event: "tick.failed", errorName: "Error" })],
		]);
	});
});
