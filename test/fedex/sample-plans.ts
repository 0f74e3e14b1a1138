import type {
	CustomsPlan,
	PlannedCommodity,
	PlannedLine,
	ShipmentPlan,
} from "../../src/shipping/model/shipment-plan.ts";
import type { Party } from "../../src/shipping/model/shipment.ts";
import type { BookingRequest } from "../../src/shipping/ports/carrier.ts";
import { samplePackages } from "../shipping/sample-packages.ts";

export const AMSTERDAM: Party = {
	companyName: "Tulp & Zonen B.V.",
	personName: "Jan de Vries",
	phone: "+31 (0)20 123 4567",
	email: null,
	streetLines: ["Keizersgracht 100"],
	postalCode: "1015 cv",
	city: "Amsterdam",
	state: null,
	country: "NL",
};

export const ROTTERDAM: Party = {
	...AMSTERDAM,
	companyName: "Havenbedrijf Café Één",
	personName: null,
	phone: "010-7654321",
	streetLines: ["Wijnhaven 3"],
	postalCode: "3011WG",
	city: "Rotterdam",
};

export const MUNICH: Party = {
	...AMSTERDAM,
	companyName: "Müßig GmbH",
	personName: "Jörg Groß",
	phone: "+49 89 1234567",
	streetLines: ["Kaufingerstraße 12"],
	postalCode: "80331",
	city: "München",
	state: "BY",
	country: "DE",
};

export const COLUMBUS: Party = {
	...AMSTERDAM,
	companyName: "Buckeye Inc.",
	personName: null,
	phone: "+1 (614) 555-0100",
	streetLines: ["1 High St", "Suite 302"],
	postalCode: "432151234",
	city: "Columbus",
	state: "OH",
	country: "US",
};

export const BEVERLY_HILLS: Party = {
	...COLUMBUS,
	companyName: "Palm LLC",
	phone: "3105550199",
	streetLines: ["9000 Wilshire Blvd"],
	postalCode: "90210",
	city: "Beverly Hills",
	state: "CA",
};

export function sampleLine(changes: Partial<PlannedLine> = {}): PlannedLine {
	return {
		exactLineId: "line-1",
		lineNumber: 1,
		itemCode: "T-100",
		description: "Cotton T-shirt, größe M",
		quantity: 3,
		weightGrams: 601,
		unitPrice: "9.99",
		commodityCode: "6109 10 00",
		costCentre: null,
		deliveredBefore: 0,
		...changes,
	};
}

export function sampleCommodity(changes: Partial<PlannedCommodity> = {}): PlannedCommodity {
	return {
		exactLineId: "line-1",
		description: "Cotton T-shirt, größe M",
		partNumber: "T-100",
		quantity: 3,
		weightGrams: 601,
		unitValue: "9.99",
		value: "29.97",
		originCountry: null,
		commodityCode: "61091000",
		...changes,
	};
}

/** Between two countries of the European Union. */
export function sampleCustoms(changes: Partial<CustomsPlan> = {}): CustomsPlan {
	return {
		purpose: "SOLD",
		incoterm: null,
		duties: { by: "sender" },
		value: { amount: "29.97", currency: "EUR" },
		commodities: [sampleCommodity()],
		shipperNumbers: [],
		recipientNumbers: [],
		invoice: "none",
		isElectronic: false,
		...changes,
	};
}

/** From the Union to another part of the world. */
export function sampleExport(changes: Partial<CustomsPlan> = {}): CustomsPlan {
	return sampleCustoms({
		incoterm: "DAP",
		duties: { by: "recipient", accountNumber: null, country: null },
		commodities: [sampleCommodity({ originCountry: "PT" })],
		shipperNumbers: [
			{ kind: "vat", number: "NL810433941B01" },
			{ kind: "eori", number: "NL810433941" },
		],
		recipientNumbers: [{ kind: "vat", number: "123456789" }],
		invoice: "carrier",
		...changes,
	});
}

export function samplePlan(changes: Partial<ShipmentPlan> = {}): ShipmentPlan {
	return {
		orderNumber: 2001,
		customerAccountId: "account-1",
		deliveryAddressId: null,
		customerOrderNumber: "PO-77",
		costCentre: "SALES",
		service: "FEDEX_PRIORITY",
		packaging: "YOUR_PACKAGING",
		pickupType: "USE_SCHEDULED_PICKUP",
		shipFrom: AMSTERDAM,
		shipTo: ROTTERDAM,
		currency: "EUR",
		packages: samplePackages(1_251),
		lines: [sampleLine()],
		choice: { rule: 1, because: ["method FDX-PRIO"] },
		options: { signature: null, isSaturdayDelivery: false, holdAtLocation: null },
		isResidential: null,
		transport: { by: "sender" },
		customs: null,
		freight: null,
		label: { format: "PDF", stock: "PAPER_4X6" },
		...changes,
	};
}

export function sampleBooking(changes: Partial<ShipmentPlan> = {}): BookingRequest {
	return {
		plan: samplePlan(changes),
		accountNumber: "510088001",
		reference: "2001-7F3K9QXZ",
		shipDate: "2026-11-24",
	};
}
