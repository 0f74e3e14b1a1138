import { describe, expect, it } from "vitest";

import { AppError } from "../../../src/lib/errors.ts";
import { checkAddresses } from "../../../src/shipping/judge/check-addresses.ts";
import type { Address, OrderDossier } from "../../../src/shipping/model/order.ts";
import type { AddressAnswer, AddressChecker } from "../../../src/shipping/ports/carrier.ts";
import type { StoredOrder } from "../../../src/shipping/ports/orders.ts";
import { anAdministration, START } from "../administration.ts";
import { sampleAddress, sampleHeader, sampleSettings } from "../samples.ts";

const HOME: AddressAnswer = { isResidential: true, isResolved: true };

class ScriptedChecker implements AddressChecker {
	readonly asked: (readonly Address[])[] = [];
	answer: AddressAnswer = HOME;
	failure: Error | undefined;

	check(addresses: readonly Address[]): Promise<AddressAnswer[]> {
		this.asked.push(addresses);
		return this.failure === undefined
			? Promise.resolve(addresses.map(() => this.answer))
			: Promise.reject(this.failure);
	}
}

/** An administration whose stored orders have the given addresses, and a carrier that knows addresses. */
async function setUp(addresses: Partial<Address>[] = [{}]) {
	const admin = await anAdministration();
	const entered = addresses.map((address) => admin.enter({ address }));
	await admin.run();
	const checker = new ScriptedChecker();
	const deps = { ...admin.deps, addressChecker: () => Promise.resolve(checker) };
	const validate = sampleSettings({ addresses: { validate: true } });

	async function ask(settings = validate) {
		const orders: StoredOrder[] = [];
		const dossiers = new Map<string, OrderDossier>();
		for (const { exactOrderId, address } of entered) {
			const order = await admin.orderOf(exactOrderId);
			orders.push({ ...order, unread: [] });
			dossiers.set(order.id, {
				header: sampleHeader(),
				lines: [],
				address: admin.erp.addresses.get(address.id),
				account: undefined,
				contact: undefined,
				items: new Map(),
			});
		}
		await checkAddresses(orders, dossiers, { division: await admin.division(), settings }, deps);
		return [...dossiers.values()].map(({ addressCheck }) => addressCheck);
	}

	return { admin, entered, checker, ask };
}

describe("what the carrier says of addresses", () => {
	it("is not asked for unless the division wants it", async () => {
		const { checker, ask } = await setUp();
		expect(await ask(sampleSettings())).toEqual([undefined]);
		expect(checker.asked).toEqual([]);
	});

	it("is kept on the order and not asked for again", async () => {
		const { admin, entered, checker, ask } = await setUp();
		expect(await ask()).toMatchObject([{ ...HOME, checkedAt: START }]);
		expect(await ask()).toMatchObject([HOME]);
		expect(checker.asked).toHaveLength(1);
		expect(await admin.orderOf(entered[0]?.exactOrderId ?? "")).toMatchObject({
			addressCheck: { ...HOME, addressHash: expect.stringMatching(/^[0-9a-f]{64}$/) },
		});
	});

	it("is asked for again when the address is another one", async () => {
		const { admin, entered, checker, ask } = await setUp();
		await ask();
		const address = entered[0]?.address ?? sampleAddress();
		admin.erp.addresses.set(address.id, { ...address, street: "Havenweg 4" });
		checker.answer = { isResidential: false, isResolved: true };
		expect(await ask()).toMatchObject([{ isResidential: false }]);
		expect(checker.asked).toHaveLength(2);
	});

	it("is asked for a hundred addresses a call", async () => {
		const addresses = Array.from({ length: 101 }, (_, at) => ({ street: `Havenweg ${at + 1}` }));
		const { checker, ask } = await setUp(addresses);
		await ask();
		expect(checker.asked.map((asked) => asked.length)).toEqual([100, 1]);
	});

	it("stops nothing when it can't be had, and is asked for the next time", async () => {
		const { checker, ask } = await setUp();
		checker.failure = new AppError({
			code: "fedex.unavailable",
			disposition: "retry",
			message: "down",
		});
		expect(await ask()).toEqual([undefined]);
		checker.failure = undefined;
		expect(await ask()).toMatchObject([HOME]);
	});
});
