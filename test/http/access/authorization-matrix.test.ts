import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";

import { leastRoleFor } from "../../../src/http/access/roles.ts";
import { PEOPLE, PROGRAMS, PROOFS } from "../../../src/http/access/routes.ts";
import { createApp } from "../../../src/http/app.ts";
import { sha256Hex } from "../../../src/lib/encoding.ts";
import { openKeyRing } from "../../../src/lib/key-ring.ts";
import { ROLES, type Role } from "../../../src/shipping/model/roles.ts";
import type { Scope } from "../../../src/shipping/ports/access.ts";
import { call, makeToken, ORIGIN, request, startOutside } from "../client.ts";
import { AccessTeam } from "./access-team.ts";

/**
 * Every route of the running app, asked as every kind of caller. A route that is not in the table of owners, or an
 * owner without a route, fails by its name.
 */
const SCOPES: readonly Scope[] = ["read", "operate", "admin"];
const SCOPE_OF: Record<Role, Scope> = {
	viewer: "read",
	operator: "operate",
	administrator: "admin",
};

let team: AccessTeam;
let calls = 0;

beforeAll(async () => {
	team = await AccessTeam.start();
});

beforeEach(() => {
	startOutside({ elsewhere: team.answer });
});

/** No network sends more than one wrong token. */
function ownNetwork(): Record<string, string> {
	calls += 1;
	return { "CF-Connecting-IP": `198.51.${Math.floor(calls / 250)}.${calls % 250}` };
}

const pathOf = (route: string) => (route.split(" ")[1] ?? "").replaceAll(/:\w+/g, "x_nothing");
const methodOf = (route: string) => route.split(" ")[0] ?? "";

type Answer = { status: number; location: string | null };

const toLogin = { status: 303, location: expect.stringMatching(/^\/login/) };
/** Let in; what the route then makes of an empty request about nothing is its own matter. */
function isLetIn({ status, location }: Answer): boolean {
	return (
		status !== 401 && status !== 403 && status < 500 && location?.startsWith("/login") !== true
	);
}

async function answerOf(response: Promise<Response>): Promise<Answer> {
	const { status, headers } = await response;
	return { status, location: headers.get("Location") };
}

describe("every route", () => {
	it("has an owner, and every owner a route", () => {
		const { routes } = createApp();
		const served = routes
			.filter(({ method }) => method !== "ALL")
			.map(({ method, path }) => `${method} ${path}`);
		const owned = [PROOFS, PROGRAMS, PEOPLE].flatMap((table) => Object.keys(table));
		expect([...new Set(served)].toSorted()).toEqual(owned.toSorted());
	});

	it("that is not listed opens to administrators alone", () => {
		expect(leastRoleFor("POST", "/console/added-and-forgotten")).toBe("administrator");
	});
});

describe("a route of programs", () => {
	async function tokens() {
		const made = new Map<Scope, string>();
		for (const scope of SCOPES) {
			made.set(scope, (await makeToken([scope])).token);
		}
		const { id, token: expired } = await makeToken(["admin"]);
		await env.DB.prepare("update api_tokens set expires_at = 1 where id = ?").bind(id).run();
		return { of: (scope: Scope) => made.get(scope) ?? "", expired };
	}

	it("opens to the scopes that its owner names, and to nobody else", async () => {
		const { of, expired } = await tokens();
		const person = await team.assertionOf("anna@example.com");
		const foreign = await team.assertionOf("anna@example.com", { aud: "another-application" });
		const wrong: string[] = [];
		for (const [route, least] of Object.entries(PROGRAMS)) {
			const ask = async (
				kind: string,
				token: string | null,
				headers: Record<string, string> = {},
			) => {
				const { status } = await request(methodOf(route), pathOf(route), {
					token,
					env: team.env,
					headers: { ...ownNetwork(), ...headers },
				});
				return { kind, status };
			};
			const asked = await Promise.all([
				ask("nobody", null),
				ask("expired", expired),
				ask("a person of Access", null, { "Cf-Access-Jwt-Assertion": person }),
				ask("wrong audience", foreign),
				ask("ADMIN_TOKEN while Access keeps the door", env.ADMIN_TOKEN),
			]);
			wrong.push(
				...asked
					.filter(({ status }) => status !== 401)
					.map(({ kind, status }) => `${route} as ${kind}: ${status}, not 401`),
			);
			const answers = await Promise.all(
				SCOPES.map(async (scope) => ({ scope, ...(await ask(scope, of(scope))) })),
			);
			for (const { scope, status } of answers) {
				const mayEnter = SCOPES.indexOf(scope) >= SCOPES.indexOf(least);
				const isAsWanted = mayEnter ? isLetIn({ status, location: null }) : status === 403;
				if (!isAsWanted) {
					wrong.push(`${route} with the scope ${scope}: ${status}`);
				}
			}
		}
		expect(wrong).toEqual([]);
	});
});

describe("a page or form of people", () => {
	const people = new Map<Role, string>(ROLES.map((role) => [role, `${role}@example.com`]));

	beforeEach(async () => {
		for (const [role, email] of people) {
			const { status } = await request("POST", "/api/v1/people", {
				body: { email, name: `The ${role}`, role },
			});
			expect([201, 409]).toContain(status);
		}
	});

	/** As that person's own browser sends it, with the form's token where it is a form. */
	async function askAs(route: string, assertion: string): Promise<Response> {
		const method = methodOf(route);
		if (method === "GET") {
			return team.visit(method, pathOf(route), assertion);
		}
		const keys = openKeyRing(env.ENCRYPTION_KEYS);
		const token = await keys.sign("console", `form|${await sha256Hex(`access\n${assertion}`)}`);
		return team.visit(method, pathOf(route), assertion, {
			body: new URLSearchParams({ "form-token": token }).toString(),
			headers: { "Content-Type": "application/x-www-form-urlencoded", Origin: ORIGIN },
		});
	}

	it("opens to the roles that its owner names, and to nobody else", async () => {
		const expired = await team.assertionOf("administrator@example.com", { exp: 1_000_000 });
		const foreign = await team.assertionOf("administrator@example.com", { aud: "another" });
		const stranger = await team.assertionOf("stranger@example.com");
		const admin = (await makeToken(["admin"])).token;
		const wrong: string[] = [];
		for (const [route, least] of Object.entries(PEOPLE)) {
			const ask = (assertion: string | null, token: string | null = null) =>
				answerOf(team.visit(methodOf(route), pathOf(route), assertion, { token }));
			const [nobody, program, late, elsewhere, unknown] = await Promise.all([
				ask(null),
				ask(null, admin),
				ask(expired),
				ask(foreign),
				ask(stranger),
			]);
			expect(nobody, `${route} as nobody`).toEqual(toLogin);
			expect(program, `${route} with an API token`).toEqual(toLogin);
			expect(late.status, `${route} with an expired assertion`).toBe(401);
			expect(elsewhere.status, `${route} with another audience`).toBe(401);
			expect(unknown.status, `${route} as somebody unknown`).toBe(403);
			const answers = await Promise.all(
				[...people].map(async ([role, email]) => ({
					role,
					answer: await answerOf(askAs(route, await team.assertionOf(email))),
				})),
			);
			for (const { role, answer } of answers) {
				const mayEnter = ROLES.indexOf(role) >= ROLES.indexOf(least);
				const isEnding = route === "POST /logout";
				const isAsWanted = mayEnter
					? isLetIn(answer) || (isEnding && answer.status === 303)
					: answer.status === 403;
				if (!isAsWanted) {
					wrong.push(`${route} as ${role}: ${answer.status} ${answer.location ?? ""}`);
				}
			}
		}
		expect(wrong).toEqual([]);
	});

	it("has a scope of the API for its role, so that one person can do no more there", async () => {
		for (const role of ROLES) {
			const { token } = await makeToken([SCOPE_OF[role]]);
			const { status } = await request("POST", "/api/v1/pause", { token, env: team.env });
			expect(status, role).toBe(role === "viewer" ? 403 : 200);
		}
		await call("POST", "/resume", 200);
	});
});

describe("a route with a proof of its own", () => {
	/** The same for whoever asks: who somebody is counts for nothing there, but at the start of a consent. */
	const EXPECTED: Record<string, number> = {
		"GET /health": 200,
		"GET /api/v1/openapi.json": 200,
		"GET /login": 200,
		"POST /login": 401,
		"POST /language": 303,
		"GET /oauth/exact/callback": 400,
		"POST /webhooks/exact/:connection": 401,
		"POST /webhooks/fedex/:account": 401,
		"GET /labels/:document": 403,
		"GET /station": 200,
		"GET /track/:token": 404,
		"GET /mails/stop/:token": 404,
		"POST /mails/stop/:token": 404,
		"GET /brand/:division/style.css": 404,
		"GET /brand/:division/logo": 404,
		"POST /print/pair": 401,
		"GET /print/socket": 401,
		"GET /print/jobs/:job/document": 401,
	};

	async function makeConnection(): Promise<string> {
		const { id } = await call<{ id: string }>("POST", "/exact-connections", 201, {
			body: {
				name: "Noordzee",
				region: "nl",
				clientId: crypto.randomUUID(),
				clientSecret: "a-secret-of-the-app",
				webhookSecret: "a-secret-of-the-webhooks",
			},
		});
		return id;
	}

	it.each(Object.keys(PROOFS).filter((route) => route !== "GET /oauth/exact/start"))(
		"%s asks everybody for it",
		async (route) => {
			const callers = [
				null,
				await team.assertionOf("viewer@example.com"),
				await team.assertionOf("administrator@example.com"),
				await team.assertionOf("administrator@example.com", { exp: 1_000_000 }),
				await team.assertionOf("administrator@example.com", { aud: "another" }),
			];
			const isWebhook = route === "POST /webhooks/exact/:connection";
			const path = isWebhook ? `/webhooks/exact/${await makeConnection()}` : pathOf(route);
			for (const assertion of callers) {
				const { status } = await team.visit(methodOf(route), path, assertion, {
					...(isWebhook ? { body: { Content: { Topic: "SalesOrders" }, HashCode: "AA" } } : {}),
					...(route === "POST /print/pair" ? { body: { code: "WRONG-CODE" } } : {}),
					headers: { "Content-Type": "application/x-www-form-urlencoded", ...ownNetwork() },
				});
				expect(status, route).toBe(EXPECTED[route]);
			}
		},
	);

	it("GET /oauth/exact/start is an administrator's, or asks for a code", async () => {
		const start = "/oauth/exact/start?connection=con_nothing";
		const statusAs = async (email: string | null, change = {}) => {
			const assertion = email === null ? null : await team.assertionOf(email, change);
			return (await team.visit("GET", start, assertion)).status;
		};
		expect(await statusAs(null)).toBe(401);
		expect(await statusAs("stranger@example.com")).toBe(403);
		expect(await statusAs("viewer@example.com")).toBe(403);
		expect(await statusAs("operator@example.com")).toBe(403);
		expect(await statusAs("administrator@example.com", { exp: 1_000_000 })).toBe(401);
		expect(await statusAs("administrator@example.com", { aud: "another" })).toBe(401);
		expect(await statusAs("administrator@example.com")).toBe(404);
	});
});
