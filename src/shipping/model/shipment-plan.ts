import type { MailLanguage } from "./customer-mails.ts";
import type { PlanQuote } from "./quote.ts";
import type { SHIPMENT_PURPOSES } from "./settings/customs.ts";
import type { FREIGHT_CLASSES } from "./settings/freight.ts";
import type { SIGNATURE_OPTIONS } from "./settings/service-rules.ts";
import type { Money, Party } from "./shipment.ts";

/** What a shipment will be, as it is worked out of an order. Weights are whole grams, money is a decimal string. */

export type PlannedLine = {
	exactLineId: string;
	lineNumber: number;
	itemCode: string | null;
	description: string;
	quantity: number;
	weightGrams: number;
	/** Price of one unit in the plan's currency, as a decimal string. */
	unitPrice: string;
	commodityCode: string | null;
	costCentre: string | null;
	/** What others had delivered of it when this was planned. */
	deliveredBefore: number;
};

/** Which rule of the division chose the service, and the conditions of it that held, for a person to read. */
export type ServiceChoice = {
	rule: number;
	because: string[];
	/** Of a rule that asks for the cheapest service: working days that the parcel may be on its way. */
	arriveWithinDays?: number | null;
};

export type ServiceOptions = {
	signature: (typeof SIGNATURE_OPTIONS)[number] | null;
	isSaturdayDelivery: boolean;
	/** FedEx's id of the location where the receiver collects it. */
	holdAtLocation: string | null;
};

export type Dimensions = { lengthCm: number; widthCm: number; heightCm: number };

export type PlannedPackage = {
	sequence: number;
	/** Goods and box. */
	weightGrams: number;
	/** Code of the division's package type. */
	type: string | null;
	dimensions: Dimensions | null;
	contents: { exactLineId: string; quantity: number }[];
};

/** Who pays. `sender` is the account that ships. */
export type Payor =
	| { by: "sender" }
	| { by: "recipient" | "third-party"; accountNumber: string | null; country: string | null };

export type TaxNumber = { kind: "vat" | "eori" | "ioss"; number: string };

export type PlannedCommodity = {
	exactLineId: string;
	description: string;
	partNumber: string | null;
	/** Whole pieces: what is sold by the metre, or costs less than a cent, is one lot of its whole value. */
	quantity: number;
	weightGrams: number;
	/** Quantity × unit value is the value, and the values add up to the customs value, to the cent. */
	unitValue: string;
	value: string;
	/** Null within the European Union, where it is not asked for. */
	originCountry: string | null;
	commodityCode: string | null;
};

export type CustomsPlan = {
	purpose: (typeof SHIPMENT_PURPOSES)[number];
	/** Null within the European Union, where nothing is owed. */
	incoterm: string | null;
	/** Who owes import duties and taxes. */
	duties: Payor;
	value: Money;
	commodities: PlannedCommodity[];
	shipperNumbers: TaxNumber[];
	recipientNumbers: TaxNumber[];
	/** `carrier`: FedEx makes it and sends it back as a document. */
	invoice: "none" | "carrier";
	isElectronic: boolean;
};

export type FreightPlan = {
	accountNumber: string;
	freightClass: (typeof FREIGHT_CLASSES)[number];
	handlingUnit: string;
	handlingUnits: number;
	description: string;
};

/** The goods delivery in Exact that a shipment is made of, and what was booked with it when it was planned. */
export type PlannedDelivery = {
	exactDeliveryId: string;
	deliveryNumber: number;
	/** By Exact line id. */
	quantities: Readonly<Record<string, number>>;
};

/** All that the carrier is told, but for the reference and the ship date of an attempt. */
export type CarrierMails = {
	events: ("shipped" | "estimatedDelivery" | "exception" | "onDelivery")[];
	language: MailLanguage;
};

export type ShipmentPlan = {
	orderNumber: number;
	/** The customer's account in Exact: where the Document hangs. */
	customerAccountId: string | null;
	/** The address in Exact that `shipTo` was read from. */
	deliveryAddressId: string | null;
	customerOrderNumber: string | null;
	costCentre: string | null;
	/** Plans from before invoices were told lack it. */
	invoiceNumber?: string | null;
	/** Our account that ships it where that is not the division's; older plans lack it. */
	fedexAccountId?: string | null;
	choice: ServiceChoice;
	/** `CHEAPEST` until a quote has decided it. */
	service: string;
	packaging: string;
	options: ServiceOptions;
	pickupType: string;
	shipFrom: Party;
	shipTo: Party;
	/** Whether the carrier says that it is a home; null where nobody knows. */
	isResidential: boolean | null;
	currency: string;
	transport: Payor;
	packages: PlannedPackage[];
	lines: PlannedLine[];
	/** The receiver sends it; absent on the way out. */
	return?: { rma: string | null };
	/** A label for the way back is bought with it; absent where none is. */
	hasReturnLabel?: true;
	/** Null where the goods cross no border. */
	customs: CustomsPlan | null;
	/** Null for parcels, and for pallets that go as parcels do. */
	freight: FreightPlan | null;
	label: { format: string; stock: string };
	/** Mails that the carrier sends the receiver by itself; absent where it sends none. */
	carrierMails?: CarrierMails;
	/** What the carrier was asked before the label is bought; absent until then. */
	quote?: PlanQuote;
	/** Missing where the shipment is made of the order itself. */
	delivery?: PlannedDelivery;
};

/**
 * A stored plan with what it meant where it is older than a field. One that lacks none stays as it is, down to the
 * order of its fields, by which it is told from another.
 */
export function completePlan(stored: ShipmentPlan): ShipmentPlan {
	const isWhole = Object.keys(BEFORE).every((field) => Object.hasOwn(stored, field));
	return isWhole
		? stored
		: { ...BEFORE, ...stored, packages: stored.packages.map((one) => ({ ...PLAIN, ...one })) };
}

const BEFORE = {
	choice: { rule: 0, because: [] },
	options: { signature: null, isSaturdayDelivery: false, holdAtLocation: null },
	isResidential: null,
	transport: { by: "sender" },
	customs: null,
	freight: null,
} satisfies Partial<ShipmentPlan>;

const PLAIN = { type: null, dimensions: null, contents: [] } satisfies Partial<PlannedPackage>;
