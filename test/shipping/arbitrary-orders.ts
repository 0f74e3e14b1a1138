import fc from "fast-check";

import type { Account, Address, Contact, Item, OrderLine } from "../../src/shipping/order.ts";
import type { Reserved } from "../../src/shipping/quantities.ts";
import {
	sampleAccount,
	sampleAddress,
	sampleHeader,
	sampleItem,
	sampleLine,
	sampleSettings,
} from "./samples.ts";

/** Orders as no tidy administration would hold them: missing parts, odd texts, quantities of any sign and size. */

const ITEMS = ["item-1", "item-2", "item-3"];
const LINES = ["line-1", "line-2", "line-3", "line-4"];

const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const text = orNull(
	fc.oneof(
		fc.constantFrom("", " ", "1011 AB", "NL", "DE", "CH", "US", "+31 20 123 4567", "FDX-PRIO"),
		fc.string({ unit: "grapheme", maxLength: 50 }),
	),
);
const anyNumber = fc.double({ noNaN: true, noDefaultInfinity: true });
const mostly = <T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>) =>
	fc.oneof({ weight: 8, arbitrary: usual }, { weight: 1, arbitrary: odd });
export const quantity = fc.oneof(
	fc.integer({ min: 0, max: 50 }),
	fc.double({ min: -10, max: 1_000, noNaN: true }),
);

const line: fc.Arbitrary<Partial<OrderLine>> = fc.record(
	{
		itemId: orNull(fc.constantFrom(...ITEMS, "item-unknown")),
		itemCode: text,
		description: text,
		quantity: mostly(quantity, anyNumber),
		quantityDelivered: mostly(fc.oneof(fc.constant(0), quantity), anyNumber),
		netPrice: orNull(fc.constantFrom("0", "12.50", "-3.1", "0.000001")),
		costCentre: text,
		isDropShipped: fc.boolean(),
	},
	{ requiredKeys: [] },
);

export const linesOf = (exactOrderId: string, each: fc.Arbitrary<Partial<OrderLine>> = line) =>
	fc
		.array(each, { maxLength: LINES.length })
		.map((parts) =>
			parts.map((part, at) =>
				sampleLine(exactOrderId, { exactLineId: LINES[at] ?? "", lineNumber: at + 1, ...part }),
			),
		);

const weight = orNull(mostly(fc.double({ min: 0, max: 2, noNaN: true }), anyNumber));
const items = fc
	.array(
		fc.record<Partial<Item>>(
			{
				id: fc.constantFrom(...ITEMS),
				isStockItem: fc.boolean(),
				grossWeight: weight,
				netWeight: weight,
				commodityCode: text,
			},
			{ requiredKeys: ["id"] },
		),
	)
	.map((parts) => new Map(parts.map((part) => [part.id ?? "", sampleItem(part)])));

const address: fc.Arbitrary<Partial<Address>> = fc.record(
	{
		accountName: text,
		contactName: text,
		street: text,
		streetExtra: fc.array(fc.string({ maxLength: 40 }), { maxLength: 3 }),
		postalCode: text,
		city: text,
		state: text,
		country: text,
		phone: text,
	},
	{ requiredKeys: [] },
);
const account = fc.record<Partial<Account>>({ phone: text, email: text }, { requiredKeys: [] });
const contact: fc.Arbitrary<Contact> = fc.record({
	id: fc.constant("contact-1"),
	fullName: text,
	phone: text,
	email: text,
});

const orAbsent = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

export const dossiers = fc
	.record({
		header: fc.record(
			{
				shippingMethodCode: mostly<string | null>(fc.constant("FDX-PRIO"), text),
				currency: text,
				yourRef: text,
				orderedById: text,
				deliverToId: text,
			},
			{ requiredKeys: [] },
		),
		lines: linesOf("order"),
		address: mostly<Address | undefined>(
			fc.constant(sampleAddress()),
			orAbsent(address.map((part) => sampleAddress(part))),
		),
		account: orAbsent(account.map((part) => sampleAccount(part))),
		contact: orAbsent(contact),
		items,
	})
	.map((parts) => ({ ...parts, header: sampleHeader(parts.header) }));

export const settings = fc
	.record({
		unit: fc.constantFrom("kg", "g", "lb"),
		defaultGramsPerUnit: orNull(fc.integer({ min: 1, max: 68_000 })),
		backorders: fc.constantFrom("person", "ship"),
	})
	.map(({ unit, defaultGramsPerUnit, backorders }) =>
		sampleSettings({ weight: { unit, defaultGramsPerUnit }, backorders }),
	);

/** What shipments took of some of the lines before. */
export const reservations: fc.Arbitrary<ReadonlyMap<string, Reserved>> = fc
	.dictionary(
		fc.constantFrom(...LINES, "line-gone"),
		fc.record({
			quantity: fc.double({ min: 0, max: 100, noNaN: true }),
			deliveredBefore: fc.double({ min: 0, max: 100, noNaN: true }),
		}),
	)
	.map((taken) => new Map(Object.entries(taken)));
