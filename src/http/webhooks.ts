import { bodyLimit } from "hono/body-limit";

import { findConnection, findWebhookSecret } from "../db/connections.ts";
import { findDivisionId } from "../db/webhooks.ts";
import {
	isSameClient,
	isSignedBy,
	readSignedWebhook,
	readWebhookContent,
	type WebhookContent,
} from "../exact/webhook.ts";
import { sha256Hex } from "../lib/encoding.ts";
import { refusal } from "../lib/errors.ts";
import { LIMITS } from "../shipping/model/limits.ts";
import { receiveHint } from "../shipping/poll/receive-hint.ts";
import { requireFound } from "../shipping/refusals.ts";
import { type Api, type HttpContext, newApi } from "./context.ts";

/**
 * Exact's hints that something changed. Nothing is believed before the signature was checked, nothing is asked of
 * Exact, and no body is logged. Polling is the truth: a hint only brings the next poll forward, so one that is
 * refused or lost here costs nothing but time.
 */
const webhookCap = bodyLimit({
	maxSize: LIMITS.webhookMaxBytes,
	onError: () => {
		throw refusal("request.too_large", `The body is larger than ${LIMITS.webhookMaxBytes} bytes.`);
	},
});

export function webhookRoutes(): Api {
	const routes = newApi();
	routes.post("/webhooks/exact/:connection", webhookCap, async (c) => {
		const { clock, db, hints } = c.var.services;
		const id = c.req.param("connection");
		const connection = requireFound("connection", id, await findConnection(db, id));
		const body = await readBody(c);
		if (body === "") {
			// Exact's question whether anybody is here; it comes without a signature.
			return c.body(null, 200);
		}
		const { content, hash } = await readGenuine(c, id, body);
		const divisionId = await findDivisionId(db, id, content.Division);
		if (!isSameClient(content.ClientId, connection.clientId) || divisionId === undefined) {
			throw forged();
		}
		await receiveHint(
			{
				id: await sha256Hex(`${id}:${hash}`),
				connectionId: id,
				divisionId,
				topic: content.Topic,
				action: content.Action,
				exactKey: content.Key,
			},
			clock.now(),
			{ hints },
		);
		return c.body(null, 202);
	});
	return routes;
}

async function readGenuine(
	c: HttpContext,
	connectionId: string,
	body: string,
): Promise<{ content: WebhookContent; hash: string }> {
	requireJson(body);
	const { db, keys } = c.var.services;
	const signed = readSignedWebhook(body);
	const secret = await findWebhookSecret(db, keys, connectionId);
	if (signed === undefined || secret === undefined || !(await isSignedBy(secret, signed))) {
		throw forged();
	}
	const content = readWebhookContent(signed.content);
	if (content === undefined) {
		throw malformed();
	}
	return { content, hash: (signed.hash ?? "").toLowerCase() };
}

/** Bytes that are no UTF-8 would come out as other ones than were signed. */
async function readBody(c: HttpContext): Promise<string> {
	try {
		return new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(
			await c.req.arrayBuffer(),
		);
	} catch (error) {
		if (error instanceof TypeError) {
			throw malformed();
		}
		throw error;
	}
}

function requireJson(body: string): void {
	try {
		JSON.parse(body);
	} catch {
		throw malformed();
	}
}

function malformed() {
	return refusal("request.malformed", "The body can't be read as a webhook of Exact.");
}

/** One text for every reason: it would only help whoever tries. */
function forged() {
	return refusal("webhook.not_genuine", "This webhook is not signed for this connection.");
}
