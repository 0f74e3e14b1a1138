import { createMessageBatch } from "cloudflare:test";
import { env } from "cloudflare:workers";

import worker from "../../src/index.ts";
import { DEMO } from "../demo-division.ts";
import { hashOf, signedBody } from "../exact/signed-webhook.ts";
import { pushOf, signPush } from "../fedex/signed-push.ts";
import { visit } from "../visit.ts";
import { ORIGIN, tryApi } from "../worker.ts";
import type { Watch } from "./watch.ts";

/** Everything that is refused at the door, with secrets and names in the question. */

type Give = Watch["give"];

export async function askWrongly(
	{ connectionId, accountId }: { connectionId: string; accountId: string },
	give: Give,
): Promise<void> {
	await sendBadBodies(give);
	await comeAsNobody(give);
	await forgeExactWebhooks(connectionId, give);
	await forgePushes(accountId, give);
	await comeBackFromNowhere(give);
	await wakeUnreadably(give);
}

async function sendBadBodies(give: Give): Promise<void> {
	const secret = give("Exact's client secret", "a-client-secret-in-a-bad-request");
	await tryApi("POST", "/exact-connections", { clientSecret: secret, webhookSecret: secret });
	await tryApi("POST", "/exact-connections", { ...DEMO.connection, region: secret });
	const fedex = give("FedEx's client secret", "a-secret-of-fedex-in-a-bad-request");
	const credentials = { clientId: fedex, clientSecret: fedex };
	await tryApi("POST", "/fedex-accounts", { environment: fedex, ship: credentials });
	const name = give("recipient's name", "Mevrouw De Zoekterm");
	await tryApi("GET", `/orders?q=${encodeURIComponent(name)}&limit=${encodeURIComponent(name)}`);
	await tryApi("GET", `/orders?q=${encodeURIComponent(name)}`);
	const chat = give("address of a chat", "services-T9-B9-a-chat-on-a-private-address");
	await tryApi("PUT", "/alerts", { chatUrl: `http://10.0.0.1/${chat}` });
	await tryApi("POST", "/outgoing-webhooks", {
		name: "Shop",
		url: `http://10.0.0.1/${chat}`,
		kinds: ["shipment.labelled"],
	});
	await visit(`${ORIGIN}/api/v1/exact-connections`, {
		method: "POST",
		headers: {
			authorization: `Bearer ${env.ADMIN_TOKEN}`,
			"content-type": "application/json",
		},
		body: `{"clientSecret":"${secret}",`,
	});
}

async function comeAsNobody(give: Give): Promise<void> {
	const get = (path: string, headers: Record<string, string>) =>
		visit(`${ORIGIN}${path}`, { headers, redirect: "manual" });
	const token = give("API token", "an-api-token-that-is-not-known");
	await get("/api/v1/status", { authorization: `Bearer ${token}` });
	const ours = give("API token", `efc_${"q7Rk2".repeat(9)}`);
	await get("/api/v1/status", { authorization: `Bearer ${ours}` });
	const session = give("cookie", "a-session-that-was-never-opened-here-Zq81");
	await get("/console/orders", { cookie: `__Host-session=${session}; session=${session}` });
	const assertion = give(
		"token of Cloudflare Access",
		"eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.abcd1234",
	);
	await get("/console", { "cf-access-jwt-assertion": assertion });
	const station = give(
		"token of a print station",
		`eps_prs_${"0".repeat(22)}_${"pQ9".repeat(14)}x`,
	);
	await get("/print/socket", { "sec-websocket-protocol": `print, ${station}` });
	await get("/print/jobs/prj_1/document", { authorization: `Bearer ${station}` });
	await visit(`${ORIGIN}/print/pair`, {
		method: "POST",
		headers: { "content-type": "application/json" },
		body: JSON.stringify({ code: give("print station's code", "7F3K-9QXD") }),
	});
	const signature = give("signature in a customer's address", `k1.${"Tr4ck".repeat(8)}abc`);
	await get(`/track/${"0".repeat(22)}.1.${signature}`, {});
	await get(`/mails/stop/${"0".repeat(22)}.${signature}`, {});
}

async function forgeExactWebhooks(connectionId: string, give: Give): Promise<void> {
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
		await visit(`${ORIGIN}/webhooks/exact/${connectionId}`, { method: "POST", body });
	}
}

/** Pushes in FedEx's name: unsigned as it should be, signed but no JSON, and of a parcel that is nobody's. */
async function forgePushes(accountId: string, give: Give): Promise<void> {
	const securityToken = give("FedEx's security token", "Secret-of-26-characters-42");
	await tryApi("PUT", `/fedex-accounts/${accountId}/push`, { securityToken });
	const known = pushOf("794600000000", "PU", new Date().toISOString());
	for (const [body, key] of [
		[known, securityToken],
		[known, "Another-secret-of-ours-0123"],
		[`${known.slice(0, 80)} ${give("recipient's name", "Mijnheer De Push")}`, securityToken],
	] as const) {
		const signature = give("webhook signature", await signPush(body, key));
		await visit(`${ORIGIN}/webhooks/fedex/${accountId}`, {
			method: "POST",
			headers: { "fdx-signature": signature },
			body,
		});
	}
}

async function comeBackFromNowhere(give: Give): Promise<void> {
	const query = new URLSearchParams({
		code: give("Exact's authorization code", "a-code-that-nobody-waits-for"),
		state: give("OAuth state", "a-state-that-nobody-made"),
	});
	const callback = `${ORIGIN}/oauth/exact/callback?${query}`;
	await visit(callback, { redirect: "manual" });
	await visit(callback, {
		redirect: "manual",
		headers: { cookie: "exact-consent=a-cookie-of-somebody" },
	});
	const code = give("single-use address", "a-code-that-was-used-long-ago");
	await visit(`${ORIGIN}/oauth/exact/start?code=${code}`, { redirect: "manual" });
}

async function wakeUnreadably(give: Give): Promise<void> {
	const body = { kind: "fax", scope: give("recipient's name", "Mijnheer De Wachtrij") };
	await worker.queue(
		createMessageBatch("exact-fedex-connector-poll", [
			{ id: "m1", timestamp: new Date(), attempts: 1, body },
		]),
		env,
	);
}
