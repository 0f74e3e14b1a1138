import { describe, expect, it } from "vitest";

import {
	toAccount,
	toAddress,
	toContact,
	toDeletedEntity,
	toDivisionInfo,
	toItem,
	toItemOrigin,
	toOrderHeader,
	toOrderLine,
} from "../../src/exact/mapper.ts";
import { guid } from "./fake-exact.ts";

const line = { Timestamp: "00000000000000000002", ID: guid(2), OrderID: guid(1), LineNumber: 1 };

describe("orders", () => {
	it("come with trimmed codes, nothing for empty texts, and days as days", () => {
		const header = toOrderHeader({
			Timestamp: "00000000000000000001",
			OrderID: guid(1),
			OrderNumber: 2604001,
			Status: 12,
			DeliveryStatus: 20,
			ApprovalStatus: 2,
			Currency: "eur",
			DeliveryDate: "/Date(1782345600000)/",
			ShippingMethodCode: "  FDX  ",
			WarehouseCode: "",
			YourRef: "   ",
			IncotermCode: " dap",
			DeliverTo: guid(3),
		});
		expect(header).toEqual({
			exactOrderId: guid(1),
			orderNumber: 2604001,
			timestamp: "00000000000000000001",
			status: 12,
			deliveryStatus: 20,
			approvalStatus: 2,
			currency: "EUR",
			deliveryDate: "2026-06-25",
			orderedById: null,
			deliverToId: guid(3),
			deliverToName: null,
			deliverToContactId: null,
			deliveryAddressId: null,
			shippingMethodId: null,
			shippingMethodCode: "FDX",
			warehouseCode: null,
			yourRef: null,
			description: null,
			incoterm: "DAP",
		});
	});

	it.each([
		[12.5, "12.5"],
		[0, "0"],
		[100, "100"],
		[0.0000005, "0.0000005"],
		[-3.2, "-3.2"],
		[null, null],
	])("write the price %s as %s", (NetPrice, text) => {
		expect(toOrderLine({ ...line, Quantity: 1, NetPrice }).netPrice).toBe(text);
	});

	it.each([
		[0, false],
		[1, true],
		[true, true],
		[null, false],
		[undefined, false],
	])("tell from UseDropShipment %s that the supplier ships: %s", (UseDropShipment, expected) => {
		const mapped = toOrderLine({ ...line, Quantity: -2, UseDropShipment });
		expect(mapped.isDropShipped).toBe(expected);
		expect(mapped).toMatchObject({ quantity: -2, quantityDelivered: 0 });
	});
});

it.each([
	[32, "order"],
	[33, "line"],
	[2, undefined],
	[16, "delivery"],
	[17, "delivery-line"],
])("a deletion of type %s is one of an %s", (EntityType, kind) => {
	const wire = { Timestamp: "00000000000000000009", EntityType, EntityKey: guid(9) };
	expect(toDeletedEntity(wire)?.kind).toBe(kind);
});

describe("who gets it", () => {
	it("an address leaves out empty lines and capitalises codes", () => {
		const address = toAddress({
			ID: guid(4),
			AddressLine1: " Kade 1 ",
			AddressLine2: "",
			AddressLine3: "Dock B",
			Country: "nl ",
			State: " nh",
			Phone: "",
		});
		expect(address).toMatchObject({
			street: "Kade 1",
			streetExtra: ["Dock B"],
			country: "NL",
			state: "NH",
			phone: null,
			accountId: null,
		});
	});

	it.each([
		[0, false],
		[1, true],
		[2, false],
		[null, false],
	])("delivery advice %s means complete only: %s", (DeliveryAdvice, expected) => {
		const account = toAccount({ ID: guid(5), Name: "           Kade BV ", DeliveryAdvice });
		expect(account).toMatchObject({ isCompleteOnly: expected, name: "Kade BV" });
	});

	it("a contact is called at work first", () => {
		expect(
			toContact({ ID: guid(6), BusinessPhone: " ", BusinessMobile: "+316", Mobile: "+3197" }),
		).toMatchObject({ phone: "+316", email: null });
		expect(toContact({ ID: guid(6), Phone: "020", Email: "a@b.test" })).toMatchObject({
			phone: "020",
			email: "a@b.test",
		});
	});
});

it("an item's commodity code keeps its digits only", () => {
	expect(toItem({ ID: guid(7), StatisticalCode: "8471 30.00", IsStockItem: true })).toEqual({
		id: guid(7),
		code: "",
		description: "",
		isStockItem: true,
		netWeight: null,
		grossWeight: null,
		commodityCode: "84713000",
	});
});

describe("a division", () => {
	const wire = { Code: 1, Description: " Demo ", Country: "nl", Currency: "EUR" };

	it.each([
		[null, null, null],
		["/Date(1782345600000)/", null, "1782345600000|"],
		[null, "/Date(1782345600000)/", "|1782345600000"],
		["/Date(1)/", "/Date(2)/", "1|2"],
	])(
		"moved at %s and %s has the marker %s",
		(DivisionMoveDate, DivisionHRLinkUnlinkDate, marker) => {
			expect(toDivisionInfo({ ...wire, DivisionMoveDate, DivisionHRLinkUnlinkDate })).toEqual({
				code: 1,
				name: "Demo",
				country: "NL",
				currency: "EUR",
				moveMarker: marker,
			});
		},
	);
});

describe("where an item comes from", () => {
	it.each([
		[" it ", "IT"],
		["Italy", null],
		["", null],
		[null, null],
	])("is of %j the country %s", (CountryOfOrigin, country) => {
		const wire = { ID: guid(1), Item: guid(2), CountryOfOrigin };
		expect(toItemOrigin(wire)).toEqual({ id: guid(2), country });
	});
});
