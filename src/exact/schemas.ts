import { z } from "zod";

/**
 * The wire, as far as it is used: each row schema's keys are also its `$select`. Fields of modules that an
 * edition lacks may be missing, so all but keys and statuses may be null or absent; unknown fields pass.
 */

const text = z.string().nullish();
const number = z.number().nullish();
const flag = z.union([z.boolean(), z.number()]).nullish();
export const guid = z.guid().toLowerCase();
const guidOrNothing = guid.nullish();

/** Int64 comes quoted or bare; it is kept as text of 20 digits, so that it sorts as text. */
export const rowVersion = z
	.union([z.string(), z.number()])
	.refine((value) => /^\d{1,20}$/.test(String(value)), { error: "is not a row version" })
	.transform((value) => BigInt(value).toString().padStart(20, "0"));

export const meSchema = z.object({
	UserID: guid,
	FullName: text,
	UserName: text,
	CurrentDivision: z.int(),
});

export const divisionSchema = z.object({
	Code: z.int(),
	Description: text,
	Country: text,
	Currency: text,
	DivisionMoveDate: text,
	DivisionHRLinkUnlinkDate: text,
});

export const syncTimestampSchema = z.object({ TimeStampAsBigInt: rowVersion.nullish() });

export const orderHeaderSchema = z.object({
	Timestamp: rowVersion,
	OrderID: guid,
	OrderNumber: z.int(),
	Status: z.int(),
	DeliveryStatus: z.int(),
	ApprovalStatus: z.int(),
	Currency: text,
	DeliveryDate: text,
	OrderedBy: guidOrNothing,
	DeliverTo: guidOrNothing,
	DeliverToName: text,
	DeliverToContactPerson: guidOrNothing,
	DeliveryAddress: guidOrNothing,
	ShippingMethod: guidOrNothing,
	ShippingMethodCode: text,
	WarehouseCode: text,
	YourRef: text,
	Description: text,
	IncotermCode: text,
});

export const orderLineSchema = z.object({
	Timestamp: rowVersion,
	ID: guid,
	OrderID: guid,
	LineNumber: z.int(),
	Item: guidOrNothing,
	ItemCode: text,
	Description: text,
	Quantity: z.number(),
	QuantityDelivered: number,
	UnitCode: text,
	NetPrice: number,
	CostCenter: text,
	DeliveryDate: text,
	UseDropShipment: flag,
});

/** The same line at the endpoint that is asked by order; it has no row version. */
export const looseOrderLineSchema = orderLineSchema.omit({ Timestamp: true });

export const deliverySchema = z.object({
	Timestamp: rowVersion,
	EntryID: guid,
	DeliveryNumber: z.int(),
	DeliveryDate: text,
	DeliveryAccount: guidOrNothing,
	DeliveryContact: guidOrNothing,
	DeliveryAddress: guidOrNothing,
	ShippingMethod: guidOrNothing,
	ShippingMethodCode: text,
	WarehouseCode: text,
	TrackingNumber: text,
});

export const deliveryLineSchema = z.object({
	Timestamp: rowVersion,
	ID: guid,
	EntryID: guid,
	SalesOrderLineID: guidOrNothing,
	SalesOrderNumber: z.int().nullish(),
	StorageLocation: guidOrNothing,
	QuantityDelivered: z.number(),
});

export const deletedSchema = z.object({
	Timestamp: rowVersion,
	EntityType: z.int(),
	EntityKey: guid,
});

export const addressSchema = z.object({
	ID: guid,
	Account: guidOrNothing,
	AccountName: text,
	ContactName: text,
	AddressLine1: text,
	AddressLine2: text,
	AddressLine3: text,
	Postcode: text,
	City: text,
	State: text,
	Country: text,
	Phone: text,
});

export const accountSchema = z.object({
	ID: guid,
	Name: text,
	Phone: text,
	Email: text,
	VATNumber: text,
	EORINumber: text,
	DeliveryAdvice: number,
});

export const contactSchema = z.object({
	ID: guid,
	FullName: text,
	BusinessPhone: text,
	BusinessMobile: text,
	Mobile: text,
	Phone: text,
	BusinessEmail: text,
	Email: text,
});

export const itemSchema = z.object({
	ID: guid,
	Code: text,
	Description: text,
	IsStockItem: flag,
	NetWeight: number,
	GrossWeight: number,
	StatisticalCode: text,
});

/** Of the main supplier only, who says where an item comes from. */
export const supplierItemSchema = z.object({ ID: guid, Item: guid, CountryOfOrigin: text });

export const documentSchema = z.object({ Timestamp: rowVersion, ID: guid, Subject: text });

export const documentIdSchema = documentSchema.pick({ ID: true });

export const attachmentSchema = z.object({ ID: guid, Document: guid, FileName: text });

/** What tells a delivery of ours; the feed has more. */
export const markedDeliverySchema = z.object({
	Timestamp: rowVersion,
	EntryID: guid,
	TrackingNumber: text,
	Remarks: text,
});

export const webhookSubscriptionSchema = z.object({
	ID: guid,
	Topic: z.string(),
	CallbackURL: text,
	ClientID: guidOrNothing,
});

export type MeWire = z.infer<typeof meSchema>;
export type DivisionWire = z.infer<typeof divisionSchema>;
export type OrderHeaderWire = z.infer<typeof orderHeaderSchema>;
export type OrderLineWire = z.infer<typeof orderLineSchema>;
export type DeliveryWire = z.infer<typeof deliverySchema>;
export type DeliveryLineWire = z.infer<typeof deliveryLineSchema>;
export type DeletedWire = z.infer<typeof deletedSchema>;
export type AddressWire = z.infer<typeof addressSchema>;
export type AccountWire = z.infer<typeof accountSchema>;
export type ContactWire = z.infer<typeof contactSchema>;
export type ItemWire = z.infer<typeof itemSchema>;
export type SupplierItemWire = z.infer<typeof supplierItemSchema>;
export type DocumentWire = z.infer<typeof documentSchema>;

export function selectOf(schema: z.ZodObject): string[] {
	return Object.keys(schema.shape);
}
