import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";

import { openDatabase } from "../../src/db/database.ts";
import { webhookSubscriptions } from "../../src/db/schema.ts";
import { demoCredentials } from "../simulators/demo/credentials.ts";
import { consentAtExact } from "../twins.ts";
import {
	call,
	makeFedexAccount,
	ORIGIN,
	type ProblemBody,
	problemOf,
	request,
	startOutside,
	type Twins,
	wokenUp,
} from "./client.ts";
import { readDivision, seedHeldDivision } from "./seeds.ts";

/**
 * What is sent wrong, by people, programs and vendors, each with its whole answer. Other cases stand where their
 * subject is: webhooks in webhooks.test.ts, each field of the settings in settings.test.ts, links in labels.test.ts,
 * states of a consent in oauth.test.ts, what Exact answers in test/bad-answers.test.ts, what FedEx answers in
 * test/shipping/book/ship-due.test.ts and ship-due-limits.test.ts.
 */
const { division: _division, ...app } = demoCredentials.nl;

let twins: Twins;
beforeEach(async () => {
	twins = startOutside();
	await twins.control("exact", "apps", {
		method: "PUT",
		body: {
			region: "nl",
			clientId: app.clientId,
			redirectUris: [`${ORIGIN}/oauth/exact/callback`],
		},
	});
});

function problem(code: string, status: number, title: string, detail: unknown, errors: object[]) {
	return {
		type: `urn:problem:exact-fedex-connector:${code}`,
		title,
		status,
		detail,
		code,
		requestId: expect.stringMatching(/^req_/),
		errors,
	};
}

describe("a connection", () => {
	it("of a region that there is none of is refused with the seven that there are", async () => {
		const body = { name: "Oslo", ...app, region: "no" };
		expect(await problemOf("POST", "/exact-connections", 422, { body })).toEqual(
			problem("request.invalid", 422, "Does not validate", "The request does not validate.", [
				{
					field: "region",
					message: "The value is not one of nl, be, de, fr, es, co.uk, com.",
					remedy: "Give one of nl, be, de, fr, es, co.uk, com.",
				},
			]),
		);
	});

	it("with a wrong secret is refused at the consent, says so, and stays pending", async () => {
		const { id } = await call<{ id: string }>("POST", "/exact-connections", 201, {
			body: { name: "Zwolle", ...app, clientSecret: "not-the-secret" },
		});
		const { url } = await call<{ url: string }>("POST", `/exact-connections/${id}/authorize`, 200);
		const { pathname, search } = new URL(url);
		const started = await request("GET", `${pathname}${search}`, { token: null });
		const back = new URL(await consentAtExact(twins, started.headers.get("Location") ?? ""));
		const response = await request("GET", `${back.pathname}${back.search}`, {
			token: null,
			headers: { Cookie: (started.headers.get("Set-Cookie") ?? "").split(";")[0] ?? "" },
		});
		expect(response.status).toBe(409);
		const text = await response.text();
		expect(text).toContain("exact.client_refused");
		expect(text).toContain("Compare both with the App Center");
		expect(await call("GET", `/exact-connections/${id}`, 200)).toMatchObject({
			status: "pending",
			user: null,
		});
	});
});

describe("a release", () => {
	it("of a division that another deployment ships is refused with the reason, which is looked at again", async () => {
		const fedexAccountId = await makeFedexAccount();
		const id = await seedHeldDivision(fedexAccountId);
		const reason = {
			code: "division.other_deployment",
			field: "CallbackURL",
			message: "Exact tells other.example about the SalesOrders of this division.",
			remedy: "Delete its subscription in Exact.",
		};
		await openDatabase(env.DB).insert(webhookSubscriptions).values({
			divisionId: id,
			topic: "SalesOrders",
			state: "refused",
			reason,
			updatedAt: 1,
		});
		wokenUp.length = 0;
		const answer = await problemOf("POST", `/divisions/${id}/release`, 409, {
			body: { mode: "live", orders: "all" },
		});
		expect(answer).toEqual(
			problem(
				"division.other_deployment",
				409,
				"Not possible in this state",
				`${reason.message} ${reason.remedy}`,
				[{ field: "CallbackURL", message: reason.message, remedy: reason.remedy }],
			),
		);
		expect((await readDivision(id))?.mode).toBe("hold");
		expect(wokenUp).toEqual([{ kind: "subscribe", scope: id }]);
		expect(await call("GET", `/divisions/${id}`, 200)).toMatchObject({
			webhooks: [
				{ topic: "GoodsDeliveries", state: "due" },
				{ topic: "SalesOrders", state: "refused", reason },
			].toReversed(),
		});
	});
});

describe("a body of 2 MB", () => {
	const body = JSON.stringify({ name: "x".repeat(2_000_000) });
	it.each([
		["POST", "/api/v1/exact-connections"],
		["POST", "/api/v1/fedex-accounts"],
		["PUT", "/api/v1/divisions/div_1/settings"],
		["POST", "/api/v1/divisions/div_1/release"],
		["POST", "/webhooks/exact/con_1"],
	])("is refused by %s %s before anything of it is read", async (method, path) => {
		const response = await request(method, path, { body });
		expect(response.status).toBe(413);
		const answer = (await response.json()) as ProblemBody;
		expect(answer).toEqual(
			problem(
				"request.too_large",
				413,
				"Too large",
				expect.stringMatching(/^The body is larger than \d+ bytes\.$/),
				[],
			),
		);
	});
});

describe("ten thousand idempotency keys", () => {
	it("are all answered, and the first one still gives its first answer", async () => {
		const send = (at: number) =>
			call<{ id: string }>("POST", "/api-tokens", 201, {
				body: { name: "many", scopes: ["read"], expiresAt: null },
				headers: { "Idempotency-Key": `many-${at}` },
			});
		const first = await send(0);
		const rows = Array.from({ length: 10_000 }, (_, at) => `fill-${at}`);
		await env.DB.prepare(
			`insert into idempotency_answers (hash, request_hash, status, body_sealed, created_at)
			select value, '', 201, '', ? from json_each(?)`,
		)
			.bind(Date.now(), JSON.stringify(rows))
			.run();
		const others = await Promise.all(Array.from({ length: 100 }, (_, at) => send(at + 1)));
		expect(new Set(others.map(({ id }) => id)).size).toBe(100);
		expect(await send(0)).toEqual(first);
	});
});
