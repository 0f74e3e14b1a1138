import type { DeliveryHeader, DeliveryLine } from "../shipping/model/delivery.ts";
import type {
	Account,
	Address,
	Contact,
	DeletedEntity,
	Item,
	ItemOrigin,
	OrderHeader,
	OrderLine,
} from "../shipping/model/order.ts";
import type { ErpDivisionInfo, ErpUser } from "../shipping/ports/erp.ts";
import { toDateOnly, wallClockMs } from "./dates.ts";
import type {
	AccountWire,
	AddressWire,
	ContactWire,
	DeletedWire,
	DeliveryLineWire,
	DeliveryWire,
	DivisionWire,
	DocumentWire,
	ItemWire,
	MeWire,
	OrderHeaderWire,
	OrderLineWire,
	SupplierItemWire,
} from "./schemas.ts";

/** Kinds of sync/Deleted (reference page "SyncDeleted", 2026-11). */
export const DELETED_KINDS: ReadonlyMap<number, DeletedEntity["kind"]> = new Map([
	[16, "delivery"],
	[17, "delivery-line"],
	[32, "order"],
	[33, "line"],
]);
/** Account.DeliveryAdvice: 0 parts allowed, 1 complete only, 2 parts without a backorder. */
const COMPLETE_ONLY = 1;
const NO_BACKORDER = 2;
const COUNTRY = /^[A-Z]{2}$/;

export function toUser(wire: MeWire): ErpUser {
	return {
		id: wire.UserID,
		name: clean(wire.FullName) ?? clean(wire.UserName) ?? "",
		currentDivision: wire.CurrentDivision,
	};
}

export function toDivisionInfo(wire: DivisionWire): ErpDivisionInfo {
	return {
		code: wire.Code,
		name: clean(wire.Description) ?? "",
		country: upper(wire.Country) ?? "",
		currency: upper(wire.Currency) ?? "",
		moveMarker: moveMarker(wire),
	};
}

/** Either move makes all row versions new (reference page "SystemSystemDivisions", 2026-11). */
function moveMarker(wire: DivisionWire): string | null {
	const moves = [wire.DivisionMoveDate, wire.DivisionHRLinkUnlinkDate].map((date) =>
		date === null || date === undefined ? "" : String(wallClockMs(date) ?? date),
	);
	return moves.every((move) => move === "") ? null : moves.join("|");
}

export function toOrderHeader(wire: OrderHeaderWire): OrderHeader {
	return {
		exactOrderId: wire.OrderID,
		orderNumber: wire.OrderNumber,
		timestamp: wire.Timestamp,
		status: wire.Status,
		deliveryStatus: wire.DeliveryStatus,
		approvalStatus: wire.ApprovalStatus,
		currency: upper(wire.Currency),
		deliveryDate: toDateOnly(wire.DeliveryDate),
		orderedById: wire.OrderedBy ?? null,
		deliverToId: wire.DeliverTo ?? null,
		deliverToName: clean(wire.DeliverToName),
		deliverToContactId: wire.DeliverToContactPerson ?? null,
		deliveryAddressId: wire.DeliveryAddress ?? null,
		shippingMethodId: wire.ShippingMethod ?? null,
		shippingMethodCode: clean(wire.ShippingMethodCode),
		warehouseCode: clean(wire.WarehouseCode),
		yourRef: clean(wire.YourRef),
		description: clean(wire.Description),
		incoterm: upper(wire.IncotermCode),
	};
}

export function toOrderLine(wire: OrderLineWire): OrderLine {
	return {
		exactLineId: wire.ID,
		exactOrderId: wire.OrderID,
		timestamp: wire.Timestamp,
		lineNumber: wire.LineNumber,
		itemId: wire.Item ?? null,
		itemCode: clean(wire.ItemCode),
		description: clean(wire.Description),
		quantity: wire.Quantity,
		quantityDelivered: wire.QuantityDelivered ?? 0,
		unitCode: clean(wire.UnitCode),
		netPrice: decimalText(wire.NetPrice),
		costCentre: clean(wire.CostCenter),
		deliveryDate: toDateOnly(wire.DeliveryDate),
		isDropShipped: Boolean(wire.UseDropShipment),
	};
}

export function toDelivery(wire: DeliveryWire): DeliveryHeader {
	return {
		exactDeliveryId: wire.EntryID,
		timestamp: wire.Timestamp,
		deliveryNumber: wire.DeliveryNumber,
		deliveryDate: toDateOnly(wire.DeliveryDate),
		accountId: wire.DeliveryAccount ?? null,
		contactId: wire.DeliveryContact ?? null,
		addressId: wire.DeliveryAddress ?? null,
		shippingMethodId: wire.ShippingMethod ?? null,
		shippingMethodCode: clean(wire.ShippingMethodCode),
		warehouseCode: clean(wire.WarehouseCode),
		trackingNumber: clean(wire.TrackingNumber),
	};
}

export function toDeliveryLine(wire: DeliveryLineWire): DeliveryLine {
	return {
		exactDeliveryLineId: wire.ID,
		storageLocationId: wire.StorageLocation ?? "",
		exactDeliveryId: wire.EntryID,
		timestamp: wire.Timestamp,
		exactLineId: wire.SalesOrderLineID ?? null,
		orderNumber: wire.SalesOrderNumber ?? null,
		quantity: wire.QuantityDelivered,
	};
}

/** Undefined for kinds that nobody here follows. */
export function toDeletedEntity(wire: DeletedWire): DeletedEntity | undefined {
	const kind = DELETED_KINDS.get(wire.EntityType);
	return kind === undefined
		? undefined
		: { timestamp: wire.Timestamp, kind, exactId: wire.EntityKey };
}

export function toAddress(wire: AddressWire): Address {
	return {
		id: wire.ID,
		accountId: wire.Account ?? null,
		accountName: clean(wire.AccountName),
		contactName: clean(wire.ContactName),
		street: clean(wire.AddressLine1),
		streetExtra: [wire.AddressLine2, wire.AddressLine3].map(clean).filter((line) => line !== null),
		postalCode: clean(wire.Postcode),
		city: clean(wire.City),
		state: upper(wire.State),
		country: upper(wire.Country),
		phone: clean(wire.Phone),
	};
}

export function toAccount(wire: AccountWire): Account {
	return {
		id: wire.ID,
		name: clean(wire.Name) ?? "",
		phone: clean(wire.Phone),
		email: clean(wire.Email),
		vatNumber: clean(wire.VATNumber),
		eoriNumber: clean(wire.EORINumber),
		isCompleteOnly: wire.DeliveryAdvice === COMPLETE_ONLY,
		takesNoBackorder: wire.DeliveryAdvice === NO_BACKORDER,
	};
}

export function toContact(wire: ContactWire): Contact {
	const phones = [wire.BusinessPhone, wire.BusinessMobile, wire.Mobile, wire.Phone];
	return {
		id: wire.ID,
		fullName: clean(wire.FullName),
		phone: phones.map(clean).find((phone) => phone !== null) ?? null,
		email: clean(wire.BusinessEmail) ?? clean(wire.Email),
	};
}

export function toItem(wire: ItemWire): Item {
	return {
		id: wire.ID,
		code: clean(wire.Code) ?? "",
		description: clean(wire.Description) ?? "",
		isStockItem: Boolean(wire.IsStockItem),
		netWeight: wire.NetWeight ?? null,
		grossWeight: wire.GrossWeight ?? null,
		commodityCode: clean(wire.StatisticalCode?.replace(/\D/g, "")),
	};
}

/** A country by its two letters; whatever else stands there tells nothing. */
export function toItemOrigin(wire: SupplierItemWire): ItemOrigin {
	const country = upper(wire.CountryOfOrigin);
	return { id: wire.Item, country: country !== null && COUNTRY.test(country) ? country : null };
}

export function toDocument(wire: DocumentWire): { id: string; subject: string; timestamp: string } {
	return { id: wire.ID, subject: wire.Subject ?? "", timestamp: wire.Timestamp };
}

/** Exact pads some codes with spaces (account codes to 18 characters); empty means nothing. */
function clean(text: string | null | undefined): string | null {
	const trimmed = text?.trim() ?? "";
	return trimmed === "" ? null : trimmed;
}

function upper(text: string | null | undefined): string | null {
	return clean(text)?.toUpperCase() ?? null;
}

/** Without an exponent, which `String` would use for very small numbers. */
function decimalText(value: number | null | undefined): string | null {
	if (value === null || value === undefined) {
		return null;
	}
	const plain = String(value);
	return plain.includes("e") ? value.toFixed(10).replace(/\.?0+$/, "") : plain;
}
