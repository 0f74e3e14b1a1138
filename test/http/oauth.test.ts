import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";

import { demoCredentials } from "../simulators/demo/credentials.ts";
import { consentAtExact } from "../twins.ts";
import { call, ORIGIN, type Page, problemOf, request, startOutside, type Twins } from "./client.ts";

type Connection = {
	id: string;
	status: string;
	authorizeUrl: string;
	redirectUri: string;
	webhookUrl: string;
	user: { id: string; name: string } | null;
	grantExpiresAt: string | null;
};

type Division = {
	id: string;
	connectionId: string;
	code: number;
	mode: string;
	name: string;
	budget: unknown;
};

const { division: CODE, ...app } = demoCredentials.nl;
const CALLBACK = `${ORIGIN}/oauth/exact/callback`;

let twins: Twins;
beforeEach(async () => {
	twins = startOutside();
	// The twin has one administration a site, and a division is in the hands of one connection only.
	await env.DB.batch([
		env.DB.prepare("delete from divisions"),
		env.DB.prepare("delete from connections"),
	]);
	await twins.control("exact", "apps", {
		method: "PUT",
		body: { region: "nl", clientId: app.clientId, redirectUris: [CALLBACK] },
	});
});

function createConnection(): Promise<Connection> {
	return call<Connection>("POST", "/exact-connections", 201, { body: { name: "Zwolle", ...app } });
}

/** Opens the consent as the program's address does; the browser's cookie and where Exact sends it back to. */
async function beginConsent(connectionId: string) {
	const { url } = await call<{ url: string }>(
		"POST",
		`/exact-connections/${connectionId}/authorize`,
		200,
	);
	const started = await open(url);
	expect(started.status).toBe(302);
	const cookie = (started.headers.get("Set-Cookie") ?? "").split(";")[0] ?? "";
	const consentUrl = started.headers.get("Location") ?? "";
	return { url, cookie, consentUrl, back: await consentAtExact(twins, consentUrl) };
}

function open(url: string, cookie?: string) {
	const { pathname, search } = new URL(url);
	return request("GET", `${pathname}${search}`, {
		token: null,
		...(cookie === undefined ? {} : { headers: { Cookie: cookie } }),
	});
}

async function connect(): Promise<Connection> {
	const connection = await createConnection();
	const { back, cookie } = await beginConsent(connection.id);
	const response = await open(back, cookie);
	expect(response.status, await response.clone().text()).toBe(302);
	return connection;
}

async function divisionsOf(connectionId: string): Promise<Division[]> {
	const { items } = await call<Page<Division>>("GET", "/divisions?limit=200", 200);
	return items.filter((division) => division.connectionId === connectionId);
}

describe("a connection", () => {
	it("begins pending, says its addresses and never its secrets", async () => {
		const created = await createConnection();
		expect(created).toEqual({
			id: created.id,
			name: "Zwolle",
			region: "nl",
			status: "pending",
			authorizeUrl: `${ORIGIN}/oauth/exact/start?connection=${created.id}`,
			redirectUri: CALLBACK,
			webhookUrl: `${ORIGIN}/webhooks/exact/${created.id}`,
			user: null,
			grantExpiresAt: null,
		});
		expect(await call("GET", `/exact-connections/${created.id}`, 200)).toEqual(created);
		const stored = await env.DB.prepare("select * from connections where id = ?")
			.bind(created.id)
			.first();
		expect(JSON.stringify(stored)).not.toContain(app.webhookSecret);
		expect(JSON.stringify(stored)).not.toContain(app.clientSecret);
	});

	it("is connected by a consent, and its divisions are known, off", async () => {
		const { id } = await createConnection();
		const { back, cookie, consentUrl } = await beginConsent(id);
		expect(Object.fromEntries(new URL(consentUrl).searchParams)).toEqual({
			client_id: app.clientId,
			redirect_uri: CALLBACK,
			response_type: "code",
			state: expect.stringMatching(/^[\w-]{43}$/),
		});
		const response = await open(back, cookie);
		expect(response.status).toBe(302);
		expect(response.headers.get("Location")).toBe(`/console/connections/${id}`);
		const connection = await call<Connection>("GET", `/exact-connections/${id}`, 200);
		expect(connection.status).toBe("connected");
		expect(connection.user?.name).toBe("Femke de Vries");
		const days = (Date.parse(connection.grantExpiresAt ?? "") - twins.clock.now()) / 86_400_000;
		expect(Math.round(days)).toBe(30);
		expect(await divisionsOf(id)).toMatchObject([
			{ code: CODE, mode: "off", name: "Noordzee Onderdelen B.V." },
		]);
		const { items } = await call<Page<object>>("GET", `/audit?subject=connection:${id}`, 200);
		expect(items).toMatchObject([
			{ action: "connection.connected", actor: "operator:admin" },
			{ action: "connection.created" },
		]);
	});

	it("keeps its divisions and their modes when it is consented to again", async () => {
		const { id } = await connect();
		const [before] = await divisionsOf(id);
		await env.DB.prepare("update divisions set mode = 'live' where id = ?").bind(before?.id).run();
		const { back, cookie } = await beginConsent(id);
		expect((await open(back, cookie)).status).toBe(302);
		const [after] = await divisionsOf(id);
		expect(after).toEqual({ ...before, mode: "live", budget: after?.budget });
	});

	it("is not made to a division that another connection works with", async () => {
		const first = await connect();
		const [division] = await divisionsOf(first.id);
		const id = division?.id ?? "";
		await env.DB.prepare("update divisions set mode = 'live' where id = ?").bind(id).run();
		const second = await createConnection();
		const { back, cookie } = await beginConsent(second.id);
		const returned = await open(back, cookie);
		expect(returned.status).toBe(409);
		expect(await returned.json()).toMatchObject({ code: "connection.division_taken" });
		const row = await env.DB.prepare("select connection_id from divisions where id = ?")
			.bind(id)
			.first();
		expect(row).toEqual({ connection_id: first.id });
	});

	it("keeps the token in use when another user consents", async () => {
		const { id } = await connect();
		const session = env.EXACT_SESSIONS.getByName(id) as unknown as {
			accessToken(): Promise<{ ok: boolean; token: string }>;
		};
		const before = await session.accessToken();
		expect(before.ok).toBe(true);
		await env.DB.prepare("update connections set user_id = 'somebody-else' where id = ?")
			.bind(id)
			.run();
		const { back, cookie } = await beginConsent(id);
		const response = await open(back, cookie);
		expect(response.status).toBe(409);
		expect(await response.json()).toMatchObject({ code: "connection.other_user" });
		expect(await session.accessToken()).toEqual(before);
	});

	it("is deleted with its divisions while they are off, and not after", async () => {
		const { id } = await connect();
		const [division] = await divisionsOf(id);
		const setMode = (mode: string) =>
			env.DB.prepare("update divisions set mode = ? where id = ?").bind(mode, division?.id).run();
		await setMode("hold");
		const problem = await problemOf("DELETE", `/exact-connections/${id}`, 409);
		expect(problem).toMatchObject({
			code: "connection.in_use",
			detail: expect.stringContaining(String(CODE)),
		});
		await setMode("off");
		await call("DELETE", `/exact-connections/${id}`, 204);
		await problemOf("GET", `/exact-connections/${id}`, 404);
		expect(await divisionsOf(id)).toEqual([]);
	});

	it("needs PUBLIC_URL anywhere but on this machine", async () => {
		const body = { name: "Zwolle", ...app };
		const problem = await problemOf("POST", "/exact-connections", 503, {
			body,
			env: { PUBLIC_URL: "" } as Partial<Env>,
		});
		expect(problem).toMatchObject({
			code: "config.public_url_missing",
			detail: expect.stringContaining("PUBLIC_URL"),
		});
		const local = await call<Connection>("POST", "/exact-connections", 201, {
			body,
			env: { PUBLIC_URL: "" } as Partial<Env>,
			origin: "http://127.0.0.1:8787",
		});
		expect(local.redirectUri).toBe("http://127.0.0.1:8787/oauth/exact/callback");
	});
});

describe("the start of a consent", () => {
	it("needs a session or an address that was asked for", async () => {
		const { authorizeUrl } = await createConnection();
		expect((await open(authorizeUrl)).status).toBe(401);
	});

	it("opens to the operator's session", async () => {
		const { authorizeUrl } = await createConnection();
		const login = await request("POST", "/login", {
			token: null,
			body: "token=an-administrator-token-of-the-tests",
			headers: { "Content-Type": "application/x-www-form-urlencoded" },
		});
		const cookie = (login.headers.get("Set-Cookie") ?? "").split(";")[0] ?? "";
		expect((await open(authorizeUrl, cookie)).status).toBe(302);
		twins.clock.advance(12 * 3_600_000 + 1);
		expect((await open(authorizeUrl, cookie)).status).toBe(401);
	});

	it("opens once by the address that a program asked for", async () => {
		const { id } = await createConnection();
		const { url } = await beginConsent(id);
		const again = await open(url);
		expect(again.status).toBe(400);
		expect(await again.json()).toMatchObject({ code: "oauth.code_used" });
	});

	it("does not open another connection, nor late", async () => {
		const { id } = await createConnection();
		const other = await createConnection();
		const asked = () => call<{ url: string }>("POST", `/exact-connections/${id}/authorize`, 200);
		const { url } = await asked();
		expect((await open(url.replace(id, other.id))).status).toBe(400);
		const late = await asked();
		twins.clock.advance(600_001);
		expect((await open(late.url)).status).toBe(400);
	});
});

describe("the return from Exact", () => {
	it.each<[string, (back: string) => string]>([
		["a state of nobody's", (back) => back.replace(/state=[^&]+/, "state=guess")],
		["no state", (back) => back.replace(/&?state=[^&]+/, "")],
	])("with %s is refused", async (_, change) => {
		const { id } = await createConnection();
		const { back, cookie } = await beginConsent(id);
		const response = await open(change(back), cookie);
		expect(response.status).toBe(400);
		expect(await response.json()).toMatchObject({ code: "oauth.state_invalid" });
	});

	it("in another browser is refused, and still works in the one that began", async () => {
		const { id } = await createConnection();
		const { back, cookie } = await beginConsent(id);
		expect((await open(back)).status).toBe(400);
		expect((await open(back, "exact-consent=someone-else")).status).toBe(400);
		expect((await open(back, cookie)).status).toBe(302);
	});

	it("works once", async () => {
		const { id } = await createConnection();
		const { back, cookie } = await beginConsent(id);
		expect((await open(back, cookie)).status).toBe(302);
		expect((await open(back, cookie)).status).toBe(400);
	});

	it("after ten minutes is too late", async () => {
		const { id } = await createConnection();
		const { back, cookie } = await beginConsent(id);
		twins.clock.advance(600_001);
		expect((await open(back, cookie)).status).toBe(400);
		expect(await call("GET", `/exact-connections/${id}`, 200)).toMatchObject({ status: "pending" });
	});

	it("without a code says that the consent was refused", async () => {
		const { id } = await createConnection();
		const { back, cookie } = await beginConsent(id);
		const denied = back.replace(/code=[^&]+/, "error=access_denied");
		const response = await open(denied, cookie);
		expect(response.status).toBe(400);
		expect(await response.json()).toMatchObject({ code: "oauth.denied" });
	});

	it("with a code that Exact refuses connects nothing", async () => {
		const { id } = await createConnection();
		const { back, cookie } = await beginConsent(id);
		const response = await open(back.replace(/code=[^&]+/, "code=forged"), cookie);
		expect(response.status).toBe(400);
		expect(await response.json()).toMatchObject({ code: "exact.code_refused" });
		expect(await call("GET", `/exact-connections/${id}`, 200)).toMatchObject({ status: "pending" });
	});
});
