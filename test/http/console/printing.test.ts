import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";

import { openDatabase } from "../../../src/db/database.ts";
import { findInboxCount } from "../../../src/db/inbox-count.ts";
import { printStations } from "../../../src/db/schema.ts";
import { startOutside } from "../client.ts";
import {
	connect,
	jobs,
	makeStation,
	pair,
	print,
	seedLabel,
	untilState,
} from "../printing/station.ts";
import { Browser } from "./browser.ts";

let browser: Browser;
beforeEach(async () => {
	startOutside();
	browser = await Browser.loggedIn();
});

const LIST = "/console/printing";

describe("the page Printing", () => {
	it("makes a station, and says what is wrong with one that does not validate", async () => {
		const made = await browser.send(`${LIST}/new`, { name: "Table 1", formats: ["PNG"] });
		expect(made.page).toContain("Table 1 was made");
		expect(made.page).toContain("not paired");
		const refused = await browser.post(`${LIST}/new`, {
			"form-token": await browser.formToken(),
			name: "",
		});
		expect(refused.status).toBe(422);
		expect(await refused.text()).toContain("<code>formats</code>");
	});

	it("shows a pairing code once", async () => {
		const { location } = await browser.send(`${LIST}/new`, { name: "Table 1", formats: ["PNG"] });
		const shown = await browser.post(`${location}/code`, {
			"form-token": await browser.formToken(),
		});
		expect(await shown.text()).toMatch(/class="pairing-code">[0-9A-Z]{4}-[0-9A-Z]{4}</);
		expect(await browser.page(location)).not.toContain("pairing-code");
	});

	it("asks about a label in doubt, and prints it again when a person says so", async () => {
		const station = await makeStation();
		const { documentId } = await seedLabel();
		const line = await connect(station);
		await print(station, documentId);
		await line.prints(1);
		line.cut();
		const { id } = await untilState(station, "doubtful");
		expect(await browser.page(LIST)).toContain("Did these come out?");
		const again = { decision: "again", run: "1", back: "list" };
		const said = await browser.send(`${LIST}/${station.id}/jobs/${id}`, again);
		expect(said.page).toContain("prints again");
		expect((await jobs(station))[0]).toMatchObject({ state: "queued", run: 2 });
		const late = await browser.send(`${LIST}/${station.id}/jobs/${id}`, {
			...again,
			decision: "printed",
		});
		expect(late.page).toContain("does not fit any more");
	});

	it("has the inbox ask about a label in doubt too, and counts it for every page", async () => {
		const station = await makeStation();
		const { documentId } = await seedLabel();
		const line = await connect(station);
		const before = await findInboxCount(openDatabase(env.DB), []);
		await print(station, documentId);
		await line.prints(1);
		line.cut();
		const { id } = await untilState(station, "doubtful");
		await expect.poll(() => findInboxCount(openDatabase(env.DB), [])).toBe(before + 1);
		const inbox = await browser.page("/console/inbox");
		expect(inbox).toContain("did these come out?");
		expect(inbox).toContain(`${LIST}/${station.id}/jobs/${id}`);
		const wish = { decision: "printed", run: "1", back: "inbox" };
		const said = await browser.send(`${LIST}/${station.id}/jobs/${id}`, wish);
		expect(said.location).toBe("/console/inbox");
		expect(said.page).toContain("noted as printed");
		expect(said.page).not.toContain("did these come out?");
		expect(await findInboxCount(openDatabase(env.DB), [])).toBe(before);
	});

	it("puts the inbox's number right where the database was put back in time", async () => {
		const station = await makeStation();
		const db = openDatabase(env.DB);
		const before = await findInboxCount(db, []);
		await db.update(printStations).set({ doubtful: 3 }).where(eq(printStations.id, station.id));
		expect(await findInboxCount(db, [])).toBe(before + 3);
		await browser.page("/console/inbox");
		expect(await findInboxCount(db, [])).toBe(before);
	});

	it("prints a label once more from the page of its shipment", async () => {
		const station = await makeStation();
		const { id, documentId } = await seedLabel();
		const what = `${station.id} ${documentId}`;
		expect(await browser.page(`/console/shipments/${id}`)).toContain(what);
		const said = await browser.send(`${LIST}/print`, { what, shipmentId: id });
		expect(said.location).toBe(`/console/shipments/${id}`);
		expect(said.page).toContain("on its way to the station");
		expect((await jobs(station))[0]?.state).toBe("queued");
	});

	it("deletes a station at which nothing waits", async () => {
		const station = await makeStation();
		const { location, page } = await browser.send(`${LIST}/${station.id}/delete`);
		expect(location).toBe(LIST);
		expect(page).toContain("The station was deleted");
		await expect(pair(station.id)).rejects.toThrow(/404/);
	});

	it("is no page for who is not logged in, and the station's own page is", async () => {
		const stranger = new Browser();
		expect((await stranger.get(LIST)).headers.get("Location")).toMatch(/^\/login/);
		const own = await stranger.get("/station");
		expect(own.status).toBe(200);
		const policy = own.headers.get("Content-Security-Policy") ?? "";
		expect(policy).toContain("img-src 'self' blob:");
		expect(policy).not.toContain("unsafe");
	});
});
