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
	US: { street: "1 High St", postalCode: "60601-1234", city: "Chicago", state: "IL" },
} satisfies Record<string, Partial<Address>>;

export type Lane = { from: Site; to: keyof typeof ADDRESSES; shippingMethod: string };

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
	{ customer = CUSTOMER, settings = {} }: { customer?: Customer; settings?: object } = {},
): ShipmentPlan {
	const { division } = demoCredentials[lane.from];
	const planned = planShipment(
		dossierOf(lane, customer),
		divisionSettingsSchema.parse({
			...demoSettings[`${lane.from}/${division}`],
			fedexAccountId: "fda_1",
			...settings,
		}),
	);
	if (!("plan" in planned)) {
		throw new Error(`not planned: ${JSON.stringify(planned)}`);
	}
	return planned.plan;
}

function dossierOf({ from, to, shippingMethod }: Lane, customer: Customer): OrderDossier {
	const { company, person, orderNumber, costCentre } = customer;
	const item = sampleItem();
	const header = sampleHeader({
		shippingMethodCode: shippingMethod,
		yourRef: orderNumber,
		currency: from === "com" ? "USD" : "EUR",
	});
	return {
		header,
		lines: [sampleLine(header.exactOrderId, { itemId: item.id, costCentre })],
		address: sampleAddress({
			...ADDRESSES[to],
			country: to,
			phone: to === "US" ? "+1 312 555 0123" : "+49 30 1234567",
			accountName: company,
			contactName: person,
		}),
		account: company === null ? undefined : sampleAccount({ name: company }),
		contact: undefined,
		items: new Map([[item.id, item]]),
	};
}

/** A shipment of pallets with FedEx Freight; so many of them, each full. */
export function freightPlan(units: number, settings: object = {}): ShipmentPlan {
	return planOn(
		{ from: "com", to: "US", shippingMethod: "FDX-LTL" },
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
