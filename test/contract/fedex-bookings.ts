import { divisionSettingsSchema } from "../../src/shipping/model/division-settings.ts";
import type { Address, OrderDossier } from "../../src/shipping/model/order.ts";
import type { ShipmentPlan } from "../../src/shipping/model/shipment-plan.ts";
import { planShipment } from "../../src/shipping/plan/plan-shipment.ts";
import {
	sampleAccount,
	sampleAddress,
	sampleHeader,
	sampleItem,
	sampleLine,
} from "../shipping/samples.ts";
import { demoCredentials } from "../simulators/demo/credentials.ts";
import { demoSettings } from "../simulators/demo/settings.ts";
import { FEDEX_DEMO_FREIGHT } from "../simulators/fedex/credentials.ts";

type Site = keyof typeof demoCredentials;

const ADDRESSES = {
	NL: { street: "Damrak 70", postalCode: "1012 LM", city: "Amsterdam", state: null },
	DE: { street: "Kaufingerstraße 12", postalCode: "80331", city: "München", state: null },
	FR: { street: "9 rue de la République", postalCode: "69001", city: "Lyon", state: null },
	BE: {
		street: "Meir 50",
		streetExtra: ["bus 3"],
		postalCode: "2000",
		city: "Antwerpen",
		state: null,
	},
	GB: { street: "10 Fleet Street", postalCode: "EC4Y 1AU", city: "London", state: null },
	CH: { street: "Bahnhofstraße 1", postalCode: "8001", city: "Zürich", state: null },
	US: { street: "1 High St", postalCode: "60601-1234", city: "Chicago", state: "IL" },
	CA: { street: "100 King St W", postalCode: "M5X 1A1", city: "Toronto", state: "Ontario" },
	MX: { street: "Reforma 222", postalCode: "06600", city: "México", state: "Ciudad de México" },
} satisfies Record<string, Partial<Address>>;

const PHONES: Readonly<Record<keyof typeof ADDRESSES, string>> = {
	NL: "+31 20 123 4567",
	DE: "+49 30 1234567",
	FR: "+33 4 72 12 34 56",
	// One of another country, which FedEx remarks on.
	BE: "+49 30 1234567",
	GB: "+44 20 7946 0018",
	CH: "+41 44 123 45 67",
	US: "+1 312 555 0123",
	CA: "+1 416 555 0123",
	MX: "+52 55 1234 5678",
};

/** `service` instead of the one that the demo maps the shipping method to. */
export type Lane = {
	from: Site;
	to: keyof typeof ADDRESSES;
	shippingMethod: string;
	service?: string;
	currency?: string;
};

/** Each way that goods take from a division of the demo, with each service that it maps there. */
export const LANES: Lane[] = [
	{ from: "nl", to: "NL", shippingMethod: "FDX-PRIO" },
	{ from: "nl", to: "DE", shippingMethod: "FDX-ECO" },
	{ from: "nl", to: "FR", shippingMethod: "FDX-ECO" },
	{ from: "nl", to: "BE", shippingMethod: "FDX-ECO" },
	{ from: "de", to: "DE", shippingMethod: "FDX-PRIO" },
	{ from: "de", to: "NL", shippingMethod: "FDX-ECO" },
	{ from: "fr", to: "FR", shippingMethod: "FDX-PRIO" },
	{ from: "fr", to: "DE", shippingMethod: "FDX-ECO" },
	{ from: "com", to: "US", shippingMethod: "FDX-GRND" },
	{ from: "com", to: "US", shippingMethod: "FDX-2DAY" },
];

const WORLDWIDE = "FEDEX_INTERNATIONAL_PRIORITY";

/** Ways across a customs border, each with a service that runs there. */
export const BORDER_LANES: Lane[] = [
	{ from: "nl", to: "GB", shippingMethod: "FDX-ECO", service: WORLDWIDE, currency: "GBP" },
	{ from: "nl", to: "GB", shippingMethod: "FDX-ECO", service: "FEDEX_REGIONAL_ECONOMY" },
	{ from: "nl", to: "CH", shippingMethod: "FDX-ECO", service: WORLDWIDE, currency: "CHF" },
	{ from: "nl", to: "US", shippingMethod: "FDX-ECO", service: WORLDWIDE, currency: "USD" },
	{ from: "nl", to: "US", shippingMethod: "FDX-ECO", service: "INTERNATIONAL_ECONOMY" },
	{ from: "de", to: "CH", shippingMethod: "FDX-ECO", service: WORLDWIDE },
	{ from: "fr", to: "GB", shippingMethod: "FDX-ECO", service: WORLDWIDE },
	{ from: "com", to: "CA", shippingMethod: "FDX-GRND", service: "FEDEX_GROUND" },
	{ from: "com", to: "CA", shippingMethod: "FDX-2DAY", service: WORLDWIDE, currency: "CAD" },
	{ from: "com", to: "MX", shippingMethod: "FDX-2DAY", service: WORLDWIDE, currency: "MXN" },
	{ from: "com", to: "DE", shippingMethod: "FDX-2DAY", service: WORLDWIDE },
];

/** Pallets go the same way as parcels. */
export const PALLET_LANES: Lane[] = [
	{ from: "nl", to: "NL", shippingMethod: "FDX-PRIO", service: "FEDEX_PRIORITY_FREIGHT" },
	{ from: "nl", to: "DE", shippingMethod: "FDX-ECO", service: "FEDEX_REGIONAL_ECONOMY_FREIGHT" },
	{ from: "nl", to: "DE", shippingMethod: "FDX-ECO", service: "INTERNATIONAL_ECONOMY_FREIGHT" },
	{ from: "nl", to: "GB", shippingMethod: "FDX-ECO", service: "INTERNATIONAL_PRIORITY_FREIGHT" },
];

/** What a division says about customs, and the incoterm of the order. */
export const CUSTOMS_CASES = [
	{ says: "the seller pays the duties", incoterm: "DDP", customs: {} },
	{ says: "the buyer pays the duties", incoterm: "EXW", customs: {} },
	{ says: "papers go electronically", incoterm: null, customs: { electronicDocuments: true } },
	{
		says: "the division has all numbers",
		incoterm: null,
		customs: {
			vatNumber: "NL810433941B01",
			eoriNumber: "NL810433941",
			iossNumber: "IM5280000001",
		},
	},
	...["GIFT", "SAMPLE", "REPAIR_AND_RETURN", "NOT_SOLD", "PERSONAL_EFFECTS"].map((purpose) => ({
		says: `the goods are ${purpose}`,
		incoterm: null,
		customs: { purpose },
	})),
];

type Customer = {
	company: string | null;
	person: string | null;
	orderNumber: string | null;
	costCentre: string | null;
};

const CUSTOMER: Customer = {
	company: "Müller & Söhne",
	person: "Jörg Groß",
	orderNumber: "PO 7",
	costCentre: "SALES",
};

/** A customer with everything, and with each thing left out that an order may lack. */
export const CUSTOMERS: Customer[] = [
	CUSTOMER,
	{ ...CUSTOMER, company: null },
	{ ...CUSTOMER, person: null },
	{ ...CUSTOMER, orderNumber: null },
	{ ...CUSTOMER, costCentre: null },
	{ ...CUSTOMER, person: null, orderNumber: null, costCentre: null },
];

/** Every label that the settings of a division accept. */
export const LABELS: ShipmentPlan["label"][] = divisionSettingsSchema.shape.label
	.unwrap()
	.options.flatMap(({ shape }) =>
		shape.format.options.flatMap((format) =>
			shape.stock.options.map((stock) => ({ format, stock })),
		),
	);

export const PICKUP_TYPES = divisionSettingsSchema.shape.pickupType.unwrap().options;

/** One call makes up to forty; a job makes more. */
export const PIECES = [1, 3, 40, 41, 300];
/** Each account that a division may have pay, and each reference that it may have printed. */
export const BILLINGS: { says: string; billing: object }[] = [
	{ says: "the sender pays", billing: {} },
	{
		says: "the receiver pays",
		billing: { payor: { by: "recipient", accountNumber: "700000001", country: "DE" } },
	},
	{
		says: "a third party pays",
		billing: { payor: { by: "third-party", accountNumber: "700000001" } },
	},
	{
		says: "the cost centre's payor pays",
		billing: {
			costCentres: [
				{
					costCentre: "SALES",
					payor: { by: "third-party", accountNumber: "700000002", country: "NL" },
				},
			],
		},
	},
	{ says: "the invoice's number is told", billing: { invoiceNumber: "order-number" } },
];

/** What the planner makes of an order on that lane; `settings` replace those of the division. */
export function planOn(
	lane: Lane,
	{
		customer = CUSTOMER,
		settings = {},
		customs = {},
		dossier = {},
		quantity = 2,
	}: {
		customer?: Customer;
		settings?: object;
		customs?: object;
		/** Replaces parts of what is known of the order. */
		dossier?: { header?: object; lines?: object; check?: boolean };
		quantity?: number;
	} = {},
): ShipmentPlan {
	const { division } = demoCredentials[lane.from];
	const { shippingMethod, service } = lane;
	const planned = planShipment(
		dossierOf(lane, customer, { ...dossier, lines: { quantity, ...dossier.lines } }),
		divisionSettingsSchema.parse({
			...demoSettings[`${lane.from}/${division}`],
			fedexAccountId: "fda_1",
			customs: { originCountry: "NL", ...customs },
			...(service === undefined ? {} : { services: [{ shippingMethod, service }] }),
			...settings,
		}),
	);
	if (!("plan" in planned)) {
		throw new Error(`not planned: ${JSON.stringify(planned)}`);
	}
	return planned.plan;
}

function dossierOf(
	{ from, to, shippingMethod, currency }: Lane,
	customer: Customer,
	change: { header?: object; lines?: object; check?: boolean },
): OrderDossier {
	const { company, person, orderNumber, costCentre } = customer;
	const item = sampleItem();
	const header = sampleHeader({
		shippingMethodCode: shippingMethod,
		yourRef: orderNumber,
		currency: currency ?? (from === "com" ? "USD" : "EUR"),
		...change.header,
	});
	return {
		header,
		lines: [sampleLine(header.exactOrderId, { itemId: item.id, costCentre, ...change.lines })],
		address: sampleAddress({
			...ADDRESSES[to],
			country: to,
			phone: PHONES[to],
			accountName: company,
			contactName: person,
		}),
		account:
			company === null
				? undefined
				: sampleAccount({ name: company, vatNumber: `${to}123456789`, eoriNumber: `${to}1234` }),
		contact: undefined,
		items: new Map([[item.id, item]]),
		...(change.check === undefined
			? {}
			: {
					addressCheck: {
						addressHash: "",
						checkedAt: 0,
						isResidential: change.check,
						isResolved: true,
					},
				}),
	};
}

/** A shipment of pallets with FedEx Freight; so many of them, each full. */
export function freightPlan(
	units: number,
	settings: object = {},
	to: Lane["to"] = "US",
): ShipmentPlan {
	return planOn(
		{ from: "com", to, shippingMethod: "FDX-LTL" },
		{
			settings: {
				services: [{ shippingMethod: "FDX-LTL", service: "FEDEX_FREIGHT_PRIORITY" }],
				freight: {
					accountNumber: FEDEX_DEMO_FREIGHT.accountNumber,
					freightClass: "CLASS_070",
					maxUnitGrams: Math.ceil(SAMPLE_GRAMS / units),
				},
				...settings,
			},
		},
	);
}

/** What the order of `planOn` weighs. */
const SAMPLE_GRAMS = 2_700;
