import { describe, expect, it } from "vitest";

import {
	isSameClient,
	isSignedBy,
	readSignedWebhook,
	readWebhookContent,
} from "../../src/exact/webhook.ts";
import { hashOf, signedBody } from "./signed-webhook.ts";

const SECRET = "a-webhook-secret";
const CONTENT =
	'{"Topic":"SalesOrders","ClientId":"5c1a2f6e-0b7d-4c58-9a31-6d0f8e2b1a01","Division":102673,"Action":"Update","Key":"0f0e","ExactOnlineEndpoint":"https://start.exactonline.nl/api/v1/102673/salesorder/SalesOrders(guid\'0f0e\')","EventCreatedOn":"2026-11-23T09:00:00.000"}';

async function isGenuine(body: string, secret = SECRET): Promise<boolean> {
	const signed = readSignedWebhook(body);
	return signed !== undefined && (await isSignedBy(secret, signed));
}

describe("the signature", () => {
	it("is that of a known sample", async () => {
		const body =
			'{"Content":{"Topic":"SalesOrders"},"HashCode":"19085E9E772F1BA884A59BD6038A3F4EC95330DA54212B421988B8FBE58CFE94"}';
		expect(await isGenuine(body, "secret")).toBe(true);
	});

	it.each([
		["plain", CONTENT],
		["with escapes that JSON need not have", CONTENT.replace("SalesOrders", "Sales\\u004frders")],
		["with an escaped letter", '{"Key":"Caf\\u00e9 \\/ \\"x\\""}'],
		["with a letter of two bytes", '{"Key":"Café € 漢"}'],
		["with odd spaces inside", '{ "Topic" :  "SalesOrders" ,\r\n\t"Division":1.0e0 }'],
		["with a key named like the hash", '{"HashCode":"x","Content":{"HashCode":"y"}}'],
		["with the end quoted inside", '{"Key":"\\",\\"HashCode\\":\\"aa\\"}"}'],
	])("holds for a content %s, byte for byte", async (_what, content) => {
		const body = await signedBody(content, SECRET);
		expect(readSignedWebhook(body)?.content).toBe(content);
		expect(await isGenuine(body)).toBe(true);
	});

	it("holds with spaces around the content, and in lower case", async () => {
		const hash = await hashOf(CONTENT, SECRET);
		expect(await isGenuine(` {\n "Content" : ${CONTENT} ,\n "HashCode" : "${hash}" }\n`)).toBe(
			true,
		);
		expect(await isGenuine(`{"Content":${CONTENT},"HashCode":"${hash.toLowerCase()}"}`)).toBe(true);
	});

	it("does not hold for a content that was written anew", async () => {
		const content = '{"Key":"\\u0041",  "Topic":"x"}';
		const hash = await hashOf(content, SECRET);
		const anew = JSON.stringify(JSON.parse(content));
		expect(await isGenuine(`{"Content":${anew},"HashCode":"${hash}"}`)).toBe(false);
	});

	it.each([
		["another secret", async () => signedBody(CONTENT, "other")],
		["no hash", async () => `{"Content":${CONTENT}}`],
		["an empty hash", async () => `{"Content":${CONTENT},"HashCode":""}`],
		["a short hash", async () => `{"Content":${CONTENT},"HashCode":"AB"}`],
		["a hash that is no hex", async () => `{"Content":${CONTENT},"HashCode":"${"Z".repeat(64)}"}`],
		["a hash that is no text", async () => `{"Content":${CONTENT},"HashCode":7}`],
		[
			"a second content",
			async () => `{"Content":{},${(await signedBody(CONTENT, SECRET)).slice(1)}`,
		],
		[
			"more behind the hash",
			async () => `${(await signedBody(CONTENT, SECRET)).slice(0, -1)},"Content":{}}`,
		],
		["no object", async () => '"Content"'],
	])("does not hold with %s", async (_what, body) => {
		expect(await isGenuine(await body())).toBe(false);
	});

	it("never holds without a secret", async () => {
		const signed = readSignedWebhook(`{"Content":{},"HashCode":"${"A".repeat(64)}"}`);
		expect(signed !== undefined && (await isSignedBy("", signed))).toBe(false);
	});

	it("is looked for in little time, whatever a forger sends", () => {
		const startedAt = performance.now();
		for (const filler of [" ".repeat(65_000), '"HashCode"'.repeat(6_500), ",".repeat(65_000)]) {
			expect(readSignedWebhook(`{"Content":${filler}`)).toBe(undefined);
		}
		expect(performance.now() - startedAt).toBeLessThan(500);
	});
});

describe("the content", () => {
	it("is read, the action in lower case", () => {
		expect(readWebhookContent(CONTENT)).toMatchObject({
			Topic: "SalesOrders",
			Division: 102_673,
			Action: "update",
			Key: "0f0e",
		});
		expect(readWebhookContent(CONTENT.replace("102673", '"102673"'))?.Division).toBe(102_673);
	});

	it.each(["", "7", "{}", "[]", '{"Topic":"x"}', CONTENT.replace("102673", '"x"')])(
		"of another form (%s) says nothing",
		(content) => {
			expect(readWebhookContent(content)).toBe(undefined);
		},
	);

	it("names its app with or without braces, in either case", () => {
		expect(isSameClient("{5C1A}", "5c1a")).toBe(true);
		expect(isSameClient("5c1a", "5c1b")).toBe(false);
	});
});
