import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { createObjectStore } from "../../src/db/object-store.ts";
import { documents, type shipments, trackingEvents } from "../../src/db/schema.ts";
import { createJournal } from "../../src/shipping/book/journal.ts";
import { askErasure, eraseDue } from "../../src/shipping/keep/erase-person.ts";
import { KEEP_LIMITS } from "../../src/shipping/keep/keep-limits.ts";
import { seedLiveDivision, seedShipment, seedWriteBack } from "../db/seed.ts";
import { leaksIn } from "../secrets/leaks.ts";
import { sampleId, samplePlan } from "../shipping/samples.ts";
import { OLD, ringOf, servicesWith } from "./rings.ts";

const START = Date.parse("2026-11-23T09:00:00Z");
const NAME = "Mevrouw Vergeten-Graag";
const STREET = "Geheimstraat 12 achter";
const PERSON = [
	{ kind: "name", value: NAME },
	{ kind: "street", value: STREET },
	{ kind: "phone", value: "+31 6 99887766" },
	{ kind: "e-mail", value: "vergeet@mij.example" },
	{ kind: "city", value: "Vergetelstad" },
];

let now = START;

beforeEach(async () => {
	now = START;
	vi.spyOn(console, "log").mockReturnValue();
	await env.DB.prepare("delete from erasures").run();
});

const services = () => servicesWith(OLD, now);
const change = () => ({ now, actor: "operator:admin", correlationId: "req_1" });

/** A delivered shipment of a person, with everything that is kept about it. */
async function delivered(more: Partial<typeof shipments.$inferInsert> = {}) {
	const seeded = await seedLiveDivision(START);
	const plan = samplePlan();
	const shipTo = {
		...plan.shipTo,
		personName: NAME,
		companyName: null,
		streetLines: [STREET],
		city: "Vergetelstad",
		phone: "+31 6 99887766",
		email: "vergeet@mij.example",
	};
	const shipment = await seedShipment(seeded, START, {
		status: "labelled",
		dueAt: null,
		trackingState: "delivered",
		plan: { ...plan, shipTo, customerOrderNumber: NAME },
		...more,
	});
	const { id, orderId, exactOrderId } = shipment;
	await env.DB.prepare(
		`update orders set deliver_to_name = ?, description = ?, address = ?, ordered_by_id = ? where id = ?`,
	)
		.bind(
			NAME,
			NAME,
			JSON.stringify({ streets: [STREET], city: "Vergetelstad" }),
			sampleGuid(id),
			orderId,
		)
		.run();
	await seedWriteBack(seeded, START, {
		shipmentId: id,
		state: "written",
		dueAt: null,
		body: `to Vergetelstad, signed by ${NAME}`,
	});
	await seeded.db.insert(trackingEvents).values({
		shipmentId: id,
		packageSequence: 1,
		eventKey: "e1",
		at: START,
		code: "DL",
		description: `Signed for by ${NAME}`,
		location: "Vergetelstad",
		createdAt: START,
	});
	const papers = ["label", "commercial-invoice"].map((kind) => ({
		id: sampleId("doc"),
		shipmentId: id,
		attemptNumber: 1,
		packageSequence: 1,
		kind,
		contentType: "application/pdf",
		bytes: 3,
		sha256: "0",
		key: `${id}/1/1-${kind}-1.pdf`,
		createdAt: START,
	}));
	await seeded.db.insert(documents).values(papers);
	await Promise.all(papers.map(({ key }) => env.DOCUMENTS.put(key, NAME)));
	const journal = createJournal(createObjectStore(env.DOCUMENTS), ringOf(OLD));
	const entry = await journal.begin(exactOrderId, `${id}-ref`);
	await entry.record({ request: NAME, status: 200, body: STREET, receivedAt: START });
	return { ...seeded, ...shipment, journal, customer: sampleGuid(id) };
}

function sampleGuid(id: string): string {
	return `00000000-0000-4000-8000-${id.slice(-12).padStart(12, "0")}`;
}

/** All that the database holds of a division's orders and shipments. */
async function stored(divisionId: string): Promise<string> {
	const ofDivision = "(select id from shipments where division_id = ?1)";
	const answers = await env.DB.batch(
		[
			"select * from orders where division_id = ?1",
			"select * from shipments where division_id = ?1",
			"select * from write_backs where division_id = ?1",
			"select * from reference_records where division_id = ?1",
			`select * from tracking_events where shipment_id in ${ofDivision}`,
			"select * from audit_events where at >= 0 and ?1 is not null",
		].map((text) => env.DB.prepare(text).bind(divisionId)),
	);
	return JSON.stringify(answers.map(({ results }) => results));
}

describe("a person who is to be forgotten", () => {
	it("is in no row any more, and what FedEx was asked can't be read; states, ids and customs papers stay", async () => {
		const made = await delivered();
		expect(leaksIn(await stored(made.divisionId), PERSON)).toHaveLength(PERSON.length);
		const request = {
			divisionId: made.divisionId,
			target: "order",
			exactId: made.exactOrderId,
		} as const;
		await askErasure(request, change(), await services());
		await eraseDue(await services());
		expect(leaksIn(await stored(made.divisionId), PERSON)).toEqual([]);
		await expect(made.journal.read(made.exactOrderId, `${made.id}-ref`)).rejects.toMatchObject({
			code: "journal.erased",
		});
		const { objects } = await env.DOCUMENTS.list({ prefix: `${made.id}/` });
		expect(objects.map(({ key }) => key)).toEqual([`${made.id}/1/1-commercial-invoice-1.pdf`]);
		const row = await env.DB.prepare(
			"select status, tracking_state, order_number from shipments where id = ?",
		)
			.bind(made.id)
			.first();
		expect(row).toEqual({
			status: "labelled",
			tracking_state: "delivered",
			order_number: made.orderNumber,
		});
		const { erasures } = await services();
		expect(await erasures.findDue(now + 1e12)).toBeUndefined();
		const done = await env.DB.prepare("select * from erasures").first();
		expect(done).toMatchObject({
			state: "done",
			orders: 1,
			documents_deleted: 1,
			documents_kept: 1,
		});
	});

	it("does not come back with what a later poll writes", async () => {
		const made = await delivered();
		const request = {
			divisionId: made.divisionId,
			target: "customer",
			exactId: made.customer,
		} as const;
		await askErasure(request, change(), await services());
		await eraseDue(await services());
		await env.DB.prepare(
			"update orders set deliver_to_name = ?, address = ?, status = 21 where id = ?",
		)
			.bind(NAME, JSON.stringify({ streets: [STREET] }), made.orderId)
			.run();
		expect(leaksIn(await stored(made.divisionId), PERSON)).toEqual([]);
		const order = await env.DB.prepare("select status, address from orders where id = ?")
			.bind(made.orderId)
			.first();
		expect(order).toEqual({ status: 21, address: null });
	});

	it.each([
		["a parcel of it is on its way", { trackingState: "in_transit" }],
		["a shipment of it is not made or not taken back yet", { status: "unknown" }],
		["a shipment of it waits for something", { dueAt: START }],
	] as const)("has to wait while %s", async (why, open) => {
		const made = await delivered(open);
		const before = await stored(made.divisionId);
		const request = {
			divisionId: made.divisionId,
			target: "order",
			exactId: made.exactOrderId,
		} as const;
		const refused = await askErasure(request, change(), await services()).catch(
			(error: unknown) => error,
		);
		expect(refused).toMatchObject({
			code: "erasure.not_settled",
			problems: [{ field: `Order ${made.orderNumber}`, message: `It is not settled: ${why}.` }],
		});
		expect(await stored(made.divisionId)).toBe(before);
	});

	it("is forgotten in full although a run died between the rows and the objects", async () => {
		const made = await delivered();
		const request = {
			divisionId: made.divisionId,
			target: "order",
			exactId: made.exactOrderId,
		} as const;
		await askErasure(request, change(), await services());
		const dying = { erase: () => Promise.reject(new Error("killed")) };
		await eraseDue({ ...(await services()), eraser: dying });
		expect((await env.DOCUMENTS.list({ prefix: `${made.id}/` })).objects).toHaveLength(2);
		now += KEEP_LIMITS.retryMs;
		await eraseDue(await services());
		expect((await env.DOCUMENTS.list({ prefix: `${made.id}/` })).objects).toHaveLength(1);
		expect(await env.DOCUMENTS.head(`keys/${made.exactOrderId}`)).toBeNull();
		expect(await env.DB.prepare("select state from erasures").first("state")).toBe("done");
	});

	it("is not looked for where nothing is stored of them", async () => {
		const { divisionId } = await seedLiveDivision(START);
		const request = { divisionId, target: "customer", exactId: crypto.randomUUID() } as const;
		await expect(askErasure(request, change(), await services())).rejects.toMatchObject({
			code: "erasure.nothing_there",
		});
	});
});
