import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";

import { createObjectStore } from "../../../src/db/object-store.ts";
import { toBase64 } from "../../../src/lib/encoding.ts";
import { isAppError } from "../../../src/lib/errors.ts";
import { openKeyRing } from "../../../src/lib/key-ring.ts";
import { createJournal } from "../../../src/shipping/book/journal.ts";
import type { RawAnswer } from "../../../src/shipping/model/shipment.ts";
import { sampleId } from "../samples.ts";

const objects = createObjectStore(env.DOCUMENTS);
const journal = createJournal(objects, openKeyRing(env.ENCRYPTION_KEYS));

function anEntry() {
	const answer: RawAnswer = {
		request: '{"personName":"P. Jansen"}',
		status: 200,
		body: '{"trackingNumber":"794600000001"}',
		receivedAt: 1_795_000_000_000,
	};
	return { orderId: sampleId("ord"), reference: sampleId("20001"), answer };
}

async function record(orderId: string, reference: string, answer: RawAnswer) {
	const entry = await journal.begin(orderId, reference);
	await entry.record(answer);
}

async function codeOf(attempt: Promise<unknown>) {
	const error = await attempt.catch((thrown: unknown) => thrown);
	return isAppError(error) ? error.code : undefined;
}

describe("the journal of an attempt", () => {
	it("tells what was asked and answered, word for word", async () => {
		const { orderId, reference, answer } = anEntry();
		await record(orderId, reference, answer);
		expect(await journal.read(orderId, reference)).toEqual(answer);
	});

	it("has nothing for an attempt without an answer", async () => {
		const { orderId, reference } = anEntry();
		expect(await journal.read(orderId, reference)).toBeUndefined();
	});

	it("keeps the first answer, whatever is recorded after it", async () => {
		const { orderId, reference, answer } = anEntry();
		await record(orderId, reference, answer);
		await record(orderId, reference, { ...answer, status: 500, body: "" });
		expect(await journal.read(orderId, reference)).toEqual(answer);
	});

	it("shows no name and no number to who reads the bucket", async () => {
		const { orderId, reference, answer } = anEntry();
		await record(orderId, reference, answer);
		for (const key of [`attempts/${reference}`, `keys/${orderId}`]) {
			const text = await (await env.DOCUMENTS.get(key))?.text();
			expect(text).toBeDefined();
			expect(text).not.toContain("Jansen");
			expect(text).not.toContain("794600000001");
		}
	});

	it("is one of several under the order's one key", async () => {
		const { orderId, reference, answer } = anEntry();
		const second = sampleId("20001");
		await record(orderId, reference, answer);
		await record(orderId, second, { ...answer, status: 400 });
		expect(await journal.read(orderId, reference)).toMatchObject({ status: 200 });
		expect(await journal.read(orderId, second)).toMatchObject({ status: 400 });
	});

	it("can't be passed off as that of another attempt", async () => {
		const { orderId, reference, answer } = anEntry();
		const other = sampleId("20001");
		await record(orderId, reference, answer);
		const bytes = await (await env.DOCUMENTS.get(`attempts/${reference}`))?.arrayBuffer();
		await env.DOCUMENTS.put(`attempts/${other}`, bytes ?? "");
		await expect(journal.read(orderId, other)).rejects.toThrow();
	});

	it("can't be read any more once the order's key is destroyed", async () => {
		const { orderId, reference, answer } = anEntry();
		await record(orderId, reference, answer);
		await env.DOCUMENTS.delete(`keys/${orderId}`);
		expect(await codeOf(journal.read(orderId, reference))).toBe("journal.erased");
	});

	it("can't be read with another key ring", async () => {
		const { orderId, reference, answer } = anEntry();
		await record(orderId, reference, answer);
		const k1 = toBase64(crypto.getRandomValues(new Uint8Array(32)));
		const stranger = createJournal(objects, openKeyRing(JSON.stringify({ k1 })));
		expect(await codeOf(stranger.read(orderId, reference))).toBe("secrets.unreadable");
	});
});
