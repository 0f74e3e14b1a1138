import { z } from "zod";

import { toGuid } from "../lib/guid.ts";

/**
 * What Exact calls a subscriber with. The signature is the upper-case hex HMAC-SHA256 of the exact bytes of the
 * `Content` value, braces included, under the app's webhook secret (knowledge base, "Webhooks", 2026-11), so the
 * value is cut out of the body as it came: written anew, its escapes and spaces might differ.
 */
type SignedWebhook = {
	/** The text of the `Content` value, as it came. */
	content: string;
	/** As it came; undefined where the body has none of the right form. */
	hash: string | undefined;
};

const contentSchema = z.object({
	Topic: z.string().min(1).max(100),
	ClientId: z.string().max(100),
	Division: z.coerce.number().int(),
	Action: z.string().max(50).toLowerCase(),
	Key: z.string().max(100),
	ExactOnlineEndpoint: z.string().nullish(),
	EventCreatedOn: z.string().nullish(),
});

export type WebhookContent = z.infer<typeof contentSchema>;

const HEAD = /^\s*\{\s*"Content"\s*:\s*/;
const HASH_KEY = '"HashCode"';
const TAIL = /^"HashCode"\s*:\s*"([^"]*)"\s*\}\s*$/;
const SHA256_HEX = /^[0-9a-f]{64}$/i;

/** Undefined when the body is not `{"Content":…,"HashCode":"…"}` in this order, which is how Exact writes it. */
export function readSignedWebhook(body: string): SignedWebhook | undefined {
	const head = HEAD.exec(body);
	// The last one: what stands inside of the content comes before it.
	const hashAt = body.lastIndexOf(HASH_KEY);
	const tail = TAIL.exec(body.slice(Math.max(0, hashAt)));
	if (head === null || tail === null) {
		return undefined;
	}
	const before = body.slice(head[0].length, hashAt).trimEnd();
	if (!before.endsWith(",")) {
		return undefined;
	}
	const hash = tail[1] ?? "";
	return {
		content: before.slice(0, -1).trimEnd(),
		hash: SHA256_HEX.test(hash) ? hash : undefined,
	};
}

/** Compares in constant time: that is what the platform's `verify` is for. */
export async function isSignedBy(secret: string, webhook: SignedWebhook): Promise<boolean> {
	if (webhook.hash === undefined || secret === "") {
		return false;
	}
	const encoder = new TextEncoder();
	const key = await crypto.subtle.importKey(
		"raw",
		encoder.encode(secret),
		{ name: "HMAC", hash: "SHA-256" },
		false,
		["verify"],
	);
	const content = encoder.encode(webhook.content);
	return crypto.subtle.verify("HMAC", key, fromHex(webhook.hash), content);
}

/** What a signed content says; undefined when it is not what Exact sends. */
export function readWebhookContent(content: string): WebhookContent | undefined {
	try {
		return contentSchema.safeParse(JSON.parse(content)).data;
	} catch {
		// A content that is no JSON says nothing.
		return undefined;
	}
}

export function isSameClient(one: string, other: string): boolean {
	return toGuid(one) === toGuid(other);
}

function fromHex(hex: string): Uint8Array<ArrayBuffer> {
	const bytes = new Uint8Array(hex.length / 2);
	for (let at = 0; at < bytes.length; at += 1) {
		bytes[at] = Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16);
	}
	return bytes;
}
