import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";

import { openDatabase } from "../../src/db/database.ts";
import { documents } from "../../src/db/schema.ts";
import { sampleId } from "../shipping/samples.ts";
import { call, problemOf, request, startOutside, type Twins } from "./client.ts";

const BYTES = new TextEncoder().encode("%PDF-1.7 a label");

let twins: Twins;
beforeEach(() => {
	twins = startOutside();
});

async function seedDocument(change: Partial<typeof documents.$inferInsert> = {}) {
	const id = sampleId("doc");
	const key = `${sampleId("shp")}/1/1-label-1.pdf`;
	await env.DOCUMENTS.put(key, BYTES, { httpMetadata: { contentType: "application/pdf" } });
	await openDatabase(env.DB)
		.insert(documents)
		.values({
			id,
			shipmentId: key.split("/")[0] ?? "",
			attemptNumber: 1,
			packageSequence: 1,
			kind: "label",
			contentType: "application/pdf",
			bytes: BYTES.length,
			sha256: "",
			key,
			createdAt: Date.now(),
			...change,
		});
	return id;
}

async function link(id: string, body?: unknown) {
	return call<{ url: string; expiresAt: string }>("POST", `/documents/${id}/link`, 200, { body });
}

/** Opens an address as somebody who has nothing but it. */
function open(url: string) {
	const { pathname, search } = new URL(url);
	return request("GET", `${pathname}${search}`, { token: null });
}

describe("a link to a document", () => {
	it("opens it for whoever holds it", async () => {
		const { url } = await link(await seedDocument());
		expect(url).toMatch(/^https:\/\/connector\.test\/labels\/doc_\w+\?expires=\d+&signature=/);
		const response = await open(url);
		expect(response.status).toBe(200);
		expect(new Uint8Array(await response.arrayBuffer())).toEqual(BYTES);
		expect(response.headers.get("Content-Type")).toBe("application/pdf");
		expect(response.headers.get("Content-Disposition")).toBe('inline; filename="1-label-1.pdf"');
		expect(response.headers.get("Cache-Control")).toBe("private, no-store");
	});

	it.each([
		[undefined, 900],
		[{}, 900],
		[{ expiresInSeconds: 60 }, 60],
		[{ expiresInSeconds: 604_800 }, 604_800],
	])("asked for with %j lives for %d seconds", async (body, seconds) => {
		const { url, expiresAt } = await link(await seedDocument(), body);
		const life = Math.round((Date.parse(expiresAt) - Date.now()) / 1_000);
		expect(Math.abs(life - seconds)).toBeLessThanOrEqual(1);
		expect(new URL(url).searchParams.get("expires")).toBe(String(Date.parse(expiresAt) / 1_000));
	});

	it.each([59, 604_801, 90.5, "900"])("does not live for %o seconds", async (expiresInSeconds) => {
		const { errors } = await problemOf("POST", `/documents/${await seedDocument()}/link`, 422, {
			body: { expiresInSeconds },
		});
		expect(errors.map((error) => error.field)).toEqual(["expiresInSeconds"]);
	});

	it("is gone once it is late", async () => {
		const { url } = await link(await seedDocument());
		twins.clock.advance(901_000);
		const response = await open(url);
		expect(response.status).toBe(410);
		expect(await response.json()).toMatchObject({ code: "link.late" });
	});

	it("is gone once its document was revoked, and no new one is made", async () => {
		const id = await seedDocument();
		const { url } = await link(id);
		await env.DB.prepare("update documents set revoked_at = 1 where id = ?").bind(id).run();
		const response = await open(url);
		expect(response.status).toBe(410);
		expect(await response.json()).toMatchObject({ code: "document.revoked" });
		await problemOf("POST", `/documents/${id}/link`, 410);
	});

	it("is refused when anything of it was changed", async () => {
		const { url } = await link(await seedDocument());
		const other = await seedDocument();
		const forgeries = [
			url.replace(/expires=\d+/, "expires=99999999999"),
			url.replace(/expires=\d+/, "expires=soon"),
			url.replace(/doc_\w+/, other),
			url.replace(
				/signature=k1\../,
				(part) => `${part.slice(0, -1)}${part.endsWith("A") ? "B" : "A"}`,
			),
			url.replace(/&signature=.*/, ""),
			url.replace(/signature=.*/, "signature=k2.AAAA"),
		];
		for (const forged of forgeries) {
			const response = await open(forged);
			expect(response.status, forged).toBe(403);
			expect(await response.json()).toMatchObject({ code: "link.forged" });
		}
	});

	it("opens a ZPL label without what would set the printer, or verbatim where that is asked for", async () => {
		const id = await seedDocument({ contentType: "application/zpl" });
		const { url } = await link(id);
		const zpl = "^XA^PR12^MD30^PW812^FO1,1^FDx^FS^XZ";
		const row = await env.DB.prepare("select key from documents where id = ?")
			.bind(id)
			.first<{ key: string }>();
		await env.DOCUMENTS.put(row?.key ?? "", zpl);
		const cleaned = await open(url);
		expect(cleaned.headers.get("X-Printer-Commands-Removed")).toBe("^PR ^MD");
		const text = new TextDecoder().decode(await cleaned.arrayBuffer());
		expect(text).toBe("^XA^PW812^FO1,1^FDx^FS^XZ");
		expect(cleaned.headers.get("Content-Length")).toBe(String(text.length));
		const verbatim = await open(`${url}&verbatim=true`);
		expect(verbatim.headers.has("X-Printer-Commands-Removed")).toBe(false);
		expect(new TextDecoder().decode(await verbatim.arrayBuffer())).toBe(zpl);
	});

	it("is not made for a document that there is none of", async () => {
		expect((await problemOf("POST", "/documents/doc_none/link", 404)).code).toBe(
			"document.not_found",
		);
	});
});
