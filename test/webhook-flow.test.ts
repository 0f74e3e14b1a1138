import { env, exports } from "cloudflare:workers";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { createServices } from "../src/services.ts";
import {
	DEMO,
	OTHER_ORIGIN,
	connect,
	createConnection,
	forgetEarlier,
	map,
	readDivision,
	reads,
	startConnected,
} from "./demo-division.ts";
import { signedBody } from "./exact/signed-webhook.ts";
import type { Twins } from "./twins.ts";
import { ORIGIN, api, consent, tick, tryApi, until } from "./worker.ts";

/** Seldom enough that no poll of these tests is the schedule's. */
const YEARLY = "0 0 1 1 *";
const HEADERS = "read.SalesOrderHeaders";

let twins: Twins;
let isDeaf = false;
beforeEach(async () => {
	await forgetEarlier();
	isDeaf = false;
	for (const method of ["log", "warn", "error"] as const) {
		vi.spyOn(console, method).mockReturnValue();
	}
	twins = startConnected({ orders: 8, isDeaf: () => isDeaf });
});

type Subscriptions = { subscriptions: { ID: string; CallbackURL: string; Topic: string }[] };

function subscriptions(): Promise<Subscriptions> {
	return twins.control<Subscriptions>("exact", "webhooks");
}

async function subscribedDivision(schedule = YEARLY) {
	const connected = await connect(twins, schedule);
	await until(async () => {
		const { webhooks, lastPollAt } = await readDivision(connected.divisionId);
		return lastPollAt !== null && webhooks.every(({ state }) => state === "subscribed");
	});
	return connected;
}

async function knownOrders(divisionId: string): Promise<number[]> {
	const { items } = await api<{ items: { orderNumber: number }[] }>(
		"GET",
		`/orders?limit=200&divisionId=${divisionId}`,
	);
	return items.map(({ orderNumber }) => orderNumber).toSorted();
}

async function newOrders(count: number): Promise<number[]> {
	const { orders } = await twins.control<{ orders: { orderNumber: number }[] }>("exact", "orders", {
		method: "POST",
		body: { region: DEMO.connection.region, division: DEMO.code, count },
	});
	return orders.map(({ orderNumber }) => orderNumber);
}

describe("subscriptions", () => {
	it("are made when a division is mapped, answer Exact's question, and cost one call a day", async () => {
		const { connectionId, divisionId } = await subscribedDivision();
		const made = (await subscriptions()).subscriptions;
		expect(made.map(({ Topic }) => Topic).toSorted()).toEqual(["GoodsDeliveries", "SalesOrders"]);
		expect(new Set(made.map(({ CallbackURL }) => CallbackURL))).toEqual(
			new Set([`${ORIGIN}/webhooks/exact/${connectionId}`]),
		);
		expect((await readDivision(divisionId)).webhooks).toEqual([
			{ topic: "SalesOrders", state: "subscribed", reason: null },
			{ topic: "GoodsDeliveries", state: "subscribed", reason: null },
		]);
		twins.exactLog.clear();
		twins.clock.advance(24 * 3_600_000);
		await until(() => Promise.resolve(reads(twins, "read.WebhookSubscriptions") > 0));
		await tick();
		expect(reads(twins, "read.WebhookSubscriptions")).toBe(1);
		expect(twins.exactLog.summary().broken).toEqual({});
	});

	it("that Exact lost are made again by the daily look", async () => {
		const { divisionId } = await subscribedDivision();
		const services = await createServices(env);
		const division = await services.divisions.find(divisionId);
		if (division === undefined) {
			throw new Error("the division is gone");
		}
		const { erp } = services.erp(division, "backfill");
		for (const { ID } of (await subscriptions()).subscriptions) {
			await erp.deleteWebhook(ID);
		}
		expect((await subscriptions()).subscriptions).toEqual([]);
		twins.clock.advance(24 * 3_600_000);
		await until(async () => (await subscriptions()).subscriptions.length === 2);
	});

	it("without the scope are refused with the reason, and the schedule reads", async () => {
		const { clientId, region } = DEMO.connection;
		const { apps } = await twins.control<{ apps: { clientId: string; scopes: object }[] }>(
			"exact",
			"apps",
		);
		const scopes = apps.find((app) => app.clientId === clientId)?.scopes;
		await twins.control("exact", "apps", {
			method: "PUT",
			body: { region, clientId, scopes: { ...scopes, "organization.administration": "read" } },
		});
		const { divisionId } = await connect(twins, "*/15 * * * *");
		await until(async () => {
			const { webhooks, lastPollAt } = await readDivision(divisionId);
			return lastPollAt !== null && webhooks.every(({ state }) => state === "refused");
		});
		const { webhooks } = await readDivision(divisionId);
		expect(webhooks[0]?.reason).toMatchObject({
			code: "exact.scope_missing",
			message: expect.stringContaining("organization.administration"),
		});
	});

	it("of another deployment are left alone, and nothing is released here until it is gone", async () => {
		const connectionId = await createConnection(twins);
		await consent(twins, connectionId);
		const services = await createServices(env);
		const { items } = await api<{ items: { id: string; connectionId: string; code: number }[] }>(
			"GET",
			"/divisions?limit=200",
		);
		const found = items.find(
			(item) => item.connectionId === connectionId && item.code === DEMO.code,
		);
		const division = await services.divisions.find(found?.id ?? "");
		if (division === undefined) {
			throw new Error("the division is not known");
		}
		const { erp } = services.erp(division, "backfill");
		const callbackUrl = `${OTHER_ORIGIN}/webhooks/exact/con_other`;
		const other = await erp.createWebhook({ topic: "SalesOrders", callbackUrl });

		const divisionId = await map(connectionId, YEARLY);
		await until(async () => {
			const { webhooks, lastPollAt } = await readDivision(divisionId);
			return lastPollAt !== null && webhooks[0]?.state === "refused";
		});
		const release = { mode: "live", orders: "all" };
		const refused = await tryApi<{ code: string; detail: string }>(
			"POST",
			`/divisions/${divisionId}/release`,
			release,
		);
		expect(refused).toMatchObject({
			status: 409,
			json: {
				code: "division.other_deployment",
				detail: expect.stringContaining(new URL(OTHER_ORIGIN).host),
			},
		});
		expect((await readDivision(divisionId)).mode).toBe("hold");
		expect((await subscriptions()).subscriptions[0]?.CallbackURL).toBe(callbackUrl);

		// Also where nobody has looked yet, as right after the division was mapped.
		await env.DB.prepare(
			"update webhook_subscriptions set state = 'due', reason = null where division_id = ?",
		)
			.bind(divisionId)
			.run();
		expect(await tryApi("POST", `/divisions/${divisionId}/release`, release)).toMatchObject({
			status: 409,
			json: { code: "division.other_deployment" },
		});

		await erp.deleteWebhook(other === "exists" ? "" : other.id);
		await api("PUT", `/divisions/${divisionId}/settings`, {
			...DEMO.settings,
			schedule: YEARLY,
			fedexAccountId: (
				await api<{ settings: { fedexAccountId: string } }>("GET", `/divisions/${divisionId}`)
			).settings.fedexAccountId,
		});
		await until(async () => {
			const { webhooks } = await readDivision(divisionId);
			return webhooks.every(({ state }) => state === "subscribed");
		});
		await api("POST", `/divisions/${divisionId}/release`, release);
	});
});

describe("hints", () => {
	it("have a new order read within a minute, long before the schedule", async () => {
		const { divisionId } = await subscribedDivision();
		const [orderNumber] = await newOrders(1);
		const dueAt = Date.parse((await readDivision(divisionId)).nextPollAt ?? "");
		expect(dueAt - twins.clock.now()).toBeLessThanOrEqual(60_000);
		twins.clock.advance(60_000);
		await until(async () => (await knownOrders(divisionId)).includes(orderNumber ?? 0));
	});

	it("by the thousand in a minute make two polls at most", async () => {
		const { connectionId, divisionId } = await subscribedDivision();
		const { clientId, webhookSecret } = DEMO.connection;
		async function hint(key: number): Promise<number> {
			const content = JSON.stringify({
				Topic: "SalesOrders",
				ClientId: clientId,
				Division: DEMO.code,
				Action: "Update",
				Key: `order-${key}`,
				ExactOnlineEndpoint: "",
				EventCreatedOn: new Date(twins.clock.now()).toISOString(),
			});
			const response = await exports.default.fetch(`${ORIGIN}/webhooks/exact/${connectionId}`, {
				method: "POST",
				body: await signedBody(content, webhookSecret),
			});
			return response.status;
		}
		twins.exactLog.clear();
		const before = (await readDivision(divisionId)).lastPollAt;
		for (let sent = 0; sent < 1_000; sent += 50) {
			const statuses = await Promise.all(Array.from({ length: 50 }, (_, at) => hint(sent + at)));
			expect(new Set(statuses)).toEqual(new Set([202]));
			twins.clock.advance(3_000);
			await tick();
		}
		twins.clock.advance(60_000);
		await until(async () => {
			const { lastPollAt, nextPollAt } = await readDivision(divisionId);
			return lastPollAt !== before && Date.parse(nextPollAt ?? "") > twins.clock.now() + 60_000;
		});
		expect(reads(twins, HEADERS)).toBeGreaterThanOrEqual(1);
		expect(reads(twins, HEADERS)).toBeLessThanOrEqual(2);
	}, 60_000);

	it("that are all lost cost only time: the schedule finds the same orders", async () => {
		const { divisionId } = await subscribedDivision("*/15 * * * *");
		const before = await knownOrders(divisionId);
		isDeaf = true;
		const made = await newOrders(5);
		expect(await knownOrders(divisionId)).toEqual(before);
		twins.clock.advance(15 * 60_000);
		await until(async () => (await knownOrders(divisionId)).length === before.length + 5);
		expect(await knownOrders(divisionId)).toEqual([...before, ...made].toSorted());
	});
});
