import { describe, expect, it } from "vitest";

import { type TokenAnswer, type TokenFailure, createExactToken } from "../../src/exact/token.ts";
import { NOW } from "./fake-exact.ts";

function keeperOf(answers: TokenAnswer[]) {
	const asked: string[] = [];
	const next = (what: string): Promise<TokenAnswer> => {
		asked.push(what);
		const answer = answers[asked.length - 1];
		return answer === undefined
			? Promise.reject(new Error("asked too often"))
			: Promise.resolve(answer);
	};
	return {
		asked,
		keeper: {
			accessToken: () => next("token"),
			tokenAfterRejection: ({ token }: { token: string }) => next(`after ${token}`),
		},
	};
}

describe("the token of a run", () => {
	it("is asked for once while it lasts, and again near its end", async () => {
		const { keeper, asked } = keeperOf([
			{ ok: true, token: "a", expiresAt: NOW + 100_000 },
			{ ok: true, token: "b", expiresAt: NOW + 600_000 },
		]);
		let now = NOW;
		const token = createExactToken(keeper, () => now);
		expect([await token.get(), await token.get()]).toEqual(["a", "a"]);
		now = NOW + 69_999;
		expect(await token.get()).toBe("a");
		now = NOW + 70_000;
		expect(await token.get()).toBe("b");
		expect(asked).toEqual(["token", "token"]);
	});

	it("is replaced after a rejection", async () => {
		const { keeper, asked } = keeperOf([
			{ ok: true, token: "a", expiresAt: NOW + 600_000 },
			{ ok: true, token: "b", expiresAt: NOW + 600_000 },
		]);
		const token = createExactToken(keeper, () => NOW);
		await token.get();
		expect(await token.afterRejection("a")).toBe("b");
		expect(await token.get()).toBe("b");
		expect(asked).toEqual(["token", "after a"]);
	});

	it.each<[TokenFailure, string]>([
		["exact.not_connected", "suspend"],
		["exact.needs_reauthorization", "reauthorize"],
		["exact.token_unavailable", "wait"],
		["exact.token_rejected", "wait"],
	])("that is refused with %s is %s", async (code, disposition) => {
		const { keeper } = keeperOf([{ ok: false, code, retryAfterSeconds: 7 }]);
		await expect(createExactToken(keeper, () => NOW).get()).rejects.toMatchObject({
			code,
			disposition,
			retryAfterSeconds: 7,
		});
	});
});
