import { env } from "cloudflare:workers";
import { expect, vi } from "vitest";

import { connect, createConnection, DEMO, readDivision } from "../demo-division.ts";
import type { Twins } from "../twins.ts";
import { visit } from "../visit.ts";
import { api, consent, ORIGIN, until } from "../worker.ts";
import { meetBrokenPlatform } from "./broken-platform.ts";
import { askWrongly } from "./misuse.ts";
import type { startReceivers } from "./receivers.ts";
import type { Watch } from "./watch.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;

export type Stage = { twins: Twins; watch: Watch; receivers: ReturnType<typeof startReceivers> };

type Counts = {
	writeBacks: { pending: number; written: number };
	shipments: Record<string, number>;
};

const status = () => api<Counts>("GET", "/status");

const MAILS = {
	labelMade: true,
	outForDelivery: true,
	delivered: true,
	problem: true,
	language: "auto",
	replyTo: null,
};

/** Connects, ships, tells, is refused, meets broken vendors, loses its grant, follows parcels, and comes back. */
export async function runThroughEverything(stage: Stage): Promise<void> {
	const { twins, watch, receivers } = stage;
	await enter(watch);
	await beTold(stage);
	await leaveUnused(stage);
	const { connectionId, divisionId } = await connect(twins, "*/15 * * * *", {
		customerMails: MAILS,
	});
	await until(async () => (await readDivision(divisionId)).lastPollAt !== null);
	await shipWithTrouble(stage, divisionId);
	const { items } = await api<{ items: { id: string }[] }>("GET", "/fedex-accounts");
	const accountId = items[0]?.id ?? "";
	await fetchLabels(stage);
	await pairStation(watch);
	await askWrongly({ connectionId, accountId }, watch.give);
	await meetBrokenPlatform(watch, quoting(stage));
	await followWithTrouble(stage);
	await loseTheGrant(stage, connectionId);
	await until(async () => {
		twins.clock.advance(MINUTE);
		return receivers.mails.length > 2 && receivers.shop.length > 2;
	});
	await untilSilent(watch);
}

/** Until nothing that was woken prints a line any more: the last ones are looked through too. */
async function untilSilent({ printed }: Watch): Promise<void> {
	let before = -1;
	await vi.waitUntil(
		() => {
			const isSilent = printed.length === before;
			before = printed.length;
			return isSilent;
		},
		{ timeout: 30_000, interval: 400 },
	);
}

async function fault({ twins }: Stage, twin: "exact" | "fedex", faults: object[]): Promise<void> {
	const once = faults.map((one) => ({ rate: 1, times: 1, ...one }));
	const set = await twins.control(twin, "faults", { method: "PUT", body: { faults: once } });
	expect(set).toEqual({ faults: once });
}

/** A vendor that quotes in its error what it was sent, as vendors do. */
function quoting({ watch }: Stage): string {
	const values = watch.twinSecrets().map(({ value }) => value);
	return values.slice(-400).join(" | ");
}

/** FedEx refuses, and quotes what it does not like. */
function refusal(stage: Stage): string {
	const message = quoting(stage);
	return JSON.stringify({
		transactionId: "t-1",
		errors: [{ code: "RECIPIENTS.ADDRESSSTREETLINE.INVALID", message }],
	});
}

/** The administrator at the console, and a program with a token of its own. */
async function enter({ give }: Watch): Promise<void> {
	const form = (token: string) =>
		visit(`${ORIGIN}/login`, {
			method: "POST",
			redirect: "manual",
			headers: { origin: ORIGIN, "content-type": "application/x-www-form-urlencoded" },
			body: new URLSearchParams({ token }).toString(),
		});
	await form(give("wrong password", "a-guess-at-the-administrators-token"));
	const [cookie = ""] = (await form(env.ADMIN_TOKEN)).headers.getSetCookie();
	await visit(`${ORIGIN}/`, { headers: { cookie: cookie.split(";")[0] ?? "" } });
	const { token } = await api<{ token: string }>("POST", "/api-tokens", {
		name: "integrator",
		scopes: ["read"],
	});
	await visit(`${ORIGIN}/api/v1/orders`, {
		headers: { authorization: `Bearer ${give("API token", token)}` },
	});
}

/** A shop, a chat and a mailbox hear of what happens; each fails once, and quotes what it was given. */
async function beTold({ watch, receivers }: Stage): Promise<void> {
	const { secret } = await api<{ secret: string }>("POST", "/outgoing-webhooks", {
		name: "Shop",
		url: receivers.shopUrl,
		kinds: ["shipment.labelled", "shipment.failed", "tracking.changed"],
	});
	watch.give("secret of a receiver", secret);
	await api("PUT", "/alerts", {
		chatUrl: receivers.chatUrl,
		mailTo: [watch.give("e-mail", "nachtdienst@noordzee-onderdelen.example")],
	});
	receivers.failNext("shop");
	receivers.failNext("chat");
	receivers.failNext("mail");
}

async function leaveUnused({ twins, watch }: Stage): Promise<void> {
	const unused = await createConnection(twins);
	const { url } = await api<{ url: string }>("POST", `/exact-connections/${unused}/authorize`);
	watch.give("single-use address", new URL(url).searchParams.get("code"));
	await visit(`${ORIGIN}/api/v1/exact-connections/${unused}`, {
		method: "DELETE",
		headers: { authorization: `Bearer ${env.ADMIN_TOKEN}` },
	});
}

async function shipWithTrouble(stage: Stage, divisionId: string): Promise<void> {
	await fault(stage, "fedex", [
		{ operation: "ship.create", kind: "status-before", status: 400, body: refusal(stage) },
		{ operation: "ship.create", kind: "status-before", status: 500, body: quoting(stage) },
	]);
	await fault(stage, "exact", [
		{ operation: "write.Documents", kind: "status-before", status: 500, body: quoting(stage) },
		{ operation: "write.Documents", kind: "html", body: `<p>${quoting(stage)}</p>` },
	]);
	await api("POST", `/divisions/${divisionId}/release`, { mode: "live", orders: "all" });
	await until(async () => {
		const { shipments, writeBacks } = await status();
		return shipments["planned"] === 0 && shipments["creating"] === 0 && writeBacks.written > 0;
	});
}

async function fetchLabels({ twins, watch }: Stage): Promise<void> {
	const { items } = await api<{ items: { id: string }[] }>("GET", "/shipments?status=labelled");
	const { documents } = await api<{ documents: { id: string }[] }>(
		"GET",
		`/shipments/${items[0]?.id}`,
	);
	const { url } = await api<{ url: string }>("POST", `/documents/${documents[0]?.id}/link`, {
		expiresInSeconds: 60,
	});
	const signature = watch.give("signature of a link", new URL(url).searchParams.get("signature"));
	expect((await visit(url)).status).toBe(200);
	expect((await visit(url.replace(signature, signature.slice(0, -4)))).status).toBe(403);
	twins.clock.advance(2 * MINUTE);
	expect((await visit(url)).status).toBe(410);
}

async function pairStation({ give }: Watch): Promise<void> {
	const { id } = await api<{ id: string }>("POST", "/print-stations", {
		name: "Table 1",
		formats: ["PDF", "ZPL"],
	});
	const { code } = await api<{ code: string }>("POST", `/print-stations/${id}/pairing-code`);
	give("print station's code", code);
	const paired = await visit(`${ORIGIN}/print/pair`, {
		method: "POST",
		headers: { "content-type": "application/json" },
		body: JSON.stringify({ code }),
	});
	const { token } = (await paired.json()) as { token: string };
	await visit(`${ORIGIN}/print/jobs/prj_1/document`, {
		headers: { authorization: `Bearer ${give("token of a print station", token)}` },
	});
}

async function followWithTrouble(stage: Stage): Promise<void> {
	const { twins, watch } = stage;
	await fault(stage, "exact", [
		{ operation: "read.SalesOrderHeaders", kind: "html", body: `<p>${quoting(stage)}</p>` },
		{ operation: "read.Addresses", kind: "status-before", status: 500, body: quoting(stage) },
		{ operation: "token.refresh", kind: "status-before", status: 500, body: quoting(stage) },
	]);
	await fault(stage, "fedex", [
		{ operation: "track.numbers", kind: "status-before", status: 500, body: quoting(stage) },
		{ operation: "token", kind: "html", status: 503, body: `<p>${quoting(stage)}</p>` },
	]);
	twins.clock.advance(DAY);
	await until(async () => watch.printed.some((line) => line.includes("poll.postponed")));
	await until(async () => {
		twins.clock.advance(MINUTE);
		return twins.fedexLog.calls().some(({ operation }) => operation === "track.numbers");
	});
}

/** Exact takes the consent away while orders come in; the operator is told, and a person gives it again. */
async function loseTheGrant({ twins, receivers }: Stage, connectionId: string): Promise<void> {
	const { region, clientId } = DEMO.connection;
	await twins.control("exact", "consent", { method: "POST", body: { region, clientId } });
	const orders = { region, division: DEMO.code, count: 2 };
	await twins.control("exact", "orders", { method: "POST", body: orders });
	await until(async () => {
		twins.clock.advance(MINUTE);
		const connection = await api<{ status: string }>("GET", `/exact-connections/${connectionId}`);
		return connection.status === "needs_reauthorization" && receivers.chat.length > 0;
	});
	const { written } = (await status()).writeBacks;
	expect((await consent(twins, connectionId)).status).toBe(302);
	await until(async () => {
		twins.clock.advance(MINUTE);
		return (await status()).writeBacks.written >= written + 2;
	});
}
