import { newId } from "../../src/lib/ids.ts";
import type { DeliveryHeader } from "../../src/shipping/model/delivery.ts";
import { divisionSettingsSchema } from "../../src/shipping/model/division-settings.ts";
import type {
	Account,
	Address,
	Item,
	OrderHeader,
	OrderLine,
} from "../../src/shipping/model/order.ts";
import type { ShipmentPlan } from "../../src/shipping/model/shipment-plan.ts";
import { samplePackages } from "./sample-packages.ts";

/** Values that tests start from; each call makes fresh ids. */

/** A service that runs there, wherever an order goes. */
const SERVICES = [
	{ zones: ["european-union"], service: "FEDEX_REGIONAL_ECONOMY" },
	{ zones: ["international"], service: "FEDEX_INTERNATIONAL_PRIORITY" },
	{ service: "FEDEX_PRIORITY" },
].map((rule) => ({ shippingMethod: "FDX-PRIO", ...rule }));

export function sampleSettings(change: Record<string, unknown> = {}) {
	return divisionSettingsSchema.parse({
		fedexAccountId: "fda_1",
		shipFrom: {
			companyName: "Noordzee Onderdelen",
			personName: "Magazijn",
			phone: "+31381234567",
			streetLines: ["Ceintuurbaan 42"],
			postalCode: "8024AA",
			city: "Zwolle",
			country: "NL",
		},
		timeZone: "Europe/Amsterdam",
		schedule: "*/15 * * * *",
		services: SERVICES,
		testDivision: true,
		...change,
	});
}

export function sampleHeader(change: Partial<OrderHeader> = {}): OrderHeader {
	return {
		exactOrderId: crypto.randomUUID(),
		orderNumber: 20_001,
		timestamp: "1".padStart(20, "0"),
		status: 12,
		deliveryStatus: 12,
		approvalStatus: 1,
		currency: "EUR",
		deliveryDate: null,
		orderedById: crypto.randomUUID(),
		deliverToId: crypto.randomUUID(),
		deliverToName: "Jansen",
		deliverToContactId: null,
		deliveryAddressId: crypto.randomUUID(),
		shippingMethodId: crypto.randomUUID(),
		shippingMethodCode: "FDX-PRIO",
		warehouseCode: "1",
		yourRef: "PO 7",
		description: null,
		incoterm: null,
		...change,
	};
}

export function sampleLine(exactOrderId: string, change: Partial<OrderLine> = {}): OrderLine {
	return {
		exactLineId: crypto.randomUUID(),
		exactOrderId,
		timestamp: "2".padStart(20, "0"),
		lineNumber: 1,
		itemId: "item-1",
		itemCode: "PUMP-1",
		description: "Bilge pump",
		quantity: 2,
		quantityDelivered: 0,
		unitCode: "pc",
		netPrice: "12.50",
		costCentre: null,
		deliveryDate: null,
		isDropShipped: false,
		...change,
	};
}

export function sampleDelivery(change: Partial<DeliveryHeader> = {}): DeliveryHeader {
	return {
		exactDeliveryId: crypto.randomUUID(),
		timestamp: "3".padStart(20, "0"),
		deliveryNumber: 600_001,
		deliveryDate: "2026-11-23",
		accountId: null,
		contactId: null,
		addressId: null,
		shippingMethodId: null,
		shippingMethodCode: null,
		warehouseCode: null,
		trackingNumber: null,
		...change,
	};
}

export function sampleItem(change: Partial<Item> = {}): Item {
	return {
		id: "item-1",
		code: "PUMP-1",
		description: "Bilge pump 12 V",
		isStockItem: true,
		netWeight: 1.2,
		grossWeight: 1.35,
		commodityCode: "84137021",
		...change,
	};
}

export function sampleAddress(change: Partial<Address> = {}): Address {
	return {
		id: crypto.randomUUID(),
		accountId: null,
		accountName: "Jansen Scheepsbouw",
		contactName: "P. Jansen",
		street: "Havenweg 3",
		streetExtra: [],
		postalCode: "1011 AB",
		city: "Amsterdam",
		state: null,
		country: "NL",
		phone: "+31 20 123 4567",
		...change,
	};
}

export function sampleAccount(change: Partial<Account> = {}): Account {
	return {
		id: crypto.randomUUID(),
		name: "Jansen Scheepsbouw",
		phone: null,
		email: null,
		vatNumber: null,
		eoriNumber: null,
		isCompleteOnly: false,
		...change,
	};
}

export function samplePlan(change: Partial<ShipmentPlan> = {}): ShipmentPlan {
	return {
		orderNumber: 20_001,
		customerAccountId: crypto.randomUUID(),
		deliveryAddressId: null,
		customerOrderNumber: "PO 7",
		costCentre: null,
		service: "FEDEX_PRIORITY",
		packaging: "YOUR_PACKAGING",
		pickupType: "USE_SCHEDULED_PICKUP",
		shipFrom: { ...sampleSettings().shipFrom },
		shipTo: {
			companyName: "Jansen Scheepsbouw",
			personName: "P. Jansen",
			phone: "+31201234567",
			email: null,
			streetLines: ["Havenweg 3"],
			postalCode: "1011AB",
			city: "Amsterdam",
			state: null,
			country: "NL",
		},
		currency: "EUR",
		packages: samplePackages(2_700),
		lines: [
			{
				exactLineId: crypto.randomUUID(),
				lineNumber: 1,
				itemCode: "PUMP-1",
				description: "Bilge pump 12 V",
				quantity: 2,
				weightGrams: 2_700,
				unitPrice: "12.50",
				commodityCode: "84137021",
				costCentre: null,
				deliveredBefore: 0,
			},
		],
		choice: { rule: 1, because: ["method FDX-PRIO"] },
		options: { signature: null, isSaturdayDelivery: false, holdAtLocation: null },
		isResidential: null,
		transport: { by: "sender" },
		customs: null,
		freight: null,
		label: { format: "PDF", stock: "PAPER_4X6" },
		...change,
	};
}

export const sampleId = (prefix: string) => newId(prefix, Date.now());
