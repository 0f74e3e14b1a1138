import { isAppError } from "../lib/errors.ts";
import type { ErpWebhook } from "../shipping/ports/erp.ts";
import { createdId } from "./documents.ts";
import { entityOf } from "./envelope.ts";
import { unreadableAnswer } from "./errors.ts";
import { queryUrl } from "./odata.ts";
import { readPage } from "./reader.ts";
import { selectOf, webhookSubscriptionSchema } from "./schemas.ts";
import type { Send } from "./sender.ts";

/** Subscriptions can be made and deleted, not changed (DOTNET client, issue 63, 2026-11). */
const PATH = "webhooks/WebhookSubscriptions";

export async function listWebhooks(send: Send, root: string): Promise<ErpWebhook[]> {
	const url = queryUrl(`${root}/${PATH}`, { select: selectOf(webhookSubscriptionSchema) });
	const operation = "list-webhooks";
	const { rows } = await readPage(send, { operation, url, schema: webhookSubscriptionSchema });
	return rows.map((row) => ({
		id: row.ID,
		topic: row.Topic,
		callbackUrl: row.CallbackURL ?? "",
		clientId: row.ClientID ?? null,
	}));
}

/**
 * Exact calls the address at once, with an empty body, and refuses where it does not answer 200 or 201. A topic that
 * the app has already is refused as 500 "Data already exists" (forum threads on subscriptions, 2026-11).
 */
export async function createWebhook(
	send: Send,
	root: string,
	webhook: { topic: string; callbackUrl: string },
): Promise<{ id: string } | "exists"> {
	const operation = "create-webhook";
	try {
		const answer = await send({
			operation,
			kind: "post",
			url: `${root}/${PATH}`,
			body: { CallbackURL: webhook.callbackUrl, Topic: webhook.topic },
		});
		const id = createdId(entityOf(answer));
		if (id === undefined) {
			throw unreadableAnswer({ operation, kind: "post", status: 201 }, "d.ID");
		}
		return { id };
	} catch (error) {
		if (isAppError(error) && /data already exists/i.test(error.message)) {
			return "exists";
		}
		throw error;
	}
}

export async function deleteWebhook(send: Send, root: string, id: string): Promise<void> {
	await send({ operation: "delete-webhook", kind: "delete", url: `${root}/${PATH}(guid'${id}')` });
}
