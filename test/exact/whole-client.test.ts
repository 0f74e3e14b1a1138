import { beforeEach, describe, expect, it } from "vitest";

import { ExactGrant } from "../../src/durable-objects/exact-grant.ts";
import { createCallRoom } from "../../src/exact/call-room.ts";
import { countError, freshState, reserveCalls, takeReport } from "../../src/exact/call-windows.ts";
import { createExactConnection } from "../../src/exact/connection-client.ts";
import { createExactDivision } from "../../src/exact/division-client.ts";
import { exactBaseUrl } from "../../src/exact/hosts.ts";
import { createExactToken } from "../../src/exact/token.ts";
import { openKeyRing } from "../../src/lib/key-ring.ts";
import { silentLog } from "../../src/lib/log.ts";
import type { ErpDivision, FeedPage } from "../../src/shipping/ports/erp.ts";
import { exchangeAndAdopt, FakeStore, KEYS } from "../durable-objects/grant-fixture.ts";
import { startTwin, truths } from "../exact-twin/twin-under-test.ts";
import { demoCredentials } from "../simulators/demo/credentials.ts";
import { refuse } from "./refuse.ts";

const { nl } = demoCredentials;
const ORIGIN = "http://127.0.0.1:9101/{region}";
const FIRST = "0".repeat(20);

/** The client with its grant and its budget, against a twin of the vendor with a demo in it. */
async function start(orders: number) {
	const twin = startTwin({ orders });
	const baseUrl = exactBaseUrl("nl", ORIGIN);
	const clock = { now: () => twin.clock.now() };
	const fetchTwin: typeof fetch = async (input, init) => twin.app.request(String(input), init);
	const grant = new ExactGrant({
		store: new FakeStore([]),
		keys: () => openKeyRing(KEYS),
		baseUrl: () => baseUrl,
		fetch: fetchTwin,
		log: silentLog,
	});
	const redirectUri = "http://127.0.0.1:8787/oauth/exact/callback";
	await grant.configure({ connectionId: "con_1", redirectUri, ...nl });
	const code = (await twin.consent()).searchParams.get("code") ?? "";
	await exchangeAndAdopt(grant, code, clock);
	const token = createExactToken(
		{
			accessToken: () => grant.accessToken(clock),
			tokenAfterRejection: (rejected) => grant.tokenAfterRejection(rejected.token, clock),
		},
		clock.now,
	);
	let windows = freshState(clock.now());
	const room = createCallRoom(
		{
			async reserve(asked) {
				const { state, grant: given } = reserveCalls(windows, asked, clock.now());
				windows = state;
				return { ...given, errors: state.errors };
			},
			async report(seen) {
				windows = takeReport(windows, seen, clock.now());
			},
			async countError(seen) {
				windows = countError(windows, seen, clock.now());
				return windows.errors;
			},
		},
		clock.now,
		silentLog,
	);
	const shared = { baseUrl, token, fetch: fetchTwin, log: silentLog, now: clock.now };
	return {
		twin,
		grant,
		clock,
		connection: createExactConnection({ ...shared, roomOf: () => room }),
		erp: createExactDivision({ ...shared, division: nl.division, lane: "label", room }),
	};
}

async function readAll<T>(read: (after: string) => Promise<FeedPage<T>>): Promise<T[]> {
	const items: T[] = [];
	let after = FIRST;
	for (;;) {
		const page = await read(after);
		items.push(...page.items);
		if (page.isEnd) {
			return items;
		}
		after = page.lastTimestamp ?? after;
	}
}

let all: Awaited<ReturnType<typeof start>>;
let erp: ErpDivision;
beforeEach(async () => {
	all = await start(60);
	erp = all.erp;
});

async function failures(): Promise<number> {
	const response = await all.twin.control("log");
	const { calls } = (await response.json()) as { calls: { status: number }[] };
	return calls.filter(({ status }) => status >= 400).length;
}

describe("the client against the twin", () => {
	it("reads who, where, and every order with what belongs to it, without one refusal", async () => {
		const user = await all.connection.currentUser();
		const divisions = await all.connection.listDivisions(user.currentDivision);
		expect(divisions.map(({ code }) => code)).toContain(nl.division);
		expect(await erp.readInfo()).toMatchObject({ code: nl.division, country: "NL" });

		const headers = await readAll((after) => erp.readOrderHeaders(after));
		const lines = await readAll((after) => erp.readOrderLines(after));
		await readAll((after) => erp.readDeleted(after));
		const known = await truths(all.twin);
		expect(headers.map(({ orderNumber }) => orderNumber).sort()).toEqual(
			known.map(({ orderNumber }) => orderNumber).sort(),
		);
		expect(lines.length).toBe(known.reduce((sum, order) => sum + order.lines.length, 0));

		const ids = (found: (string | null)[]) => [...new Set(found.filter((id) => id !== null))];
		const addressIds = ids(headers.map(({ deliveryAddressId }) => deliveryAddressId));
		const accountIds = ids(headers.map(({ deliverToId }) => deliverToId));
		const itemIds = ids(lines.map(({ itemId }) => itemId));
		const contactIds = ids(headers.map(({ deliverToContactId }) => deliverToContactId));
		expect((await erp.readAddresses(addressIds, refuse)).length).toBe(addressIds.length);
		expect((await erp.readAccounts(accountIds, refuse)).length).toBe(accountIds.length);
		expect((await erp.readItems(itemIds, refuse)).length).toBe(itemIds.length);
		expect((await erp.readContacts(contactIds, refuse)).length).toBe(contactIds.length);
		expect(await failures()).toBe(0);
	});

	it("starts a feed at a day, so that nothing of that day is left out", async () => {
		const every = await readAll((after) => erp.readOrderHeaders(after));
		const position = await erp.feedPositionAt("order-headers", "2026-06-20");
		const since = await erp.readOrderHeaders(position ?? FIRST);
		expect(since.items.length).toBeGreaterThan(0);
		expect(since.items.length).toBeLessThan(every.length);
		for (const feed of ["order-lines", "deleted", "documents"] as const) {
			expect(await erp.feedPositionAt(feed, "2026-06-20")).toMatch(/^\d{20}$/);
		}
		expect(await failures()).toBe(0);
	});

	it("finds the document that it posted", async () => {
		const [order] = (await erp.readOrderHeaders(FIRST)).items;
		const before = (await erp.feedPositionAt("documents", "2026-06-01")) ?? FIRST;
		const { id } = await erp.postDocument({
			subject: `${order?.orderNumber} shp_1`,
			body: "1 x item",
			accountId: order?.deliverToId ?? null,
			orderNumber: order?.orderNumber ?? 0,
		});
		const found = (await erp.readDocuments(before)).items.find((document) => document.id === id);
		expect(found?.subject).toBe(`${order?.orderNumber} shp_1`);
	});

	it("finds the document whose answer was lost, and never posts it twice", async () => {
		await all.twin.control("faults", "PUT", {
			faults: [{ operation: "write.Documents", kind: "cut-after", times: 1 }],
		});
		const document = { subject: "lost shp_2", body: "x", accountId: null, orderNumber: 1 };
		await expect(erp.postDocument(document)).rejects.toMatchObject({ disposition: "uncertain" });
		const { items } = await erp.readDocuments(FIRST);
		expect(items.filter(({ subject }) => subject === "lost shp_2").length).toBe(1);
	});

	it.each(["half", "html"])("takes %s of an answer for a reason to read again", async (kind) => {
		await all.twin.control("faults", "PUT", {
			faults: [{ operation: "read.SalesOrderHeaders", kind, times: 1 }],
		});
		await expect(erp.readOrderHeaders(FIRST)).rejects.toMatchObject({
			code: "exact.unreadable_answer",
			disposition: "retry",
		});
		expect((await erp.readOrderHeaders(FIRST)).items.length).toBeGreaterThan(0);
	});

	it("stops by itself before the minute is full, and goes on in the next", async () => {
		for (let calls = 0; calls < 58; calls += 1) {
			await erp.readDeleted(FIRST);
		}
		const { now } = all.clock;
		const minuteEnd = Math.ceil(now() / 60_000) * 60_000;
		await expect(erp.readDeleted(FIRST)).rejects.toMatchObject({
			code: "exact.no_room",
			retryAfterSeconds: Math.ceil((minuteEnd + 1_000 - now()) / 1_000),
		});
		all.twin.clock.advance(minuteEnd + 1_000 - now());
		await erp.readDeleted(FIRST);
		expect(await failures()).toBe(0);
	});

	it("lets an endpoint rest after six errors, goes on elsewhere, and comes back after the hour", async () => {
		const gone = "00000000-0000-4000-8000-000000000077";
		const change = () => erp.putDocument(gone, { subject: "gone", body: "x" });
		const sent = async () => {
			const response = await all.twin.control("log");
			const { calls } = (await response.json()) as { calls: { operation: string }[] };
			return calls.filter(({ operation }) => operation === "update.Documents").length;
		};
		for (let error = 0; error < 6; error += 1) {
			await expect(change()).rejects.toMatchObject({ code: "exact.not_found" });
		}
		const rests = {
			code: "exact.endpoint_rests",
			disposition: "suspend",
			retryAfterSeconds: 3_600,
		};
		await expect(change()).rejects.toMatchObject(rests);
		const lost = { subject: "lost", body: "x", accountId: null, orderNumber: 1 };
		await expect(erp.postDocument(lost)).rejects.toMatchObject(rests);
		expect(await sent()).toBe(6);
		expect((await erp.readOrderHeaders(FIRST)).items.length).toBeGreaterThan(0);
		await erp.readDocuments(FIRST);

		all.twin.clock.advance(3_600_000);
		await expect(change()).rejects.toMatchObject({ code: "exact.not_found" });
		expect(await sent()).toBe(7);
		await erp.postDocument(lost);
		expect(all.twin.broken()).not.toHaveProperty("error-limit");
		expect(all.twin.broken()).not.toHaveProperty("rate-limited");
	});

	it("lives for a day on one grant, without one refusal", async () => {
		for (let minutes = 0; minutes < 24 * 60; minutes += 7) {
			await erp.readDeleted(FIRST);
			all.twin.clock.advance(7 * 60_000);
		}
		expect(await failures()).toBe(0);
		expect((await all.grant.status()).state).toBe("connected");
	});
});
