import type { UnreadField } from "./unread-field.ts";

/** A goods delivery as booked in Exact: which quantities of which order lines leave the warehouse together. */

export type DeliveryHeader = {
	exactDeliveryId: string;
	/** Exact's row version, 20 digits. */
	timestamp: string;
	deliveryNumber: number;
	/** `YYYY-MM-DD` */
	deliveryDate: string | null;
	accountId: string | null;
	contactId: string | null;
	addressId: string | null;
	/** Often empty: Exact does not take it from the order. */
	shippingMethodId: string | null;
	shippingMethodCode: string | null;
	warehouseCode: string | null;
	trackingNumber: string | null;
};

export type DeliveryLine = {
	/** Repeated where a line is taken from several storage locations. */
	exactDeliveryLineId: string;
	/** Empty where there is none: it is part of the key. */
	storageLocationId: string;
	exactDeliveryId: string;
	timestamp: string;
	exactLineId: string | null;
	orderNumber: number | null;
	quantity: number;
};

/** A delivery with all its lines, as it is kept. */
export type Delivery = DeliveryHeader & {
	lines: readonly DeliveryLine[];
	firstReadyAt: number | null;
	deletedAt: number | null;
	/** What of it could not be read; it does not ship meanwhile. */
	unread?: readonly UnreadField[];
};
