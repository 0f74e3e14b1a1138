import { env } from "cloudflare:workers";
import { PDFDocument } from "pdf-lib";
import { beforeEach, describe, expect, it } from "vitest";

import { startOutside } from "../client.ts";
import { seedShipment } from "../seeds.ts";
import { Browser } from "./browser.ts";

const LIST = "/console/shipments";

beforeEach(() => {
	startOutside();
});

describe("the list of shipments", () => {
	it("prints the ticked labels as one PDF", async () => {
		const pdf = await PDFDocument.create();
		pdf.addPage([288, 432]);
		const bytes = await pdf.save();
		const ids: string[] = [];
		for (let at = 0; at < 2; at += 1) {
			const { id } = await seedShipment({ status: "labelled" });
			await env.DOCUMENTS.put(`${id}/1/1-label-1.pdf`, bytes);
			ids.push(id);
		}
		const browser = await Browser.loggedIn();
		const list = await browser.page(LIST);
		expect(list).toContain(`name="shipment" value="${ids[0]}"`);
		const token = await browser.formToken();
		const response = await browser.post(`${LIST}/labels`, { "form-token": token, shipment: ids });
		expect(response.status).toBe(200);
		expect(response.headers.get("Content-Type")).toBe("application/pdf");
		const merged = await PDFDocument.load(await response.arrayBuffer());
		expect(merged.getPageCount()).toBe(2);
	});

	it("says which of the ticked ones has no label, or that none was ticked", async () => {
		const { id } = await seedShipment({ orderNumber: 40_001 });
		const browser = await Browser.loggedIn();
		expect((await browser.send(`${LIST}/labels`, { shipment: id })).page).toContain(
			"Order 40001 has no label yet.",
		);
		expect((await browser.send(`${LIST}/labels`)).page).toContain("No label was ticked.");
	});
});
