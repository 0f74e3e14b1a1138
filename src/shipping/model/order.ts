import type { EnteredPackage } from "./entered-packages.ts";
/** Orders and what belongs to them, in our words. Quantities are in the item's default unit. */

export type DivisionMode = "off" | "hold" | "shadow" | "live";

export type OrderHeader = {
	exactOrderId: string;
	orderNumber: number;
	/** Exact's row version, 20 digits. */
	timestamp: string;
	status: number;
	deliveryStatus: number;
	approvalStatus: number;
	currency: string | null;
	/** `YYYY-MM-DD` */
	deliveryDate: string | null;
	orderedById: string | null;
	deliverToId: string | null;
	deliverToName: string | null;
	deliverToContactId: string | null;
	deliveryAddressId: string | null;
	shippingMethodId: string | null;
	shippingMethodCode: string | null;
	warehouseCode: string | null;
	yourRef: string | null;
	description: string | null;
	/** Three letters such as DAP: who bears what of the way. */
	incoterm: string | null;
};

export type OrderLine = {
	exactLineId: string;
	exactOrderId: string;
	timestamp: string;
	lineNumber: number;
	itemId: string | null;
	itemCode: string | null;
	description: string | null;
	quantity: number;
	quantityDelivered: number;
	unitCode: string | null;
	/** Net price a unit in the order's currency, as a decimal string. */
	netPrice: string | null;
	costCentre: string | null;
	/** `YYYY-MM-DD` */
	deliveryDate: string | null;
	isDropShipped: boolean;
};

export type DeletedEntity = {
	timestamp: string;
	kind: "order" | "line" | "delivery" | "delivery-line";
	exactId: string;
};

export type Address = {
	id: string;
	accountId: string | null;
	accountName: string | null;
	contactName: string | null;
	/** Street and number. */
	street: string | null;
	/** What else belongs to the street: floor, unit, building. */
	streetExtra: string[];
	postalCode: string | null;
	city: string | null;
	state: string | null;
	country: string | null;
	phone: string | null;
};

export type Account = {
	id: string;
	name: string;
	phone: string | null;
	email: string | null;
	vatNumber: string | null;
	/** Its number with the customs of the European Union or the United Kingdom. */
	eoriNumber: string | null;
	/** Whether the customer wants the order complete: Exact's DeliveryAdvice 1. */
	isCompleteOnly: boolean;
	/**
	 * Whether the customer takes one part and no backorder of the rest: Exact's DeliveryAdvice 2. Missing in accounts
	 * that were kept before it was read.
	 */
	takesNoBackorder?: boolean;
};

export type Contact = {
	id: string;
	fullName: string | null;
	phone: string | null;
	email: string | null;
};

export type Item = {
	id: string;
	code: string;
	description: string;
	isStockItem: boolean;
	netWeight: number | null;
	grossWeight: number | null;
	/** Statistical (commodity) code, digits. */
	commodityCode: string | null;
};

/** Where an item is made, as its main supplier says; kept by the item's id. */
export type ItemOrigin = { id: string; country: string | null };

/** What the carrier says of a delivery address. */
export type AddressCheck = {
	/** Which address it was asked about: its hash, since what is kept longer than the address must not be one. */
	addressHash: string;
	checkedAt: number;
	/** Whether it is a home; null where the carrier can't tell. */
	isResidential: boolean | null;
	/** Whether the carrier knows the address. */
	isResolved: boolean;
};

/** What is known of an order when it is judged. */
export type OrderDossier = {
	header: OrderHeader;
	lines: OrderLine[];
	address: Address | undefined;
	account: Account | undefined;
	contact: Contact | undefined;
	items: ReadonlyMap<string, Item>;
	/** By item id; read only where goods cross a customs border. */
	origins?: ReadonlyMap<string, ItemOrigin> | "unreadable";
	/** Null, or not there, where nobody asked the carrier about this address. */
	addressCheck?: AddressCheck | null;
	/** What a person entered for the shipment that is planned. */
	packages?: readonly EnteredPackage[] | null;
};
