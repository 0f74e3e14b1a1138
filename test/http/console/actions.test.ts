import { beforeEach, describe, expect, it } from "vitest";

import { seedOrder } from "../../db/seed.ts";
import { demoCredentials } from "../../simulators/demo/credentials.ts";
import { consentAtExact } from "../../twins.ts";
import { makeFedexAccount, ORIGIN, startOutside, type Twins, wokenUp } from "../client.ts";
import {
	readDivision,
	readOrder,
	readShipment,
	seedDivision,
	seedHeldDivision,
	seedShipment,
} from "../seeds.ts";
import { Browser } from "./browser.ts";

let twins: Twins;
let browser: Browser;
beforeEach(async () => {
	twins = startOutside();
	browser = await Browser.loggedIn();
});

const { division: _code, ...app } = demoCredentials.nl;

describe("a connection", () => {
	it("is made by a form, consented to at Exact, and told about once", async () => {
		await twins.control("exact", "apps", {
			method: "PUT",
			body: {
				region: "nl",
				clientId: app.clientId,
				redirectUris: [`${ORIGIN}/oauth/exact/callback`],
			},
		});
		const made = await browser.send("/console/connections/new", { name: "Zwolle", ...app });
		expect(made.page).toContain("Zwolle was made");
		const id = made.location.split("/").at(-1) ?? "";
		const started = await browser.get(`/oauth/exact/start?connection=${id}`);
		const back = new URL(await consentAtExact(twins, started.headers.get("Location") ?? ""));
		const returned = await browser.get(`${back.pathname}${back.search}`);
		expect(returned.headers.get("Location")).toBe(made.location);
		const page = await browser.page(made.location);
		expect(page).toContain("Zwolle is connected to Exact");
		expect(page).toContain("Noordzee Onderdelen");
		expect(await browser.page(made.location)).not.toContain("is connected to Exact");
	});

	it("that does not validate names the field and holds no secret", async () => {
		const token = await browser.formToken();
		const response = await browser.post("/console/connections/new", {
			"form-token": token,
			...app,
			name: "",
			region: "mars",
			clientSecret: "very-secret-indeed",
			surplus: "1",
		});
		expect(response.status).toBe(422);
		const html = await response.text();
		for (const field of ["name", "region", "surplus"]) {
			expect(html).toContain(`<code>${field}</code>`);
		}
		expect(html).toContain(app.clientId);
		expect(html).not.toContain("very-secret-indeed");
	});

	it("is not deleted while a division is in use, and says which", async () => {
		const { location } = await browser.send("/console/connections/new", { name: "A", ...app });
		const connectionId = location.split("/").at(-1) ?? "";
		const divisionId = await seedDivision({ connectionId, mode: "hold", code: 77 });
		const refused = await browser.send(`${location}/delete`);
		expect(refused.location).toBe(location);
		expect(refused.page).toContain("77 (hold)");
		expect(await readDivision(divisionId)).toBeDefined();
	});

	it("is deleted by its button", async () => {
		const { location } = await browser.send("/console/connections/new", { name: "B", ...app });
		const deleted = await browser.send(`${location}/delete`);
		expect(deleted.location).toBe("/console/connections");
		await browser.page(location, 404);
	});
});

describe("a FedEx account", () => {
	const input = {
		name: "FedEx NL",
		accountNumber: "510088001",
		environment: "sandbox",
		"ship.clientId": "twin-nl-ship-key",
		"ship.clientSecret": "twin-nl-ship-secret",
		"track.clientId": "twin-nl-track-key",
		"track.clientSecret": "twin-nl-track-secret",
	};

	it("is added, checked with both results, paused and resumed", async () => {
		const { location } = await browser.send("/console/fedex-accounts/new", input);
		const checked = await browser.send(`${location}/check`);
		expect(checked.page).toMatch(/Ship: .+Track: /s);
		expect((await browser.send(`${location}/pause`)).page).toContain("Resume this account");
		expect((await browser.send(`${location}/resume`)).page).toContain("Pause this account");
	});

	it("with a wrong number is refused beside the field", async () => {
		const token = await browser.formToken();
		const response = await browser.post("/console/fedex-accounts/new", {
			"form-token": token,
			...input,
			accountNumber: "12",
		});
		expect(response.status).toBe(422);
		expect(await response.text()).toContain("FedEx account number of nine digits");
	});
});

describe("a division", () => {
	it("is read, paused, resumed by its buttons", async () => {
		const id = await seedHeldDivision(await makeFedexAccount());
		const path = `/console/divisions/${id}`;
		expect((await browser.send(`${path}/poll`)).page).toContain("being read");
		expect(wokenUp).toContainEqual({ kind: "poll", scope: id });
		await browser.send(`${path}/pause`);
		expect((await readDivision(id))?.pausedAt).not.toBeNull();
		expect((await browser.send(`${path}/poll`)).page).toContain("The division is paused");
		await browser.send(`${path}/resume`);
		expect((await readDivision(id))?.pausedAt).toBeNull();
	});

	it("goes live with the ticked orders, and holds the others back", async () => {
		const id = await seedHeldDivision(await makeFedexAccount());
		const seedReady = (orderNumber: number) =>
			seedOrder(id, Date.now(), {
				orderNumber,
				state: "ready",
				readySince: Date.now(),
				firstReadyAt: Date.now(),
			});
		const ticked = await seedReady(50_001);
		const left = await seedReady(50_002);
		const preview = await browser.page(`/console/divisions/${id}/preview`);
		expect(preview).toContain("Would ship: 2");
		expect(preview.match(/name="order"[^>]*checked/g)).toHaveLength(2);
		const { location, page } = await browser.send(`/console/divisions/${id}/release`, {
			mode: "live",
			order: [ticked.id],
		});
		expect(location).toBe(`/console/divisions/${id}`);
		expect(page).toContain("is live and ships 1 of the previewed orders");
		expect((await readDivision(id))?.mode).toBe("live");
		expect((await readOrder(ticked.id))?.releasedAt).not.toBeNull();
		expect((await readOrder(left.id))?.heldBackAt).not.toBeNull();
		const held = await browser.send(`/console/divisions/${id}/hold`);
		expect(held.page).toContain("on hold");
	});

	it("is not released with an order that is not ready any more", async () => {
		const id = await seedHeldDivision(await makeFedexAccount());
		const { location, page } = await browser.send(`/console/divisions/${id}/release`, {
			mode: "live",
			order: ["ord_gone"],
		});
		expect(location).toBe(`/console/divisions/${id}/preview`);
		expect(page).toContain("ord_gone is not among the ready orders");
		expect((await readDivision(id))?.mode).toBe("hold");
	});
});

describe("a replay", () => {
	it("makes one failed shipment due again", async () => {
		const { id } = await seedShipment({ status: "failed" });
		const { page } = await browser.send(`/console/shipments/${id}/replay`);
		expect(page).toContain("It is due again");
		expect((await readShipment(id))?.status).toBe("planned");
		const again = await browser.send(`/console/shipments/${id}/replay`);
		expect(again.page).toContain("nothing to do again");
	});

	it("makes all work with one code due again, and no other", async () => {
		const reason = (code: string) => ({ code, field: "", message: "", remedy: "" });
		const one = await seedShipment({ status: "failed", reason: reason("test.first") });
		const two = await seedShipment({ status: "failed", reason: reason("test.first") });
		const other = await seedShipment({ status: "failed", reason: reason("test.second") });
		const { page } = await browser.send("/console/failed-work/replay", { code: "test.first" });
		expect(page).toContain("2 pieces of work are due again");
		expect((await readShipment(one.id))?.status).toBe("planned");
		expect((await readShipment(two.id))?.status).toBe("planned");
		expect((await readShipment(other.id))?.status).toBe("failed");
		await browser.send("/console/failed-work/replay", { id: other.id });
		expect((await readShipment(other.id))?.status).toBe("planned");
	});
});

describe("the pause of everything", () => {
	it("is told on every page until it is resumed there", async () => {
		expect((await browser.send("/console/pause")).page).toContain("Resume everything");
		expect(await browser.page("/console/orders")).toContain("Everything is paused");
		await browser.send("/console/resume");
		expect(await browser.page("/console/orders")).not.toContain("Everything is paused");
	});
});
