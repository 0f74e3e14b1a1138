import { env } from "cloudflare:workers";
import { SignJWT } from "jose";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { adminResetSql } from "../../../src/tools/admin-reset-sql.ts";
import { call, ORIGIN, request, startOutside, type Twins } from "../client.ts";
import { encode, login } from "../console/browser.ts";
import { seedDivision } from "../seeds.ts";
import { AccessTeam, AUDIENCE } from "./access-team.ts";

const HOUR = 3_600_000;
const FORM = { "Content-Type": "application/x-www-form-urlencoded", Origin: ORIGIN };

let team: AccessTeam;
let twins: Twins;
let emails = 0;

beforeEach(async () => {
	team ??= await AccessTeam.start();
	team.isDown = false;
	twins = startOutside({ elsewhere: team.answer });
});

type Made = { id: string; email: string };

async function letIn(role: string): Promise<Made> {
	emails += 1;
	const email = `p${emails}@example.com`;
	return call<Made>("POST", "/people", 201, { body: { email, name: `Person ${emails}`, role } });
}

const statusOf = async (assertion: string, path = "/") =>
	(await team.visit("GET", path, assertion)).status;

async function formToken(assertion: string): Promise<string> {
	const page = await (await team.visit("GET", "/console/sessions", assertion)).text();
	return /name="form-token" value="([^"]+)"/.exec(page)?.[1] ?? "";
}

async function send(assertion: string, path: string, fields: Record<string, string> = {}) {
	return team.visit("POST", path, assertion, {
		body: encode({ "form-token": await formToken(assertion), ...fields }),
		headers: FORM,
	});
}

describe("an assertion of Cloudflare Access", () => {
	it("lets in whoever is on the list, in whatever case the address is written", async () => {
		const { email } = await letIn("viewer");
		expect(await statusOf(await team.assertionOf(email))).toBe(200);
		expect(await statusOf(await team.assertionOf(email.toUpperCase()))).toBe(200);
	});

	it("about somebody who is not on the list says what to do", async () => {
		const response = await team.visit("GET", "/", await team.assertionOf("who@example.com"));
		expect(response.status).toBe(403);
		const page = await response.text();
		expect(page).toContain("Ask an administrator to add that address under People");
		expect(page).toContain("who@example.com");
		expect(page).toContain("/cdn-cgi/access/logout");
	});

	it.each([
		["of another team", { iss: "https://evil.cloudflareaccess.com" }],
		["for another application", { aud: "another" }],
		["that is over", { exp: 1_000_000 }],
		["that is not valid yet", { nbf: 9_000_000_000 }],
		["of a service, which has no address", { email: undefined }],
	])("%s lets nobody in", async (_, change) => {
		const { email } = await letIn("administrator");
		const response = await team.visit("GET", "/", await team.assertionOf(email, change));
		expect(response.status).toBe(401);
		expect(await response.text()).toContain("auth.access_invalid");
	});

	it("signed by anybody else lets nobody in", async () => {
		const { email } = await letIn("administrator");
		const other = await AccessTeam.start();
		expect(await statusOf(await other.assertionOf(email))).toBe(401);
		const shared = await new SignJWT({ email, sub: "x" })
			.setProtectedHeader({ alg: "HS256" })
			.setIssuer(team.origin)
			.setAudience(AUDIENCE)
			.setIssuedAt()
			.setExpirationTime("1h")
			.sign(new TextEncoder().encode("a secret that somebody made up, long enough"));
		expect(await statusOf(shared)).toBe(401);
		const [, payload] = (await team.assertionOf(email)).split(".");
		const none = btoa(JSON.stringify({ alg: "none" })).replaceAll("=", "");
		expect(await statusOf(`${none}.${payload}.`)).toBe(401);
		expect(await statusOf("garbage")).toBe(401);
	});

	it("is nothing while ACCESS_AUD is unset", async () => {
		const { email } = await letIn("administrator");
		const assertion = await team.assertionOf(email);
		const response = await team.visit("GET", "/", assertion, {
			env: { ACCESS_AUD: "" } as unknown as Partial<Env>,
		});
		expect(response.headers.get("Location")).toBe("/login");
	});

	it.each([
		"",
		"evil.test",
		"https://evil.test",
		"http://team.cloudflareaccess.com",
		"x.cloudflareaccess.com.evil.test",
	])("lets nobody in where the team's domain is %o", async (domain) => {
		const { email } = await letIn("administrator");
		const response = await team.visit("GET", "/", await team.assertionOf(email), {
			env: { ACCESS_TEAM_DOMAIN: domain } as unknown as Partial<Env>,
		});
		expect(response.status).toBe(503);
		expect(await response.text()).toContain("ACCESS_TEAM_DOMAIN");
	});
});

describe("the team's keys", () => {
	async function ownTeam() {
		const own = await AccessTeam.start();
		startOutside({ elsewhere: own.answer });
		const { email } = await letIn("viewer");
		const visit = async () => (await own.visit("GET", "/", await own.assertionOf(email))).status;
		return { own, visit };
	}

	it("are read once for many requests", async () => {
		const { own, visit } = await ownTeam();
		for (let count = 0; count < 5; count += 1) {
			expect(await visit()).toBe(200);
		}
		expect(own.reads).toBe(1);
	});

	it("that can't be read let nobody in, and are read again", async () => {
		const { own, visit } = await ownTeam();
		own.isDown = true;
		expect(await visit()).toBe(503);
		own.isDown = false;
		expect(await visit()).toBe(200);
	});

	it("are read again for one that is new, as they change", async () => {
		const { own, visit } = await ownTeam();
		expect(await visit()).toBe(200);
		await own.rotate();
		const inAMinute = Date.now() + 60_000;
		vi.spyOn(Date, "now").mockReturnValue(inAMinute);
		expect(await visit()).toBe(200);
		expect(own.reads).toBe(2);
	});

	it("that are not known are not asked for at every request", async () => {
		const { own, visit } = await ownTeam();
		expect(await visit()).toBe(200);
		await own.rotate();
		for (let count = 0; count < 5; count += 1) {
			await visit();
		}
		expect(own.reads).toBeLessThanOrEqual(2);
	});
});

describe("a person", () => {
	it("has at once what the list says now", async () => {
		const { id, email } = await letIn("viewer");
		const assertion = await team.assertionOf(email);
		expect(await statusOf(assertion, "/console/people")).toBe(403);
		await call("PUT", `/people/${id}`, 200, { body: { name: "P", role: "administrator" } });
		expect(await statusOf(assertion, "/console/people")).toBe(200);
		await letIn("administrator");
		await call("DELETE", `/people/${id}`, 204);
		expect(await statusOf(assertion)).toBe(401);
		expect(await statusOf(await team.assertionOf(email))).toBe(403);
	});

	it("is told which role a form takes, and sees no button of it", async () => {
		const { email } = await letIn("viewer");
		const assertion = await team.assertionOf(email);
		const refused = await send(assertion, "/console/pause");
		expect(refused.status).toBe(403);
		expect(await refused.text()).toContain("takes the role operator");
		const overview = await (await team.visit("GET", "/", assertion)).text();
		expect(overview).not.toContain('action="/console/pause"');
		expect(overview).not.toContain('href="/console/people"');
		const settings = `/console/divisions/${await seedDivision()}/settings`;
		const shown = await (await team.visit("GET", settings, assertion)).text();
		expect(shown).toContain("An administrator can change them.");
		expect(shown).not.toContain("Save the settings");
		const operator = await team.assertionOf((await letIn("operator")).email);
		const theirs = await (await team.visit("GET", "/", operator)).text();
		expect(theirs).toContain('action="/console/pause"');
	});

	it("needs a form of the own session", async () => {
		const { email } = await letIn("operator");
		const [one, other] = [await team.assertionOf(email), await team.assertionOf(email)];
		const response = await team.visit("POST", "/console/pause", one, {
			body: encode({ "form-token": await formToken(other) }),
			headers: FORM,
		});
		expect(response.status).toBe(403);
		expect(await response.text()).toContain("auth.form_expired");
	});

	it("stands in the audit by an id that is told by its address", async () => {
		const { id, email } = await letIn("operator");
		const assertion = await team.assertionOf(email);
		expect((await send(assertion, "/console/pause")).status).toBe(303);
		expect((await send(assertion, "/console/resume")).status).toBe(303);
		const { items } = await call<{ items: { action: string; actorName: string }[] }>(
			"GET",
			`/audit?actor=person:${id}`,
			200,
		);
		expect(items.map(({ action }) => action)).toEqual([
			"system.resumed",
			"system.paused",
			"session.opened",
		]);
		expect(items[0]?.actorName).toBe(email);
		const stored = await env.DB.prepare("select * from audit_events").all();
		expect(JSON.stringify(stored.results)).not.toContain("@example.com");
	});
});

describe("the list of people", () => {
	it("has an address once", async () => {
		const { email } = await letIn("viewer");
		const body = { email: ` ${email.toUpperCase()} `, name: "Again", role: "operator" };
		expect(await call("POST", "/people", 409, { body })).toMatchObject({ code: "person.exists" });
	});

	it("takes somebody back who was removed", async () => {
		const { id, email } = await letIn("viewer");
		await call("DELETE", `/people/${id}`, 204);
		await call("DELETE", `/people/${id}`, 404);
		await call("POST", "/people", 201, { body: { email, name: "Back", role: "viewer" } });
		expect(await statusOf(await team.assertionOf(email))).toBe(200);
	});

	it("always keeps an administrator", async () => {
		await env.DB.prepare("update people set removed_at = 1").run();
		const { id, email } = await letIn("administrator");
		const demoted = { body: { name: "P", role: "viewer" } };
		expect(await call("PUT", `/people/${id}`, 409, demoted)).toMatchObject({
			code: "person.last_administrator",
		});
		const assertion = await team.assertionOf(email);
		expect((await send(assertion, `/console/people/${id}/remove`)).status).toBe(303);
		const page = await (await team.visit("GET", "/console/people", assertion)).text();
		expect(page).toContain(email);
		await letIn("administrator");
		await call("PUT", `/people/${id}`, 200, demoted);
	});

	it("keeps one of two administrators who remove each other at once", async () => {
		await env.DB.prepare("update people set removed_at = 1").run();
		const [one, other] = [await letIn("administrator"), await letIn("administrator")];
		const [first, second] = [
			await team.assertionOf(one.email),
			await team.assertionOf(other.email),
		];
		await Promise.all([
			send(first, `/console/people/${other.id}/remove`),
			send(second, `/console/people/${one.id}/remove`),
		]);
		const { items } = await call<{ items: { role: string }[] }>("GET", "/people", 200);
		expect(items.map(({ role }) => role)).toEqual(["administrator"]);
	});

	it("is changed in the console by administrators", async () => {
		const assertion = await team.assertionOf((await letIn("administrator")).email);
		const added = await send(assertion, "/console/people", {
			email: "new@example.com",
			name: "New",
			role: "operator",
		});
		expect(added.status).toBe(303);
		const { items } = await call<{ items: { id: string; email: string; role: string }[] }>(
			"GET",
			"/people",
			200,
		);
		const made = items.find(({ email }) => email === "new@example.com");
		expect(made?.role).toBe("operator");
		await send(assertion, `/console/people/${made?.id}`, { name: "New", role: "viewer" });
		expect(await statusOf(await team.assertionOf("new@example.com"), "/console/people")).toBe(403);
		const wrong = await send(assertion, "/console/people", {
			email: "no address",
			name: "",
			role: "king",
		});
		expect(wrong.status).toBe(422);
	});
});

describe("a session", () => {
	it("of oneself can be ended, and its assertion is dead then", async () => {
		const { email } = await letIn("viewer");
		const [here, there] = [await team.assertionOf(email), await team.assertionOf(email)];
		expect(await statusOf(there)).toBe(200);
		const page = await (await team.visit("GET", "/console/sessions", here)).text();
		const [, id] = /action="\/console\/sessions\/([0-9a-f]{16})\/end"/.exec(page) ?? [];
		expect((await send(here, `/console/sessions/${id}/end`)).status).toBe(303);
		const refused = await team.visit("GET", "/", there);
		expect(refused.status).toBe(401);
		expect(await refused.text()).toContain("This session was ended");
		expect(await statusOf(here)).toBe(200);
	});

	it("of somebody else can be ended by administrators alone", async () => {
		const { id: personId, email } = await letIn("viewer");
		const theirs = await team.assertionOf(email);
		expect(await statusOf(theirs)).toBe(200);
		const { items } = await call<{ items: { id: string; actor: string }[] }>(
			"GET",
			"/sessions",
			200,
		);
		const session = items.find(({ actor }) => actor === `person:${personId}`);
		const operator = await team.assertionOf((await letIn("operator")).email);
		expect((await send(operator, `/console/sessions/${session?.id}/end`)).status).toBe(404);
		expect(await statusOf(theirs)).toBe(200);
		const administrator = await team.assertionOf((await letIn("administrator")).email);
		expect((await send(administrator, `/console/sessions/${session?.id}/end`)).status).toBe(303);
		expect(await statusOf(theirs)).toBe(401);
	});

	it("that was ended stays so for as long as its assertion could be taken", async () => {
		const assertion = await team.assertionOf((await letIn("viewer")).email);
		await send(assertion, "/logout");
		twins.clock.advance(HOUR + 20_000);
		const refused = await team.visit("GET", "/", assertion);
		expect(await refused.text()).toContain("auth.session_ended");
	});

	it("ends with the logout", async () => {
		const assertion = await team.assertionOf((await letIn("viewer")).email);
		const response = await send(assertion, "/logout");
		expect(response.headers.get("Location")).toBe("/login");
		const page = await (await team.visit("GET", "/login", assertion)).text();
		expect(page).toContain("/cdn-cgi/access/logout");
		expect(await statusOf(assertion)).toBe(401);
	});
});

describe("ADMIN_TOKEN while Cloudflare Access keeps the door", () => {
	const logInWith = () =>
		team.visit("POST", "/login", null, {
			body: encode({ token: env.ADMIN_TOKEN }),
			headers: FORM,
		});

	it("opens nothing, also where it opened a session before", async () => {
		const opened = await login();
		const cookie = opened.headers.getSetCookie()[0]?.split(";")[0] ?? "";
		const headers = { Cookie: cookie };
		expect((await request("GET", "/", { token: null, headers })).status).toBe(200);
		const behind = await team.visit("GET", "/", null, { headers });
		expect(behind.headers.get("Location")).toBe("/login");
		expect((await logInWith()).status).toBe(401);
		const bearer = await request("GET", "/api/v1/orders", { env: team.env });
		expect(bearer.status).toBe(401);
		expect(await bearer.json()).toMatchObject({ code: "auth.admin_token_closed" });
	});

	it("opens the console for the hour after a reset", async () => {
		await env.DB.batch(adminResetSql(twins.clock.now()).map((line) => env.DB.prepare(line)));
		const stranger = await team.assertionOf("locked-out@example.com");
		const page = await (await team.visit("GET", "/login", stranger)).text();
		expect(page).toContain('name="token"');
		const opened = await logInWith();
		expect(opened.status).toBe(303);
		const headers = { Cookie: opened.headers.getSetCookie()[0]?.split(";")[0] ?? "" };
		expect((await team.visit("GET", "/console/people", stranger, { headers })).status).toBe(200);
		expect((await request("GET", "/api/v1/orders", { env: team.env })).status).toBe(200);
		const { items } = await call<{ items: object[] }>(
			"GET",
			"/audit?action=admin_token.door_opened",
			200,
		);
		expect(items).toMatchObject([{ actor: "operator:reset" }]);
		twins.clock.advance(HOUR);
		expect((await team.visit("GET", "/console/people", null, { headers })).status).toBe(303);
		expect((await request("GET", "/api/v1/orders", { env: team.env })).status).toBe(401);
	});
});
