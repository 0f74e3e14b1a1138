import { describe, expect, it } from "vitest";

import { AppError } from "../../../src/lib/errors.ts";
import { anAdministration } from "../administration.ts";
import { sampleAddress } from "../samples.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const noRoom = () => new AppError({ code: "exact.no_room", disposition: "wait", message: "no" });

describe("what belongs to orders", () => {
	it("is read sixty ids a call, once for all orders of a batch", async () => {
		const admin = await anAdministration();
		const shared = crypto.randomUUID();
		for (let at = 0; at < 130; at += 1) {
			admin.enter({ item: { id: shared } });
		}
		await admin.run();
		const sizes = (operation: string) =>
			admin.erp.lookUps
				.filter((look) => look.operation === operation)
				.map((look) => look.ids.length)
				.toSorted((a, b) => b - a);
		expect(sizes("readAddresses")).toEqual([60, 60, 10]);
		expect(sizes("readAccounts")).toEqual([60, 60, 10]);
		expect(sizes("readItems")).toEqual([1]);
		expect(sizes("readContacts")).toEqual([]);
	});

	it("is read again after a day; the address after a quarter of an hour", async () => {
		const admin = await anAdministration();
		const { header } = admin.enter();
		const counts = () =>
			(["readAddresses", "readAccounts", "readItems"] as const).map((kind) =>
				admin.erp.count(kind),
			);
		await admin.run();
		admin.erp.putHeader(header);
		await admin.pollAfter(14 * MINUTE);
		expect(counts()).toEqual([1, 1, 1]);
		admin.erp.putHeader(header);
		await admin.pollAfter(MINUTE);
		expect(counts()).toEqual([2, 1, 1]);
		admin.erp.putHeader(header);
		await admin.pollAfter(24 * HOUR);
		expect(counts()).toEqual([3, 2, 2]);
	});

	it("is the new address when the order names another one", async () => {
		const admin = await anAdministration();
		const { exactOrderId, header } = admin.enter();
		await admin.run();
		const elsewhere = sampleAddress({ city: "Utrecht", postalCode: "3511 AB" });
		admin.erp.addresses.set(elsewhere.id, elsewhere);
		admin.erp.putHeader({ ...header, deliveryAddressId: elsewhere.id });
		await admin.pollAfter(MINUTE);
		expect(await admin.shipmentsOf(exactOrderId)).toMatchObject([
			{ plan: { shipTo: { city: "Utrecht", postalCode: "3511AB" } } },
		]);
	});

	it("is read again for a blocked order, each record once a poll, however many tries the poll takes", async () => {
		const admin = await anAdministration();
		const { exactOrderId, address } = admin.enter({
			header: { deliverToContactId: crypto.randomUUID() },
		});
		admin.erp.addresses.set(address.id, { ...address, postalCode: "?" });
		await admin.run();
		expect(await admin.orderOf(exactOrderId)).toMatchObject({ state: "reserved" });
		const counts = () =>
			(["readAddresses", "readAccounts", "readContacts"] as const).map((kind) =>
				admin.erp.count(kind),
			);
		const before = counts();
		// Room for one call more at each try, as where Exact allows few calls a minute.
		for (const operation of ["readAccounts", "readContacts"] as const) {
			admin.erp.fail(operation, noRoom());
			await admin.pollAfter(operation === "readAccounts" ? 11 * MINUTE : MINUTE);
		}
		await admin.pollAfter(MINUTE);
		const [addresses = 0, accounts = 0, contacts = 0] = before;
		expect(counts()).toEqual([addresses + 1, accounts + 2, contacts + 2]);
		expect(await admin.division()).toMatchObject({ pollId: null, pollProblem: null });
	});

	it("is kept as far as it was read when the room for calls ends, and the rest is asked for", async () => {
		const admin = await anAdministration();
		for (let at = 0; at < 130; at += 1) {
			admin.enter();
		}
		admin.erp.onCall = (operation) => {
			if (operation === "readItems" && admin.erp.count("readItems") === 2) {
				admin.erp.fail("readItems", noRoom());
			}
			return Promise.resolve();
		};
		await admin.run();
		await admin.pollAfter(MINUTE);
		const asked = admin.erp.lookUps.filter(({ operation }) => operation === "readItems");
		// Each of the 130 was answered once: what was refused is no look-up.
		expect(new Set(asked.flatMap(({ ids }) => ids)).size).toBe(130);
		expect(asked.flatMap(({ ids }) => ids)).toHaveLength(130);
		expect(await admin.division()).toMatchObject({ pollId: null });
	});

	it("that can't be read leaves every order of the batch as it was, to be judged", async () => {
		const admin = await anAdministration();
		const entered = [admin.enter(), admin.enter({ header: { status: 45 } })];
		admin.erp.fail(
			"readItems",
			new AppError({ code: "exact.down", disposition: "retry", message: "no" }),
		);
		await admin.run();
		for (const { exactOrderId } of entered) {
			expect(await admin.orderOf(exactOrderId)).toMatchObject({
				state: "new",
				judgeDueAt: admin.time.now,
			});
			expect(await admin.shipmentsOf(exactOrderId)).toEqual([]);
		}
	});
});

describe("where items come from", () => {
	const abroad = { country: "GB", postalCode: "SW1A 1AA" };

	it("costs no call while no order crosses a customs border", async () => {
		const admin = await anAdministration();
		admin.enter();
		admin.enter({ address: { country: "DE", postalCode: "20095" } });
		await admin.run();
		expect(admin.erp.count("readOrigins")).toBe(0);
	});

	it("is read sixty items a call for the orders that do, and once a day", async () => {
		const admin = await anAdministration();
		const entered = Array.from({ length: 61 }, () => admin.enter({ address: abroad }));
		for (const { item } of entered) {
			admin.erp.origins.set(item.id, { id: item.id, country: "IT" });
		}
		admin.enter();
		await admin.run();
		const sizes = admin.erp.lookUps
			.filter(({ operation }) => operation === "readOrigins")
			.map(({ ids }) => ids.length);
		expect(sizes.toSorted((a, b) => b - a)).toEqual([60, 1]);
		const [first] = entered;
		expect(await admin.shipmentsOf(first?.exactOrderId ?? "")).toMatchObject([
			{ status: "planned", plan: { customs: { commodities: [{ originCountry: "IT" }] } } },
		]);
		for (const { header } of entered) {
			admin.erp.putHeader(header);
		}
		await admin.pollAfter(HOUR);
		expect(admin.erp.count("readOrigins")).toBe(2);
	});

	it("blocks the order while nobody knows, and heals once the supplier's item says it", async () => {
		const admin = await anAdministration();
		const { item, exactOrderId } = admin.enter({ address: abroad });
		await admin.run();
		expect(await admin.shipmentsOf(exactOrderId)).toMatchObject([
			{ status: "blocked", reason: { code: "item.origin_missing" } },
		]);
		admin.erp.origins.set(item.id, { id: item.id, country: "TW" });
		await admin.pollAfter(HOUR);
		expect(await admin.shipmentsOf(exactOrderId)).toMatchObject([
			{ status: "planned", plan: { customs: { commodities: [{ originCountry: "TW" }] } } },
		]);
	});

	it("that Exact hides blocks that order alone", async () => {
		const admin = await anAdministration();
		const far = admin.enter({ address: abroad });
		const near = admin.enter();
		const forbidden = new AppError({
			code: "exact.scope_missing",
			disposition: "suspend",
			message: "no scope",
		});
		admin.erp.fail("readOrigins", forbidden);
		await admin.run();
		expect(await admin.shipmentsOf(far.exactOrderId)).toMatchObject([
			{ status: "blocked", reason: { code: "item.origin_unreadable" } },
		]);
		expect(await admin.shipmentsOf(near.exactOrderId)).toMatchObject([{ status: "planned" }]);
	});
});
