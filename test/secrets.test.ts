import { createMessageBatch } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";

import worker from "../src/index.ts";
import {
	DEMO,
	connect,
	createConnection,
	forgetEarlier,
	readDivision,
	startConnected,
} from "./demo-division.ts";
import { hashOf, signedBody } from "./exact/signed-webhook.ts";
import { leaksIn } from "./secrets/leaks.ts";
import { audited, METHODS, shown, startWatch, type Watch } from "./secrets/watch.ts";
import type { Twins } from "./twins.ts";
import { visit } from "./visit.ts";
import { ORIGIN, api, consent, tryApi, until } from "./worker.ts";

/**
 * A full run with everything that can go wrong on the way, and all that it lets be seen: every line that the Worker
 * prints in any of its invocations, the headers of every answer and the text of every refusal, and the audit.
 */

const MINUTE = 60_000;
const DAY = 86_400_000;

let twins: Twins;
let watch: Watch;

beforeEach(async () => {
	await forgetEarlier();
	watch = startWatch();
	twins = startConnected({ orders: 24 });
	watch.watchStore(twins.exactStore);
	watch.watchStore(twins.fedexStore);
});

const give = (kind: string, value: string | null | undefined) => watch.give(kind, value);

async function fault(twin: "exact" | "fedex", faults: object[]): Promise<void> {
	const once = faults.map((one) => ({ rate: 1, times: 1, ...one }));
	const set = await twins.control(twin, "faults", { method: "PUT", body: { faults: once } });
	expect(set).toEqual({ faults: once });
}

async function newOrders(count: number): Promise<void> {
	const { region } = DEMO.connection;
	const body = { region, division: DEMO.code, count };
	await twins.control("exact", "orders", { method: "POST", body });
}

type Counts = {
	writeBacks: { pending: number; written: number };
	shipments: Record<string, number>;
};

const status = () => api<Counts>("GET", "/status");

async function logIn(): Promise<string> {
	const form = (token: string) =>
		visit(`${ORIGIN}/login`, {
			method: "POST",
			redirect: "manual",
			headers: { origin: ORIGIN, "content-type": "application/x-www-form-urlencoded" },
			body: new URLSearchParams({ token }).toString(),
		});
	await form(give("wrong password", "a-guess-at-the-administrators-token"));
	const [cookie = ""] = (await form(env.ADMIN_TOKEN)).headers.getSetCookie();
	return cookie.split(";")[0] ?? "";
}

/** A vendor that quotes in its error what it was sent, as vendors do. */
function quoting(): string {
	const values = watch.twinSecrets().map(({ value }) => value);
	return values.slice(-400).join(" | ");
}

/** Asks for what is refused, with secrets in the question. */
async function askWrongly(connectionId: string): Promise<void> {
	const webhook = `${ORIGIN}/webhooks/exact/${connectionId}`;
	const secret = give("Exact's client secret", "a-client-secret-in-a-bad-request");
	await tryApi("POST", "/exact-connections", { clientSecret: secret, webhookSecret: secret });
	await tryApi("POST", "/exact-connections", { ...DEMO.connection, region: secret });
	const bearer = { authorization: `Bearer ${give("API token", "an-api-token-that-is-not-known")}` };
	await visit(`${ORIGIN}/api/v1/status`, { headers: bearer });
	const content = JSON.stringify({
		Topic: "SalesOrders",
		ClientId: DEMO.connection.clientId,
		Division: DEMO.code,
		Action: "Update",
		Key: give("recipient's name", "Mevrouw Van der Webhook"),
		ExactOnlineEndpoint: "",
		EventCreatedOn: "",
	});
	const hash = give("webhook signature", await hashOf(content, DEMO.connection.webhookSecret));
	for (const body of [
		await signedBody(content, DEMO.connection.webhookSecret),
		await signedBody(content, "another secret"),
		`{"Content":${content},"HashCode":"${hash.slice(1)}"}`,
		content.slice(0, 40),
	]) {
		await visit(webhook, { method: "POST", body });
	}
	const query = new URLSearchParams({
		code: give("Exact's authorization code", "a-code-that-nobody-waits-for"),
		state: give("OAuth state", "a-state-that-nobody-made"),
	});
	await visit(`${ORIGIN}/oauth/exact/callback?${query}`, { redirect: "manual" });
	await visit(`${ORIGIN}/oauth/exact/callback?${query}`, {
		redirect: "manual",
		headers: { cookie: "exact-consent=a-cookie-of-somebody" },
	});
	const unreadable = { kind: "fax", scope: give("recipient's name", "Mijnheer De Wachtrij") };
	await worker.queue(
		createMessageBatch("exact-fedex-connector-poll", [
			{ id: "m1", timestamp: new Date(), attempts: 1, body: unreadable },
		]),
		env,
	);
}

async function fetchLabels(): Promise<void> {
	const { items } = await api<{ items: { id: string }[] }>("GET", "/shipments?status=labelled");
	const { documents } = await api<{ documents: { id: string }[] }>(
		"GET",
		`/shipments/${items[0]?.id}`,
	);
	const { url } = await api<{ url: string }>("POST", `/documents/${documents[0]?.id}/link`, {
		expiresInSeconds: 60,
	});
	const signature = give("signature of a link", new URL(url).searchParams.get("signature"));
	expect((await visit(url)).status).toBe(200);
	expect((await visit(url.replace(signature, signature.slice(0, -4)))).status).toBe(403);
	twins.clock.advance(2 * MINUTE);
	expect((await visit(url)).status).toBe(410);
}

/** Connects, ships, is refused, meets broken vendors, loses its grant, follows parcels, and comes back. */
async function runThroughEverything(): Promise<void> {
	const session = await logIn();
	await visit(`${ORIGIN}/`, { headers: { cookie: session } });
	const { token } = await api<{ token: string }>("POST", "/api-tokens", {
		name: "integrator",
		scopes: ["read"],
	});
	await visit(`${ORIGIN}/api/v1/orders`, {
		headers: { authorization: `Bearer ${give("API token", token)}` },
	});
	const unused = await createConnection(twins);
	const { url } = await api<{ url: string }>("POST", `/exact-connections/${unused}/authorize`);
	give("single-use address", new URL(url).searchParams.get("code"));
	await visit(`${ORIGIN}/api/v1/exact-connections/${unused}`, {
		method: "DELETE",
		headers: { authorization: `Bearer ${env.ADMIN_TOKEN}` },
	});
	const { connectionId, divisionId } = await connect(twins, "*/15 * * * *");
	await until(async () => (await readDivision(divisionId)).lastPollAt !== null);
	await fault("fedex", [
		{ operation: "ship.create", kind: "status-before", status: 400, body: refusal() },
		{ operation: "ship.create", kind: "status-before", status: 500, body: quoting() },
	]);
	await fault("exact", [
		{ operation: "write.Documents", kind: "status-before", status: 500, body: quoting() },
		{ operation: "write.Documents", kind: "html", body: `<p>${quoting()}</p>` },
	]);
	await api("POST", `/divisions/${divisionId}/release`, { mode: "live", orders: "all" });
	await until(async () => {
		const { shipments, writeBacks } = await status();
		return shipments["planned"] === 0 && shipments["creating"] === 0 && writeBacks.written > 0;
	});
	await fetchLabels();
	await askWrongly(connectionId);

	await fault("exact", [
		{ operation: "read.SalesOrderHeaders", kind: "html", body: `<p>${quoting()}</p>` },
		{ operation: "read.Addresses", kind: "status-before", status: 500, body: quoting() },
		{ operation: "token.refresh", kind: "status-before", status: 500, body: quoting() },
	]);
	await fault("fedex", [
		{ operation: "track.numbers", kind: "status-before", status: 500, body: quoting() },
		{ operation: "token", kind: "html", status: 503, body: `<p>${quoting()}</p>` },
	]);
	twins.clock.advance(DAY);
	await until(async () => watch.printed.some((line) => line.includes("poll.postponed")));
	await until(async () => {
		twins.clock.advance(MINUTE);
		return twins.fedexLog.calls().some(({ operation }) => operation === "track.numbers");
	});

	const { region, clientId } = DEMO.connection;
	await twins.control("exact", "consent", { method: "POST", body: { region, clientId } });
	await newOrders(2);
	await until(async () => {
		twins.clock.advance(MINUTE);
		const connection = await api<{ status: string }>("GET", `/exact-connections/${connectionId}`);
		return connection.status === "needs_reauthorization";
	});
	const { written } = (await status()).writeBacks;
	expect((await consent(twins, connectionId)).status).toBe(302);
	await until(async () => {
		twins.clock.advance(MINUTE);
		return (await status()).writeBacks.written >= written + 2;
	});
}

/** FedEx refuses, and quotes what it does not like. */
function refusal(): string {
	const message = quoting();
	return JSON.stringify({
		transactionId: "t-1",
		errors: [{ code: "RECIPIENTS.ADDRESSSTREETLINE.INVALID", message }],
	});
}

/** Without these lines the run did not come where it was to look. */
const PRINTED = [
	"request.done",
	"drain.done",
	"tick.done",
	"fedex.token",
	"shipment.labelled",
	"shipment.outcome_unknown",
	"shipment.refused",
	"shipment.tracked",
	"tracking.look_failed",
	"write_back.not_written",
	"write_back.written",
	"poll.postponed",
	"poll.sweeps",
	"wake_up.unreadable",
	"connection.needs_reauthorization",
];

const KINDS = [
	"API token",
	"Exact's access token",
	"Exact's authorization code",
	"Exact's client secret",
	"Exact's refresh token",
	"Exact's webhook secret",
	"FedEx's client secret",
	"FedEx's token",
	"OAuth state",
	"administrator's token",
	"cookie",
	"e-mail",
	"encryption key",
	"phone number",
	"recipient's name",
	"signature of a link",
	"single-use address",
	"street",
	"webhook signature",
	"wrong password",
];

describe("a run through everything that can happen", () => {
	it("shows no secret and nobody's name, neither in its log nor in a refusal nor in the audit", async () => {
		for (const method of METHODS) {
			console[method](`by ${method}`);
		}
		expect(watch.printed).toEqual(METHODS.map((method) => `by ${method}`));
		await runThroughEverything();
		const secrets = watch.planted();
		const lines = watch.printed.join("\n");
		expect(PRINTED.filter((event) => !lines.includes(`"${event}"`))).toEqual([]);
		expect([...new Set(secrets.map(({ kind }) => kind))].toSorted()).toEqual(KINDS);
		const statuses = watch.visits.map((visited) => visited.status);
		expect(statuses).toEqual(expect.arrayContaining([302, 400, 401, 403, 410, 422]));

		expect(leaksIn(lines, secrets)).toEqual([]);
		expect(leaksIn(watch.visits.map(shown).join("\n"), secrets)).toEqual([]);
		expect(leaksIn(await audited(), secrets)).toEqual([]);

		for (const kind of KINDS) {
			const secret = secrets.findLast((one) => one.kind === kind);
			expect(leaksIn(`${lines}\n{"event":"x","url":"/?q=${secret?.value}"}`, secrets)).toContain(
				kind,
			);
		}
	}, 120_000);
});
