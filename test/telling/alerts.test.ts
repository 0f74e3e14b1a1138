import { sql } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";

import { fedexAccounts } from "../../src/db/schema.ts";
import { alertSettingsSchema } from "../../src/shipping/model/alerts.ts";
import { watchAlerts } from "../../src/shipping/tell/watch-alerts.ts";
import { CHANGE, tellingWorld } from "./telling-world.ts";

const START = Date.parse("2026-11-23T09:00:00Z");
const MINUTES = 60_000;
const CHAT = "http://127.0.0.1:9199/chat";

async function watchedWorld(receive?: () => Response, takeMail?: () => void) {
	const world = await tellingWorld(START, {
		...(receive === undefined ? {} : { receive }),
		...(takeMail === undefined ? {} : { takeMail }),
	});
	const keepers = {
		held: [] as { host: string; until: number }[],
		left: 4_000,
		isSilent: false,
	};
	const deps = {
		...world.deps,
		keepers: {
			holds: () =>
				keepers.isSilent ? Promise.reject(new Error("no answer")) : Promise.resolve(keepers.held),
			budgets: () =>
				Promise.resolve([
					{ divisionId: "div_1", name: "Noordzee", dayLeft: keepers.left, dayLimit: 5_000 },
				]),
		},
	};
	await deps.db.run(sql`delete from alerts`);
	await deps.db.run(sql`delete from alert_messages`);
	await deps.db.run(sql`delete from daily_counts`);
	await deps.alerts.saveSettings(
		alertSettingsSchema.parse({ mailTo: ["ops@noordzee.example"] }),
		CHAT,
		{ ...CHANGE, now: START },
	);
	const watch = async (ms = 5 * MINUTES) => {
		world.advance(ms);
		await watchAlerts("all", deps);
	};
	const chats = () => world.received.map(({ body }) => (JSON.parse(body) as { text: string }).text);
	return { ...world, deps, keepers, watch, chats };
}

describe("the operator", () => {
	it("is told once that an account is suspended, and once that this is over", async () => {
		const world = await watchedWorld();
		await world.watch();
		expect(world.mails).toEqual([]);
		const { accountId } = await world.addDivision();
		const suspend = (at: number | null) =>
			world.deps.db
				.update(fedexAccounts)
				.set({ suspendedAt: at, suspendedCode: "fedex.account_refused", suspendedMessage: "No." })
				.where(sql`id = ${accountId}`);

		await suspend(START);
		await world.watch();
		await world.watch();
		expect(world.chats()).toEqual([
			"*FedEx refuses the account FedEx NL.*\nMend it at FedEx, then check the account in the console.",
		]);
		expect(world.mails).toHaveLength(1);
		expect(world.mails[0]).toMatchObject({ to: ["ops@noordzee.example"] });

		await suspend(null);
		await world.watch();
		await world.watch();
		expect(world.chats().slice(1)).toEqual([
			"*Over: FedEx refuses the account FedEx NL.*\nThis is over.",
		]);
		await suspend(START);
		await world.watch();
		expect(world.chats()).toHaveLength(3);
		await suspend(null);
	});

	it("is told of calls that end, of tokens that are held, and of many parcels in trouble", async () => {
		const world = await watchedWorld();
		const { divisionId } = await world.addDivision();
		world.keepers.left = 400;
		world.keepers.held = [{ host: "apis.fedex.com", until: START + 10 * MINUTES }];
		await world.deps.db.run(sql`
			insert into daily_counts (day, scope, name, count)
			values ('2026-11-23', 'division:' || ${divisionId}, 'exception', 26)`);
		await world.watch();
		expect(
			world
				.chats()
				.map((text) => text.split("\n")[0])
				.toSorted(),
		).toEqual([
			"*26 parcels are in trouble at FedEx today.*",
			"*Noordzee has 400 of 5000 calls to Exact left today.*",
			"*apis.fedex.com hands out no tokens for a while.*",
		]);
	});

	it("is told once of mails that were refused or may not have gone out, and when a day brought none", async () => {
		const world = await watchedWorld();
		const { divisionId } = await world.addDivision();
		const addMail = (id: string, state: string, code: string | null) =>
			world.deps.db.run(sql`
				insert into customer_mails (shipment_id, kind, division_id, state, code, created_at, updated_at)
				values (${id}, 'delivered', ${divisionId}, ${state}, ${code}, ${world.now()}, ${world.now()})`);
		await addMail("shp_1", "sent", null);
		await addMail("shp_2", "skipped", "mail.no_address");
		await world.watch();
		expect(world.chats()).toEqual([]);

		await addMail("shp_3", "unknown", "mail.outcome_unknown");
		await world.watch();
		await addMail("shp_4", "refused", "mail.recipient_suppressed");
		await world.watch();
		expect(world.chats().map((text) => text.split("\n")[0])).toEqual([
			"*Mails of the last day that were refused, or may not have gone out: 1. The last cause was mail.outcome_unknown.*",
		]);
		await world.watch(25 * 60 * MINUTES);
		expect(world.chats()).toHaveLength(2);
		expect(world.chats()[1]).toMatch(/^\*Over: /);
	});

	it("is told by the chat that its own mails are refused, once", async () => {
		const world = await watchedWorld(undefined, () => {
			throw Object.assign(new Error(""), { code: "E_RECIPIENT_NOT_ALLOWED" });
		});
		world.keepers.left = 1;
		for (let round = 0; round < 4; round += 1) {
			await world.watch();
		}
		expect(world.chats()).toHaveLength(2);
		expect(world.chats()[1]).toContain("mail.recipient_not_allowed");
	});

	it("is not told that something is over that can't be asked just now", async () => {
		const world = await watchedWorld();
		world.keepers.held = [{ host: "apis.fedex.com", until: START + 10 * MINUTES }];
		await world.watch();
		world.keepers.isSilent = true;
		await world.watch();
		expect(world.chats()).toHaveLength(1);
	});

	it("is told by a chat that was down for a while", async () => {
		let isDown = true;
		const world = await watchedWorld(() => new Response(null, { status: isDown ? 500 : 200 }));
		world.keepers.left = 1;
		await world.watch();
		isDown = false;
		await world.watch(60 * MINUTES);
		await world.watch();
		expect(new Set(world.chats()).size).toBe(1);
		expect(world.chats()).toHaveLength(2);
	});
});

describe("many messages at once", () => {
	const inTrouble = (world: Awaited<ReturnType<typeof watchedWorld>>) => {
		world.keepers.held = Array.from({ length: 60 }, (_, at) => ({
			host: `apis-${at}.fedex.com`,
			until: START + 10 * MINUTES,
		}));
	};

	it("all go out in one run, each once", async () => {
		const world = await watchedWorld();
		inTrouble(world);
		await world.watch();
		expect(world.mails).toHaveLength(60);
		expect(new Set(world.chats()).size).toBe(60);
		await world.watch();
		expect(world.mails).toHaveLength(60);
		expect(world.chats()).toHaveLength(60);
	});

	it("are lost to a run that dies only as far as they may have gone out", async () => {
		const world = await watchedWorld();
		inTrouble(world);
		const settle = vi
			.spyOn(world.deps.alerts, "settleMessage")
			.mockRejectedValue(new Error("died"));
		await expect(world.watch()).rejects.toThrow("died");
		settle.mockRestore();
		await world.watch();
		expect(world.mails).toHaveLength(60);
		expect(new Set(world.mails.map(({ subject }) => subject)).size).toBe(60);
		expect(new Set(world.chats()).size).toBe(60);
	});
});

it("the address of the chat is kept encrypted", async () => {
	const world = await watchedWorld();
	const rows = await world.deps.db.all(sql`select * from telling_settings`);
	expect(JSON.stringify(rows)).not.toContain("9199");
});
