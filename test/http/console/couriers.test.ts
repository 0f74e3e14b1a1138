import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";

import { openDatabase } from "../../../src/db/database.ts";
import { documents, groundCloses } from "../../../src/db/schema.ts";
import { sampleId, sampleSettings } from "../../shipping/samples.ts";
import { call, makeFedexAccount, request, startOutside } from "../client.ts";
import { seedDivision, seedShipment } from "../seeds.ts";
import { Browser } from "./browser.ts";

const TIMES = { readyTime: "15:00", closeTime: "17:00" };

beforeEach(() => {
	startOutside();
});

/** A live division with one label of today. */
async function aDivision(country: "NL" | "US" = "NL", service = "FEDEX_PRIORITY") {
	const fedexAccountId = await makeFedexAccount();
	const settings = sampleSettings({ fedexAccountId });
	const id = await seedDivision({
		mode: "live",
		fedexAccountId,
		settings: { ...settings, shipFrom: { ...settings.shipFrom, country } },
	});
	const day = new Date(Date.now() + 3_600_000).toISOString().slice(0, 10);
	await seedShipment({
		divisionId: id,
		status: "labelled",
		trackingState: "label_made",
		fedexAccountId,
		shipDate: day,
		service,
		pieces: [`7949${Math.floor(Math.random() * 1e8)}`],
	});
	return { id, day, path: `/console/divisions/${id}/couriers` };
}

describe("the page of couriers", () => {
	it("has one come, lists him, calls him off, and says why FedEx closes nothing", async () => {
		const { id, day, path } = await aDivision("US", "FEDEX_GROUND");
		const browser = await Browser.loggedIn();
		expect(await browser.page(path)).toContain("None was asked for yet");
		const form = { carrier: "ground", day, ...TIMES };
		const asked = await browser.send(`${path}/ask`, form);
		expect(asked.page).toContain(`A courier of FedEx ground comes on ${day} for 1 packages`);
		expect((await browser.send(`${path}/ask`, form)).page).toContain("comes on");
		const { items } = await call<{ items: { id: string; state: string }[] }>(
			"GET",
			`/divisions/${id}/pickups`,
			200,
		);
		expect(items).toMatchObject([{ state: "confirmed" }]);
		const off = await browser.send(`${path}/${items[0]?.id}/cancel`);
		expect(off.page).toContain(`No courier comes on ${day}`);
		expect(off.page).not.toContain("Call off");
		const { page } = await browser.send(`${path}/close`, { day });
		expect(page).toContain("FedEx refuses to close the day (NOT.FOUND)");
	});

	it("offers no close where FedEx Ground does not run", async () => {
		const { path } = await aDivision();
		const page = await (await Browser.loggedIn()).page(path);
		expect(page).toContain("Have a courier come");
		expect(page).not.toContain("Close the day");
	});

	it("says which field is wrong", async () => {
		const { path } = await aDivision();
		const browser = await Browser.loggedIn();
		const { page } = await browser.send(`${path}/ask`, { carrier: "express", readyTime: "soon" });
		expect(page).toContain("readyTime: ");
	});
});

describe("a day that was closed", () => {
	it("is listed with its manifest, which opens by a link", async () => {
		const { id, day, path } = await aDivision("US");
		const db = openDatabase(env.DB);
		const closeId = sampleId("gcl");
		const paper = sampleId("doc");
		const key = `ground-closes/${closeId}/${paper}-ground-manifest-${day}.txt`;
		await env.DOCUMENTS.put(key, "the manifest");
		await db.insert(groundCloses).values({
			id: closeId,
			divisionId: id,
			fedexAccountId: "fda_1",
			day,
			number: 1,
			state: "closed",
			shipments: 2,
			packages: 3,
			createdAt: Date.now(),
			updatedAt: Date.now(),
		});
		await db.insert(documents).values({
			id: paper,
			shipmentId: closeId,
			attemptNumber: 1,
			packageSequence: 0,
			kind: "ground-manifest",
			contentType: "text/plain; charset=utf-8",
			bytes: 12,
			sha256: "",
			key,
			createdAt: Date.now(),
		});
		const { items } = await call<{ items: unknown[] }>(
			"GET",
			`/divisions/${id}/ground-closes`,
			200,
		);
		expect(items).toMatchObject([
			{ id: closeId, state: "closed", packages: 3, documents: [{ id: paper, bytes: 12 }] },
		]);
		expect(await (await Browser.loggedIn()).page(path)).toContain("Open ground manifest");
		const { url } = await call<{ url: string }>("POST", `/documents/${paper}/link`, 200);
		const { pathname, search } = new URL(url);
		const opened = await request("GET", `${pathname}${search}`, { token: null });
		expect(await opened.text()).toBe("the manifest");
	});
});
