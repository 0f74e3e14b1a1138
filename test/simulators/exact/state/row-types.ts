/** Rows of a division, under Exact's own field names. Dates are wall-clock milliseconds. */
type Changed = { Created: number; Modified: number };
type Stamped = Changed & { Timestamp: number };

export type OrderRow = Stamped & {
	OrderID: string;
	OrderNumber: number;
	OrderDate: number;
	DeliveryDate: number | null;
	Description: string | null;
	YourRef: string | null;
	Remarks: string | null;
	Status: number;
	DeliveryStatus: number;
	InvoiceStatus: number;
	ApprovalStatus: number;
	Approved: number | null;
	OrderedBy: string;
	InvoiceTo: string;
	DeliverTo: string;
	OrderedByContactPerson: string | null;
	DeliverToContactPerson: string | null;
	DeliveryAddress: string | null;
	ShippingMethod: string | null;
	WarehouseID: string | null;
	Currency: string;
	AmountFC: number;
	AmountDC: number;
	Document: string | null;
	IncotermCode: string | null;
	IncotermAddress: string | null;
	PaymentCondition: string;
};

export type LineRow = Stamped & {
	ID: string;
	OrderID: string;
	OrderNumber: number;
	LineNumber: number;
	Item: string;
	Description: string;
	Quantity: number;
	QuantityDelivered: number;
	QuantityInvoiced: number;
	UnitPrice: number;
	NetPrice: number;
	AmountFC: number;
	AmountDC: number;
	UnitCode: string;
	UseDropShipment: number;
	DeliveryDate: number | null;
	OrderStatus: number;
	DeliveryStatus: number;
	InvoiceStatus: number;
	CostCenter: string | null;
	Notes: string | null;
};

export type AccountRow = Changed & {
	ID: string;
	Code: string;
	Name: string;
	Country: string;
	AddressLine1: string | null;
	Postcode: string | null;
	City: string | null;
	State: string | null;
	Phone: string | null;
	Email: string | null;
	VATNumber: string | null;
	EORINumber: string | null;
	DeliveryAdvice: number;
	ShippingMethod: string | null;
	Status: string;
	Type: string;
};

export type AddressRow = Changed & {
	ID: string;
	Account: string;
	Type: number;
	Main: boolean;
	AddressLine1: string | null;
	AddressLine2: string | null;
	AddressLine3: string | null;
	Postcode: string | null;
	City: string | null;
	State: string | null;
	Country: string;
	Phone: string | null;
	Contact: string | null;
};

export type ContactRow = Changed & {
	ID: string;
	Account: string;
	FirstName: string;
	LastName: string;
	FullName: string;
	BusinessEmail: string | null;
	Email: string | null;
	BusinessPhone: string | null;
	BusinessMobile: string | null;
	Mobile: string | null;
	Phone: string | null;
};

export type ItemRow = Changed & {
	ID: string;
	Code: string;
	Description: string;
	NetWeight: number | null;
	GrossWeight: number | null;
	StatisticalCode: string | null;
	Barcode: string | null;
	Unit: string;
	StandardSalesPrice: number;
	IsStockItem: boolean;
	IsSalesItem: boolean;
	IsFractionAllowedItem: boolean;
	Stock: number;
};

export type SupplierItemRow = Changed & {
	ID: string;
	Item: string;
	ItemUnit: string;
	Supplier: string;
	MainSupplier: boolean;
	CountryOfOrigin: string | null;
	PurchasePrice: number;
	SupplierItemCode: string | null;
};

export type ListRow = Changed & { ID: string; Code: string; Description: string };

export type DocumentRow = Stamped & {
	ID: string;
	HID: number;
	Subject: string;
	Type: number;
	Account: string | null;
	SalesOrderNumber: number | null;
	Body: string | null;
	DocumentDate: number;
	Category: string;
	[field: string]: string | number | boolean | null;
};

export type AttachmentRow = Stamped & {
	ID: string;
	Document: string;
	FileName: string;
	FileSize: number;
	Attachment: string;
};

export type DeliveryRow = Stamped & {
	EntryID: string;
	EntryNumber: number;
	DeliveryNumber: number;
	DeliveryDate: number;
	DeliveryAccount: string;
	DeliveryAddress: string | null;
	DeliveryContact: string | null;
	Description: string | null;
	Remarks: string | null;
	Document: string | null;
	ShippingMethod: string | null;
	TrackingNumber: string | null;
	Warehouse: string | null;
};

export type DeliveryLineRow = Stamped & {
	ID: string;
	EntryID: string;
	SalesOrderLineID: string;
	Item: string;
	LineNumber: number;
	QuantityDelivered: number;
	QuantityOrdered: number;
	SalesOrderLineNumber: number;
	SalesOrderNumber: number;
	DeliveryDate: number;
	Description: string | null;
	Notes: string | null;
	TrackingNumber: string | null;
	StorageLocation: string | null;
};

export type DeletedRow = {
	ID: string;
	Timestamp: number;
	EntityKey: string;
	EntityType: number;
	DeletedBy: string;
	DeletedDate: number;
};

export type SubscriptionRow = {
	ID: string;
	CallbackURL: string;
	ClientID: string;
	Topic: string;
	Description: string | null;
	IsInstant: boolean;
	UserID: string;
	Created: number;
	isValidated: boolean;
};
