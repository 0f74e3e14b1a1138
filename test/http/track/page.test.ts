import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";

import { openDatabase } from "../../../src/db/database.ts";
import { packages, type shipments, trackingEvents } from "../../../src/db/schema.ts";
import { LANGUAGE_CODES, sayer } from "../../../src/http/track/languages.ts";
import type { TextKey } from "../../../src/http/track/texts/en.ts";
import {
	type TrackingState,
	TRACKING_STATES,
} from "../../../src/shipping/model/tracking-states.ts";
import { watchedDatabase } from "../../bench/watched-database.ts";
import { samplePlan, sampleSettings } from "../../shipping/samples.ts";
import { call, request, startOutside } from "../client.ts";
import { Browser } from "../console/browser.ts";
import { seedDivision, seedShipment, type ShipmentSeed } from "../seeds.ts";

const db = openDatabase(env.DB);
const NOW = Date.parse("2026-11-23T09:00:00Z");

beforeEach(() => {
	startOutside();
});

async function linkOf(id: string): Promise<string> {
	const { trackingPageUrl } = await call<{ trackingPageUrl: string }>(
		"GET",
		`/shipments/${id}`,
		200,
	);
	return new URL(trackingPageUrl).pathname;
}

function visit(path: string, language = "en"): Promise<Response> {
	return request("GET", path, { token: null, headers: { "Accept-Language": language } });
}

async function pageOf(path: string, language = "en", status = 200): Promise<string> {
	const answer = await visit(path, language);
	const text = await answer.text();
	expect(answer.status, text).toBe(status);
	return text;
}

const escaped = (text: string) => text.replaceAll("'", "&#39;");

async function seed(change: ShipmentSeed = {}) {
	const divisionId = await seedDivision({
		settings: sampleSettings({
			branding: { name: "Noordzee Shop", colour: "#0B5FA5", email: "hulp@noordzee.example" },
		}),
	});
	return seedShipment({ status: "labelled", divisionId, pieces: ["790000000001"], ...change });
}

async function scan(id: string, code: string, state: TrackingState, at: number, sequence = 1) {
	await db.insert(trackingEvents).values({
		shipmentId: id,
		packageSequence: sequence,
		eventKey: `${at}${code}${sequence}`,
		at,
		code,
		state,
		description: "Signed for by P. JANSEN, left at Havenweg 3",
		location: "Utrecht, NL",
		createdAt: at,
	});
}

describe("a customer's page", () => {
	const STATES: [string, Partial<typeof shipments.$inferInsert>, TextKey, number][] = [
		["before its label", { status: "planned" }, "state.preparing", 200],
		["blocked, which is ours to mend", { status: "blocked" }, "state.preparing", 200],
		...TRACKING_STATES.map((state): (typeof STATES)[number] => [
			state,
			{ status: "labelled", trackingState: state },
			`state.${state}`,
			200,
		]),
		["voided", { status: "voided" }, "gone.title", 410],
		["being voided", { status: "voiding" }, "gone.title", 410],
		["labelled anew", { status: "voiding", isRelabelWanted: true }, "state.preparing", 200],
	];

	it.each(STATES)(
		"of a shipment %s says so in every language",
		async (_what, change, key, status) => {
			const { id } = await seed(change);
			const path = await linkOf(id);
			for (const language of LANGUAGE_CODES) {
				const page = await pageOf(path, `${language}-XX,en;q=0.1`, status);
				expect(page).toContain(`<html lang="${language}">`);
				expect(page).toContain(`<h1>${escaped(sayer(language)(key))}</h1>`);
			}
		},
	);

	it("speaks the language that was chosen on it, else English", async () => {
		const { id } = await seed();
		const path = await linkOf(id);
		expect(await pageOf(`${path}?lang=fr`, "nl")).toContain('<html lang="fr">');
		expect(await pageOf(`${path}?lang=xx`, "de-AT")).toContain('<html lang="de">');
		expect(await pageOf(path, "pt-BR, *;q=0.5")).toContain('<html lang="en">');
	});

	it("tells each scan, the latest first, and the day that the parcel is expected", async () => {
		const { id } = await seed({ trackingState: "in_transit" });
		await db.update(packages).set({ expectedDeliveryAt: Date.now() + 86_400_000 * 2 });
		await scan(id, "PU", "in_transit", NOW);
		await scan(id, "DP", "in_transit", NOW + 3_600_000);
		const page = await pageOf(await linkOf(id), "nl");
		expect(page.indexOf("Vertrokken bij een FedEx-vestiging")).toBeLessThan(
			page.indexOf("Opgehaald door FedEx"),
		);
		expect(page).toContain("maandag 23 november");
		// In the zone that the goods leave from.
		expect(page).toContain(">10:00</time>");
		expect(page).toContain("Verwacht op");
		expect(page).toContain("Utrecht, Nederland");
	});

	it("shows each of several parcels with its number and state", async () => {
		const { id } = await seed({
			trackingState: "in_transit",
			pieces: ["790000000011", "790000000012"],
		});
		await db
			.update(packages)
			.set({ trackingState: "delivered" })
			.where(eq(packages.trackingNumber, "790000000012"));
		await scan(id, "DL", "delivered", NOW, 2);
		const page = await pageOf(await linkOf(id));
		expect(page).toContain("Parcel 1 of 2");
		expect(page).toContain('<span class="chip delivered">Delivered</span>');
		expect(page).toContain("790000000011");
		expect(page).toContain("trknbr=790000000012");
	});

	it("shows no name, street, phone or mail of the receiver, nor what FedEx wrote", async () => {
		const { id } = await seed({ trackingState: "delivered", customer: "Jansen Scheepsbouw" });
		await scan(id, "DL", "delivered", NOW);
		const { shipTo, shipFrom } = samplePlan();
		const secrets = [
			shipTo.companyName,
			shipTo.personName,
			"JANSEN",
			shipTo.phone,
			...shipTo.streetLines,
			shipTo.postalCode,
			shipFrom.personName,
			...shipFrom.streetLines,
			"Signed",
		];
		for (const language of LANGUAGE_CODES) {
			const page = await pageOf(await linkOf(id), language);
			expect(page).toContain("Amsterdam");
			for (const secret of secrets) {
				expect(page.toLowerCase()).not.toContain(String(secret).toLowerCase());
			}
		}
	});

	it("wears the division's name, colour and contact", async () => {
		const { id, divisionId } = await seed();
		const page = await pageOf(await linkOf(id));
		expect(page).toContain("Noordzee Shop");
		expect(page).toContain("mailto:hulp@noordzee.example");
		const style = await visit(`/brand/${divisionId}/style.css?v=0b5fa5`);
		expect(style.headers.get("Content-Type")).toContain("text/css");
		expect(await style.text()).toContain("--accent:#0b5fa5;--on-accent:#ffffff");
		expect((await visit("/brand/div_none/style.css")).status).toBe(404);
	});

	it("is kept a minute, found by no search engine, framed by nobody, and costs one look", async () => {
		const { id } = await seed();
		const path = await linkOf(id);
		let batches = 0;
		let alone = 0;
		const watched = watchedDatabase(env.DB, () => undefined);
		const counting = new Proxy(watched, {
			get(target, key) {
				const value: unknown = Reflect.get(target, key);
				if (key === "batch") {
					batches += 1;
				}
				if (key === "prepare") {
					alone += 1;
				}
				return value;
			},
		});
		const answer = await request("GET", path, { token: null, env: { DB: counting } });
		expect(answer.status).toBe(200);
		expect([batches, alone]).toEqual([1, 3]);
		const header = (name: string) => answer.headers.get(name);
		expect(header("Cache-Control")).toBe("private, max-age=60");
		expect(header("X-Robots-Tag")).toContain("noindex");
		expect(header("Vary")).toContain("Accept-Language");
		expect(header("X-Frame-Options")).toBe("DENY");
		expect(header("Set-Cookie")).toBeNull();
		const page = await answer.text();
		expect(page).toContain('<meta name="robots" content="noindex');
		expect(page).not.toMatch(/<script|\sstyle="|<style/);
	});
});

describe("a customer's link", () => {
	it("that was not made here answers as one to nothing does, without a look", async () => {
		const { id } = await seed();
		const path = await linkOf(id);
		const [, , token = ""] = path.split("/");
		const [shipment = "", link, keyId, signature = ""] = token.split(".");
		const other = `${shipment.slice(0, -1)}${shipment.endsWith("0") ? "1" : "0"}`;
		const forged = [
			"x",
			id,
			`${shipment}.${link}`,
			`${other}.${link}.${keyId}.${signature}`,
			`${shipment}.2.${keyId}.${signature}`,
			`${shipment}.${link}.k9.${signature}`,
			`${shipment}.${link}.${keyId}.${signature.startsWith("A") ? "B" : "A"}${signature.slice(1)}`,
		];
		const untouched = new Proxy(env.DB, {
			get() {
				throw new Error("the database was asked");
			},
		});
		for (const one of forged) {
			const answer = await request("GET", `/track/${one}`, { token: null, env: { DB: untouched } });
			expect(answer.status, one).toBe(404);
			expect(await answer.text()).toContain("We do not know this link");
			expect(answer.headers.get("Cache-Control")).toBe("no-store");
		}
	});

	it("is gone once it was replaced, and the new one opens", async () => {
		const { id } = await seed();
		const before = await linkOf(id);
		const renewed = await call<{ trackingPageUrl: string }>(
			"POST",
			`/shipments/${id}/tracking-page/renew`,
			202,
		);
		const after = new URL(renewed.trackingPageUrl).pathname;
		expect(after).not.toBe(before);
		expect(await pageOf(before, "de", 410)).toContain("Dieser Link gilt nicht mehr");
		await pageOf(after);
		const { items } = await call<{ items: { action: string }[] }>(
			"GET",
			`/audit?subject=shipment:${id}`,
			200,
		);
		expect(items.map(({ action }) => action)).toContain("shipment.tracking_link_renewed");
	});

	it("stands on the shipment's page, where it can be replaced", async () => {
		const { id } = await seed();
		const browser = await Browser.loggedIn();
		const path = await linkOf(id);
		expect(await browser.page(`/console/shipments/${id}`)).toContain(path);
		const { page } = await browser.send(`/console/shipments/${id}/tracking-page/renew`);
		expect(page).not.toContain(path);
		expect(page).toContain(await linkOf(id));
	});
});
