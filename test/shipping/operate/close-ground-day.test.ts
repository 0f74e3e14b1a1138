import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";

import { createDivisionSetupStore } from "../../../src/db/division-setup.ts";
import { createAccountSetupStore } from "../../../src/db/fedex-accounts.ts";
import { createGroundCloseStore } from "../../../src/db/ground-closes.ts";
import { createObjectStore } from "../../../src/db/object-store.ts";
import {
	auditEvents,
	divisions,
	documents,
	groundCloses,
	shipments,
} from "../../../src/db/schema.ts";
import type { KeyRing } from "../../../src/lib/key-ring.ts";
import type { CarrierDocument } from "../../../src/shipping/model/shipment.ts";
import { closeGroundDay } from "../../../src/shipping/operate/close-ground-day.ts";
import type { GroundCloseDesk } from "../../../src/shipping/ports/carrier.ts";
import { aDivision, failure, MINUTE, START } from "../book/shipping-division.ts";
import { sampleSettings } from "../samples.ts";

const DAY = "2026-11-23";
const COLUMBUS = {
	companyName: "Acme",
	personName: "Pat Doe",
	phone: "+16145550100",
	email: null,
	streetLines: ["100 Main St"],
	postalCode: "43215",
	city: "Columbus",
	state: "OH",
	country: "US",
};

function manifest(text: string): CarrierDocument {
	return {
		packageSequence: 0,
		kind: "ground-manifest",
		contentType: "text/plain; charset=utf-8",
		extension: "txt",
		bytes: new Uint8Array(new TextEncoder().encode(text)),
	};
}

/** A division in Ohio with two Ground labels of today, and a desk that writes down what it is asked. */
async function aDay(
	desk: Partial<GroundCloseDesk> = {},
	shipFrom: Record<string, unknown> = COLUMBUS,
) {
	const division = await aDivision(undefined, { settings: {} });
	const settings = sampleSettings({ fedexAccountId: division.accountId, shipFrom });
	await division.db
		.update(divisions)
		.set({ settings })
		.where(eq(divisions.id, division.divisionId));
	const label = async () => {
		const { id } = await division.ship({
			status: "labelled",
			service: "FEDEX_GROUND",
			shipDate: DAY,
			labelledAt: START,
			dueAt: null,
		});
		await division.db
			.update(shipments)
			.set({ masterTrackingNumber: `7${id.slice(-11)}` })
			.where(eq(shipments.id, id));
		return id;
	};
	await label();
	await label();
	const asked: string[] = [];
	const change = { now: START, actor: "operator:test" as const, correlationId: "req_1" };
	const deps = {
		divisions: createDivisionSetupStore(division.db),
		accounts: createAccountSetupStore(division.db, {} as KeyRing),
		groundCloses: createGroundCloseStore(division.db),
		objects: createObjectStore(env.DOCUMENTS),
		desk: () =>
			Promise.resolve<GroundCloseDesk>({
				close: (day) => {
					asked.push(`close ${day}`);
					return desk.close?.(day) ?? Promise.resolve([manifest("first")]);
				},
				reprint: (trackingNumber) => {
					asked.push("reprint");
					return desk.reprint?.(trackingNumber) ?? Promise.resolve(undefined);
				},
			}),
	};
	const close = (wish: { day?: string; fedexAccountId?: string } = {}) =>
		closeGroundDay(division.divisionId, { day: null, fedexAccountId: null, ...wish }, change, deps);
	return { ...division, close, label, asked, change };
}

describe("the end of the day at FedEx Ground", () => {
	it("is told for the day's labels, its manifest is kept and it is audited", async () => {
		const { close, asked, db } = await aDay();
		const made = await close();
		expect(made).toMatchObject({ state: "closed", day: DAY, shipments: 2 });
		expect(asked).toEqual([`close ${DAY}`]);
		const [paper] = await db.select().from(documents).where(eq(documents.shipmentId, made.id));
		expect(paper).toMatchObject({ kind: "ground-manifest", bytes: 5 });
		const kept = await env.DOCUMENTS.get(paper?.key ?? "");
		expect(await kept?.text()).toBe("first");
		const audit = await db
			.select({ action: auditEvents.action })
			.from(auditEvents)
			.where(eq(auditEvents.subject, `ground_close:${made.id}`));
		expect(audit.map(({ action }) => action)).toEqual([
			"ground_close.asked",
			"ground_close.closed",
		]);
	});

	it("answers the same close where nothing was labelled since, and closes what was", async () => {
		const { close, label, asked } = await aDay();
		const first = await close();
		expect(await close()).toMatchObject({ id: first.id, state: "closed" });
		expect(asked).toHaveLength(1);
		await label();
		expect(await close()).toMatchObject({ number: 2, shipments: 1, state: "closed" });
		expect(asked).toHaveLength(2);
	});

	it("is told once by two who ask together", async () => {
		const { close, asked } = await aDay();
		const both = await Promise.allSettled([close(), close()]);
		expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
		expect(asked).toEqual([`close ${DAY}`]);
	});

	it("whose answer was lost is looked up by a parcel of it before anything is asked again", async () => {
		const { close, asked } = await aDay({
			close: () => Promise.reject(failure("uncertain")),
			reprint: () => Promise.resolve([manifest("found")]),
		});
		await expect(close()).rejects.toMatchObject({ code: "ground_close.unknown" });
		expect(await close()).toMatchObject({ number: 1, state: "closed" });
		expect(asked).toEqual([`close ${DAY}`, "reprint"]);
	});

	it("that FedEx knows nothing of after a lost answer is asked for again", async () => {
		let tries = 0;
		const { close, asked } = await aDay({
			close: () => {
				tries += 1;
				return tries === 1 ? Promise.reject(failure("uncertain")) : Promise.resolve([]);
			},
		});
		await expect(close()).rejects.toMatchObject({ code: "ground_close.unknown" });
		expect(await close()).toMatchObject({ number: 2, shipments: 2, state: "closed" });
		expect(asked).toEqual([`close ${DAY}`, "reprint", `close ${DAY}`]);
	});

	it("of a run that died is looked up once it can't be running any more", async () => {
		let tries = 0;
		const { close, change, db } = await aDay({
			close: () => Promise.resolve([manifest("never kept")]),
			reprint: () => {
				tries += 1;
				return Promise.resolve([manifest("kept")]);
			},
		});
		const made = await close();
		await db.update(groundCloses).set({ state: "asked" }).where(eq(groundCloses.id, made.id));
		await expect(close()).rejects.toMatchObject({ code: "ground_close.in_progress" });
		change.now = START + 3 * MINUTE;
		expect(await close()).toMatchObject({ id: made.id, state: "closed" });
		expect(tries).toBe(1);
	});

	it("that FedEx refuses closes nothing, and can be asked for anew", async () => {
		let tries = 0;
		const { close } = await aDay({
			close: () => {
				tries += 1;
				return tries === 1 ? Promise.reject(failure("refuse")) : Promise.resolve([]);
			},
		});
		await expect(close()).rejects.toMatchObject({ code: "fedex.test" });
		expect(await close()).toMatchObject({ number: 2, state: "closed" });
	});

	it("takes a parcel again whose label was made anew after the last close", async () => {
		const { close, db, divisionId, change } = await aDay();
		const first = await close();
		const [row] = await db.select().from(shipments).where(eq(shipments.divisionId, divisionId));
		const anew = { labelledAt: START + MINUTE, masterTrackingNumber: "799999999999" };
		await db
			.update(shipments)
			.set(anew)
			.where(eq(shipments.id, row?.id ?? ""));
		change.now = START + 2 * MINUTE;
		expect(await close()).toMatchObject({ number: first.number + 1, shipments: 1 });
		expect(await close()).toMatchObject({ number: first.number + 1 });
	});

	it("is looked up by a parcel that still has the label it had then", async () => {
		const looked: string[] = [];
		const { close, db, divisionId, change } = await aDay({
			close: () => Promise.reject(failure("uncertain")),
			reprint: (trackingNumber) => {
				looked.push(trackingNumber);
				return Promise.resolve([manifest("found")]);
			},
		});
		await expect(close()).rejects.toMatchObject({ code: "ground_close.unknown" });
		const rows = await db.select().from(shipments).where(eq(shipments.divisionId, divisionId));
		const [first, second] = rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
		await db
			.update(shipments)
			.set({ labelledAt: START + MINUTE, masterTrackingNumber: "799999999999" })
			.where(eq(shipments.id, first?.id ?? ""));
		change.now = START + 2 * MINUTE;
		await close().catch(() => undefined);
		expect(looked).toEqual([second?.masterTrackingNumber]);
	});

	it("leaves out what is void, express, or of another day", async () => {
		const { close, db, divisionId } = await aDay();
		const rows = await db.select().from(shipments).where(eq(shipments.divisionId, divisionId));
		const [first, second] = rows.map(({ id }) => id);
		await db
			.update(shipments)
			.set({ status: "voided" })
			.where(eq(shipments.id, first ?? ""));
		await db
			.update(shipments)
			.set({ shipDate: "2026-11-24" })
			.where(eq(shipments.id, second ?? ""));
		await expect(close()).rejects.toMatchObject({ code: "ground_close.nothing_to_close" });
	});

	it.each([
		["request.invalid", { day: "2026-11-24" }, COLUMBUS],
		["request.invalid", { fedexAccountId: "fda_none" }, COLUMBUS],
		["ground_close.nothing_to_close", { day: "2026-11-20" }, COLUMBUS],
		["ground_close.not_here", {}, undefined],
	])("is not told: %s with %j", async (code, wish, shipFrom) => {
		const { close, asked } = await aDay(
			{},
			shipFrom ?? { ...COLUMBUS, country: "NL", state: null, postalCode: "1012AB" },
		);
		await expect(close(wish)).rejects.toMatchObject({ code });
		expect(asked).toEqual([]);
	});
});
