import { beforeEach, describe, expect, it } from "vitest";

import { en } from "../../../../src/http/console/texts/en.ts";
import { nl } from "../../../../src/http/console/texts/nl.ts";
import { seedOrder } from "../../../db/seed.ts";
import { call, makeFedexAccount, ORIGIN, request, startOutside } from "../../client.ts";
import { seedDivision, seedHeldDivision, seedShipment } from "../../seeds.ts";
import { Browser, encode } from "../browser.ts";

beforeEach(() => {
	startOutside();
});

const FORM = { "Content-Type": "application/x-www-form-urlencoded", Origin: ORIGIN };

function choose(language: string, headers: Record<string, string> = {}, next = "/login") {
	return request("POST", `/language?next=${encodeURIComponent(next)}`, {
		token: null,
		body: encode({ language }),
		headers: { ...FORM, ...headers },
	});
}

async function loginPage(headers: Record<string, string> = {}): Promise<string> {
	return (await request("GET", "/login", { token: null, headers })).text();
}

async function inDutch(): Promise<Browser> {
	const browser = await Browser.loggedIn();
	const response = await browser.post("/language?next=%2Fconsole%2Forders", { language: "nl" });
	expect(response.headers.get("Location")).toBe("/console/orders");
	return browser;
}

describe("the language of a page", () => {
	it("is English where the browser says nothing", async () => {
		expect(await loginPage()).toContain('<html lang="en"');
	});

	it("is the first of the browser's that the console speaks", async () => {
		const page = await loginPage({ "Accept-Language": "fr, nl-NL;q=0.9, en;q=0.8" });
		expect(page).toContain('<html lang="nl"');
		expect(page).toContain("<h1>Exact Online naar FedEx</h1>");
	});

	it("is what the person chose, whatever the browser says", async () => {
		const chosen = await choose("en");
		expect(chosen.status).toBe(303);
		const cookie = (chosen.headers.get("Set-Cookie") ?? "").split(";")[0] ?? "";
		const page = await loginPage({ Cookie: cookie, "Accept-Language": "nl" });
		expect(page).toContain('<html lang="en"');
	});

	it("is kept from page to page, and each page says which is chosen", async () => {
		const browser = await inDutch();
		for (const path of ["/", "/console/inbox", "/console/nowhere"]) {
			const page = await (await browser.get(path)).text();
			expect(page).toContain('<html lang="nl"');
			expect(page).toContain('lang="nl" aria-pressed="true"');
		}
	});

	it("does not leak between people who are answered at once", async () => {
		const [dutch, english] = await Promise.all([inDutch(), Browser.loggedIn()]);
		const pages = await Promise.all(
			Array.from({ length: 20 }, (_, at) => (at % 2 === 0 ? dutch : english).page("/")),
		);
		for (const [at, page] of pages.entries()) {
			const texts = at % 2 === 0 ? nl : en;
			expect(page).toContain(`<h1>${texts.overview.overview}</h1>`);
			expect(page).toContain(texts.overview.pauseEverything);
		}
	});

	it("is not changed by another site, nor to one that is not spoken", async () => {
		expect((await choose("nl", { Origin: "https://elsewhere.test" })).status).toBe(403);
		expect((await choose("xx")).headers.get("Set-Cookie")).toBeNull();
	});

	it("leads back to a page of the console and nowhere else", async () => {
		expect((await choose("nl", {}, "//elsewhere.test")).headers.get("Location")).toBe("/");
	});

	it("is English at the API, whatever the browser says", async () => {
		const response = await request("GET", "/api/v1/orders/ord_nothing", {
			headers: { "Accept-Language": "nl" },
		});
		expect(await response.json()).toMatchObject({ title: "Not found" });
	});
});

/** What a reader sees, and is read out. */
function seen(html: string): string {
	const labels = Array.from(
		html.matchAll(/(?:aria-label|placeholder|title|data-says)="([^"]*)"/g),
		([, label = ""]) => label,
	);
	const text = html.slice(html.indexOf("<body")).replaceAll(/<[^>]*>/g, "\n");
	return [text, ...labels].join("\n").replaceAll("&#39;", "'").replaceAll("&quot;", '"');
}

/** A language calls itself so in every other one. */
const OWN_NAMES = Object.values(en).flatMap((texts) => ("ownName" in texts ? [texts.ownName] : []));

/** Sentences of the English catalogue that the Dutch one says otherwise. */
const ENGLISH = (Object.keys(en) as (keyof typeof en)[]).flatMap((area) => {
	const dutch: Readonly<Record<string, unknown>> = nl[area];
	const all = new Set(Object.values(nl).flatMap((texts) => Object.values(texts)));
	return Object.entries(en[area]).flatMap(([key, text]) =>
		typeof text === "string" &&
		!OWN_NAMES.includes(text) &&
		text.length > 3 &&
		text !== dutch[key] &&
		!all.has(text)
			? [text]
			: [],
	);
});

async function seedEverything() {
	const accountId = await makeFedexAccount();
	const held = await seedHeldDivision(accountId, { name: "Noordzee" });
	const divisionId = await seedDivision();
	const reason = {
		code: "item.weight_missing",
		field: "Item › Gross weight",
		message: "Line 2: item PUMP-7 has no weight.",
		remedy:
			"Enter the gross or net weight of item PUMP-7 in Exact, or set a default weight for the division.",
	};
	const order = await seedOrder(divisionId, Date.now(), {
		orderNumber: 41_001,
		state: "blocked",
		reasons: [reason],
	});
	const { id: blocked } = await seedShipment({
		divisionId,
		orderNumber: 41_002,
		status: "blocked",
		reason,
	});
	const { id: labelled } = await seedShipment({
		divisionId,
		orderNumber: 41_003,
		status: "labelled",
	});
	const station = await call<{ id: string }>("POST", "/print-stations", 201, {
		body: { name: "Hal", formats: ["PNG"], prints: "labels", divisionIds: null, warehouses: null },
	});
	return { held, divisionId, order, blocked, labelled, station: station.id };
}

describe("in Dutch", () => {
	it("no page says anything in English that the catalogue has in Dutch", async () => {
		const ids = await seedEverything();
		const browser = await inDutch();
		const paths = [
			"/",
			"/console/inbox",
			"/console/orders",
			"/console/shipments",
			`/console/shipments/${ids.blocked}`,
			`/console/shipments/${ids.labelled}`,
			"/console/pack",
			"/console/pack?q=41001",
			"/console/printing",
			"/console/printing/new",
			`/console/printing/${ids.station}`,
			"/console/charges",
			"/console/failed-work",
			"/console/set-up",
			"/console/divisions",
			`/console/divisions/${ids.held}`,
			`/console/divisions/${ids.held}/settings`,
			`/console/divisions/${ids.held}/couriers`,
			`/console/divisions/${ids.held}/logo`,
			`/console/divisions/${ids.held}/preview`,
			"/console/connections",
			"/console/connections/new",
			"/console/fedex-accounts",
			"/console/fedex-accounts/new",
			"/console/people",
			"/console/api-tokens",
			"/console/audit",
			"/console/sessions",
			"/console/nowhere",
			"/station",
		];
		const found: [string, string[]][] = [];
		for (const path of paths) {
			const response = await browser.get(path);
			const lines = seen(await response.text())
				.split("\n")
				.map((line) => line.trim());
			const left = ENGLISH.filter((text) => lines.includes(text));
			if (left.length > 0) {
				found.push([path, left]);
			}
		}
		expect(found).toEqual([]);
	});

	it("says what is wrong and what to do, with the values that it tells of", async () => {
		const { blocked } = await seedEverything();
		const browser = await inDutch();
		const page = seen(await browser.page(`/console/shipments/${blocked}`));
		expect(page).toContain("Regel 2: artikel PUMP-7 heeft geen gewicht.");
		expect(page).toContain("Vul het bruto- of nettogewicht van artikel PUMP-7 in Exact in");
		expect(page).toContain("Artikel › Brutogewicht");
		expect(page).toContain("geblokkeerd");
		const inbox = seen(await browser.page("/console/inbox"));
		expect(inbox).toContain("Artikel zonder gewicht · ");
	});

	it("answers a form in Dutch too", async () => {
		const browser = await inDutch();
		const { page } = await browser.send("/console/pause");
		expect(seen(page)).toContain("Alles is gepauzeerd.");
		await browser.send("/console/resume");
	});
});
