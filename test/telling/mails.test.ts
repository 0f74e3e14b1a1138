import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";

import { openKeyRing } from "../../src/lib/key-ring.ts";
import { stopToken } from "../../src/lib/shipment-tokens.ts";
import { languageOfPlace } from "../../src/shipping/model/customer-mails.ts";
import { mailLanguage } from "../../src/shipping/tell/mail-texts.ts";
import { startOutside } from "../http/client.ts";
import { visit } from "../visit.ts";
import { tellingWorld } from "./telling-world.ts";

const START = Date.parse("2026-11-23T09:00:00Z");

beforeEach(() => {
	startOutside();
});

type World = Awaited<ReturnType<typeof tellingWorld>>;

const statesOf = (world: World, divisionId: string) =>
	world.deps.db.all<{ kind: string; state: string; code: string | null }>(
		sql`select kind, state, code from customer_mails where division_id = ${divisionId} order by kind`,
	);

describe("a customer", () => {
	it("is told of each step once, in the language of the place, with the link and the way out", async () => {
		const world = await tellingWorld(START);
		const division = await world.addDivision({
			labelMade: true,
			outForDelivery: true,
			delivered: true,
		});
		await world.addShipments(division, 1, {
			email: "klant@example.com",
			country: "BE",
			postalCode: "4000",
		});
		await world.label(division.divisionId);
		await world.settle();
		for (const state of ["in_transit", "out_for_delivery", "delivered"]) {
			world.advance(60_000);
			await world.scan(division.divisionId, state);
			await world.settle();
		}
		expect(world.mails.map(({ subject }) => subject)).toEqual([
			"Votre commande 20001 est prête pour FedEx",
			"Votre colis arrive aujourd’hui (commande 20001)",
			"Votre colis a été livré (commande 20001)",
		]);
		const [mail] = world.mails;
		expect(mail).toMatchObject({ to: ["klant@example.com"], replyTo: "help@noordzee.example" });
		expect(mail?.text).toMatch(/https:\/\/connector\.test\/track\/[0-9A-Z]{22}\.1\./);
		expect(mail?.html).toContain("https://connector.test/track/");
		const stop = /https:\/\/connector\.test\/mails\/stop\/[\w.-]+/.exec(mail?.text ?? "")?.[0];
		expect(mail?.headers).toEqual({
			"List-Unsubscribe": `<${stop}>`,
			"List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
		});
	});

	it("hears nothing of a division that sends no mails, and of a label that was voided meanwhile", async () => {
		const world = await tellingWorld(START);
		const silent = await world.addDivision();
		const division = await world.addDivision({ labelMade: true });
		for (const each of [silent, division]) {
			await world.addShipments(each, 1, { email: "klant@example.com" });
			await world.label(each.divisionId);
		}
		await world.spread();
		await world.deps.db.run(
			sql`update shipments set status = 'voiding' where division_id = ${division.divisionId}`,
		);
		await world.sendMails();
		expect(world.mails).toEqual([]);
		expect(await statesOf(world, silent.divisionId)).toEqual([]);
		expect(await statesOf(world, division.divisionId)).toEqual([
			{ kind: "label_made", state: "skipped", code: "mail.no_news" },
		]);
	});

	it("without an address is told nothing, and nothing waits for that", async () => {
		const world = await tellingWorld(START);
		const division = await world.addDivision({ labelMade: true });
		await world.addShipments(division, 1);
		await world.label(division.divisionId);
		await world.settle();
		expect(await statesOf(world, division.divisionId)).toEqual([
			{ kind: "label_made", state: "skipped", code: "mail.no_address" },
		]);
	});

	it("who stopped the mails gets none of any order any more, by one click and not by looking", async () => {
		const world = await tellingWorld(START);
		const division = await world.addDivision({ labelMade: true, delivered: true });
		await world.addShipments(division, 1, { email: "Klant@example.com" });
		await world.label(division.divisionId);
		await world.settle();
		const stop = /<(.*)>/.exec(world.mails[0]?.headers?.["List-Unsubscribe"] ?? "")?.[1] ?? "";

		const looked = await visit(`${stop}?lang=nl`);
		expect(looked.status).toBe(200);
		expect(await looked.text()).toContain("Geen mails over pakketten meer?");
		await world.addShipments(division, 1, { email: "klant@example.com" });
		await world.label(division.divisionId);
		await world.settle();
		expect(world.mails).toHaveLength(2);

		const clicked = await visit(stop, {
			method: "POST",
			headers: { "content-type": "application/x-www-form-urlencoded" },
			body: "List-Unsubscribe=One-Click",
		});
		expect(clicked.status).toBe(200);
		await world.scan(division.divisionId, "delivered");
		await world.settle();
		expect(world.mails).toHaveLength(2);
		const stored = await world.deps.db.all(sql`select * from mail_opt_outs`);
		expect(stored).toHaveLength(1);
		expect(JSON.stringify(stored)).not.toContain("example.com");
	});
});

it("a link to stop mails that was not made here stops nothing", async () => {
	const token = await stopToken(openKeyRing(env.ENCRYPTION_KEYS), `shp_${"0".repeat(22)}`);
	const forged = `${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`;
	const { status } = await visit(`https://connector.test/mails/stop/${forged}`, {
		method: "POST",
	});
	expect(status).toBe(404);
});

describe("a mail", () => {
	it("whose answer was lost is not sent again", async () => {
		const world = await tellingWorld(START, {
			takeMail: () => {
				throw new Error("the connection was lost");
			},
		});
		const division = await world.addDivision({ labelMade: true });
		await world.addShipments(division, 1, { email: "klant@example.com" });
		await world.label(division.divisionId);
		await world.settle();
		expect(await statesOf(world, division.divisionId)).toEqual([
			{ kind: "label_made", state: "unknown", code: "mail.outcome_unknown" },
		]);
	});

	it("whose sender died after it was claimed is not sent again", async () => {
		const world = await tellingWorld(START);
		const division = await world.addDivision({ labelMade: true });
		await world.addShipments(division, 1, { email: "klant@example.com" });
		await world.label(division.divisionId);
		await world.spread();
		const due = await world.deps.mails.listDue(START, 10);
		await world.deps.mails.claim(due, START, START + 120_000);
		world.advance(120_000);
		await world.sendMails();
		expect(world.mails).toEqual([]);
		expect(await statesOf(world, division.divisionId)).toMatchObject([{ state: "unknown" }]);
	});

	it("whose sender died before any was handed over is sent later", async () => {
		const world = await tellingWorld(START);
		const division = await world.addDivision({ labelMade: true });
		await world.addShipments(division, 8, { email: "klant@example.com" });
		await world.label(division.divisionId);
		await world.spread();
		const { mails } = world.deps;
		const findFacts = mails.findFacts.bind(mails);
		mails.findFacts = () => Promise.reject(new Error("the run dies here"));
		await world.sendMails().catch(() => undefined);
		mails.findFacts = findFacts;
		world.advance(120_000);
		await world.sendMails();
		expect(world.mails).toHaveLength(8);
	});

	it("that was refused before it went out is sent later", async () => {
		let isFull = true;
		const world = await tellingWorld(START, {
			takeMail: () => {
				if (isFull) {
					throw Object.assign(new Error(""), { code: "E_RATE_LIMIT_EXCEEDED" });
				}
			},
		});
		const division = await world.addDivision({ labelMade: true });
		await world.addShipments(division, 1, { email: "klant@example.com" });
		await world.label(division.divisionId);
		await world.spread();
		await world.sendMails();
		isFull = false;
		await world.settle();
		expect(world.mails).toHaveLength(1);
	});

	it("goes out once for a shipment, however often it is labelled", async () => {
		const world = await tellingWorld(START);
		const division = await world.addDivision({ labelMade: true });
		await world.addShipments(division, 1, { email: "klant@example.com" });
		for (let round = 0; round < 2; round += 1) {
			await world.label(division.divisionId);
			await world.settle();
			await world.deps.db.run(
				sql`update shipments set status = 'creating' where division_id = ${division.divisionId}`,
			);
		}
		expect(world.mails).toHaveLength(1);
	});
});

it("the language is that of the place, unless the division chose one", () => {
	expect(languageOfPlace("BE", "1000")).toBe("nl");
	expect(languageOfPlace("BE", "1348")).toBe("fr");
	expect(languageOfPlace("CH", "1201")).toBe("fr");
	expect(languageOfPlace("CH", "8001")).toBe("de");
	expect(mailLanguage({ language: "auto", country: "PL", postalCode: null })).toBe("en");
	expect(mailLanguage({ language: "de", country: "NL", postalCode: null })).toBe("de");
});
