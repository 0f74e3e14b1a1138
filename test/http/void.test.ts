import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";

import { call, request, startOutside, wokenUp } from "./client.ts";
import { Browser } from "./console/browser.ts";
import { readShipment, seedShipment } from "./seeds.ts";

beforeEach(() => {
	startOutside();
});

type Document = { id: string; kind: string };

/** A labelled shipment, and an address of its label. */
async function aLabel() {
	const { id } = await seedShipment({ status: "labelled", trackingState: "label_made" });
	const { documents } = await call<{ documents: Document[] }>("GET", `/shipments/${id}`, 200);
	const { url } = await call<{ url: string }>(
		"POST",
		`/documents/${documents[0]?.id ?? ""}/link`,
		200,
		{ body: { expiresInSeconds: 900 } },
	);
	const { pathname, search } = new URL(url);
	return { id, documentId: documents[0]?.id ?? "", path: `${pathname}${search}` };
}

describe("a label that is taken back", () => {
	it("can't be had by any link from that moment on, old or new", async () => {
		const { id, documentId, path } = await aLabel();
		const answer = await call("POST", `/shipments/${id}/void`, 202);
		expect(answer).toMatchObject({ id, status: "voiding" });
		expect((await request("GET", path, { token: null })).status).toBe(410);
		expect(await call("POST", `/documents/${documentId}/link`, 410)).toMatchObject({
			code: "document.revoked",
		});
		expect(wokenUp.map(({ kind }) => kind)).toEqual(["reconcile"]);
	});

	it("can't be had either where the database forgot that, having been put back in time", async () => {
		const { id, path } = await aLabel();
		const row = await readShipment(id);
		await env.DOCUMENTS.put(
			`voids/${row?.exactOrderId}/${row?.sequence}/${row?.attemptNumber}/1`,
			JSON.stringify({ wish: "void", at: 1 }),
		);
		const merge = { body: { shipmentIds: [id] } };
		expect(await call("POST", "/labels/merge", 409, merge)).toMatchObject({
			code: "labels.not_printable",
			errors: [{ field: `shipmentIds › ${id}`, message: expect.stringContaining("was revoked") }],
		});
		const answer = await request("GET", path, { token: null });
		expect(answer.status).toBe(410);
		expect(await answer.json()).toMatchObject({ code: "document.revoked" });
		expect(await readShipment(id)).toMatchObject({ status: "voiding" });
		expect(wokenUp.map(({ kind }) => kind)).toEqual(["reconcile"]);
	});

	it("is audited with who asked, once", async () => {
		const { id } = await aLabel();
		await call("POST", `/shipments/${id}/void`, 202);
		await call("POST", `/shipments/${id}/void`, 202);
		const { items } = await call<{ items: { action: string; actor: string }[] }>(
			"GET",
			`/audit?subject=shipment:${id}`,
			200,
		);
		expect(items).toMatchObject([{ action: "shipment.void_asked" }]);
		expect(items[0]?.actor).not.toBe("system");
	});

	it("is refused with the reason once FedEx has the parcel", async () => {
		const { id } = await seedShipment({ status: "labelled", trackingState: "in_transit" });
		expect(await call("POST", `/shipments/${id}/void`, 409)).toMatchObject({
			code: "shipment.has_left",
		});
		expect(await readShipment(id)).toMatchObject({ status: "labelled", version: 1 });
	});

	it("is taken back by a button, which the page offers while that is possible", async () => {
		const { id } = await aLabel();
		const browser = await Browser.loggedIn();
		expect(await browser.page(`/console/shipments/${id}`)).toContain("Void the label");
		const { page } = await browser.send(`/console/shipments/${id}/relabel`);
		expect(page).toContain("Another label is made once FedEx has cancelled this one.");
		expect(page).not.toContain("Void the label");
		expect(await readShipment(id)).toMatchObject({ status: "voiding", isRelabelWanted: true });
	});
});
