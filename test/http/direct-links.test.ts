import { env } from "cloudflare:workers";
import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { openDatabase } from "../../src/db/database.ts";
import { auditEvents, documents, shipmentAttempts } from "../../src/db/schema.ts";
import { LIMITS } from "../../src/shipping/model/limits.ts";
import { readPresigned } from "../lib/s3-door.ts";
import { call, request, startOutside } from "./client.ts";
import { seedLabel } from "./printing/station.ts";

const KEYS = {
	R2_ACCESS_KEY_ID: "an-access-key-id",
	R2_SECRET_ACCESS_KEY: "a-secret-access-key",
	R2_ACCOUNT_ID: "0123456789abcdef",
	R2_BUCKET: "documents",
} as Partial<Env>;
const HOST = "0123456789abcdef.r2.cloudflarestorage.com";

beforeEach(() => {
	startOutside();
});

async function link(id: string, expiresInSeconds = 900): Promise<string> {
	const body = { expiresInSeconds };
	return (await call<{ url: string }>("POST", `/documents/${id}/link`, 200, { body })).url;
}

function open(url: string, more: { env?: Partial<Env>; query?: string } = {}) {
	const { pathname, search } = new URL(url);
	const options = { token: null, env: more.env ?? KEYS };
	return request("GET", `${pathname}${search}${more.query ?? ""}`, options);
}

/** What R2 makes of an address: its bytes, or why it refuses. */
async function atR2(address: string, nowMs = Date.now()): Promise<string> {
	const read = await readPresigned(address, {
		accessKeyId: "an-access-key-id",
		secretAccessKey: "a-secret-access-key",
		host: HOST,
		region: "auto",
		nowMs,
	});
	if ("refused" in read) {
		return read.refused;
	}
	const object = await env.DOCUMENTS.get(read.path.replace("/documents/", ""));
	return object === null ? "NoSuchKey" : object.text();
}

describe("a link where R2's own keys are set", () => {
	it("sends on to R2, which hands the label out for a minute", async () => {
		const { documentId } = await seedLabel();
		const url = await link(documentId);
		expect(url).toMatch(/^https:\/\/connector\.test\/labels\//);
		const response = await open(url);
		expect(response.status).toBe(302);
		expect(response.headers.get("Cache-Control")).toBe("private, no-store");
		expect(response.headers.get("Referrer-Policy")).toBe("no-referrer");
		const location = response.headers.get("Location") ?? "";
		expect(await atR2(location)).toBe("%PDF-1.7 a label");
		expect(await atR2(location, Date.now() + 62_000)).toBe("ExpiredToken");
	});

	it("gives no more time at R2 than it has itself", async () => {
		const { documentId } = await seedLabel();
		const url = await link(documentId, 60);
		vi.spyOn(Date, "now").mockReturnValue(Date.now() + 50_000);
		const location = (await open(url)).headers.get("Location") ?? "";
		const seconds = Number(new URL(location).searchParams.get("X-Amz-Expires"));
		expect(seconds).toBeGreaterThan(0);
		expect(seconds).toBeLessThanOrEqual(10);
	});

	it("sends nobody on once its label was taken back", async () => {
		const { id, documentId } = await seedLabel();
		const url = await link(documentId);
		await call("POST", `/shipments/${id}/void`, 202, { env: KEYS });
		const response = await open(url);
		expect(response.status).toBe(410);
		expect(response.headers.get("Location")).toBeNull();
		expect(await response.json()).toMatchObject({ code: "document.revoked" });
	});

	it("keeps FedEx from being asked to cancel before what was handed out has ended", async () => {
		const { id } = await seedLabel();
		await call("POST", `/shipments/${id}/void`, 202, { env: KEYS });
		const db = openDatabase(env.DB);
		const [attempt] = await db
			.select()
			.from(shipmentAttempts)
			.where(eq(shipmentAttempts.shipmentId, id));
		const asked = and(
			eq(auditEvents.subject, `shipment:${id}`),
			eq(auditEvents.action, "shipment.void_asked"),
		);
		const [{ at = 0 } = {}] = await db.select().from(auditEvents).where(asked);
		const waitMs = (attempt?.lookDueAt ?? 0) - at;
		expect(waitMs).toBe(LIMITS.directLinkOverMs);
		expect(waitMs).toBeGreaterThan(LIMITS.directLinkSeconds * 1_000);
	});

	it("that was changed sends nobody on", async () => {
		const { documentId } = await seedLabel();
		const url = await link(documentId);
		const response = await open(url.replace(/expires=\d+/, "expires=9999999999"));
		expect(response.status).toBe(403);
		expect(response.headers.get("Location")).toBeNull();
	});

	it("serves ZPL itself, without the commands that would change the printer", async () => {
		const { documentId } = await seedLabel({ contentType: "application/zpl" });
		const url = await link(documentId);
		expect((await open(url)).status).toBe(200);
		expect((await open(url, { query: "&verbatim=true" })).status).toBe(302);
	});

	it("says what is missing where the storage has lost the bytes", async () => {
		const { documentId } = await seedLabel();
		const [row] = await openDatabase(env.DB)
			.select()
			.from(documents)
			.where(eq(documents.id, documentId));
		await env.DOCUMENTS.delete(row?.key ?? "");
		expect((await open(await link(documentId))).status).toBe(404);
	});

	it("is served from here where one of the keys is missing", async () => {
		const { documentId } = await seedLabel();
		const response = await open(await link(documentId), {
			env: { ...KEYS, R2_SECRET_ACCESS_KEY: "" } as Partial<Env>,
		});
		expect(response.status).toBe(200);
	});
});
