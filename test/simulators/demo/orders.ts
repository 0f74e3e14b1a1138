import type { Administration } from "../exact/state/administration.ts";
import type { ItemRow, LineRow, OrderRow } from "../exact/state/row-types.ts";
import { toMidnight, toWallClock } from "../exact/wall-clock.ts";
import type { Customer } from "./customers.ts";
import type { Dice } from "./dice.ts";

export const OPEN = 12;
export const PARTIAL = 20;
export const COMPLETE = 21;
export const CANCELLED = 45;

export type LinePlan = {
	itemCode: string;
	quantity: number;
	delivered?: number;
	isDropShipment?: boolean;
	/** Days from today on which the line is promised; absent means the order's day. */
	deliveryInDays?: number;
};

export type OrderPlan = {
	createdAt: number;
	customer: Customer;
	shippingMethod: string;
	lines: LinePlan[];
	approvalStatus?: number;
	status?: number;
	deliveryStatus?: number;
	/** Days from today; `null` is no date. */
	deliveryInDays?: number | null;
	/** Of all its lines; else each has one by chance. */
	costCentre?: string;
	incoterm?: string;
};

const FIRST_ORDER_NUMBER = 26_000_001;
const DAY_MS = 86_400_000;

/** Puts an order with its lines into a division. */
export function addOrder(admin: Administration, dice: Dice, plan: OrderPlan): OrderRow {
	const created = toWallClock(admin.division.region, plan.createdAt);
	const { customer } = plan;
	const orderNumber = admin.nextNumber("order", FIRST_ORDER_NUMBER);
	const orderId = dice.guid();
	const status = plan.status ?? OPEN;
	const approvalStatus = plan.approvalStatus ?? 1;
	const deliveryDate = dateIn(admin, plan.deliveryInDays ?? null);
	const timestamp = admin.nextTimestamp();
	const lines = plan.lines.map((line, index) =>
		toLine(admin, dice, {
			line,
			orderId,
			orderNumber,
			number: index + 1,
			status,
			created,
			deliveryDate,
			costCentre: plan.costCentre,
		}),
	);
	const amount = sum(lines.map((line) => line.AmountFC));
	const order: OrderRow = {
		OrderID: orderId,
		OrderNumber: orderNumber,
		OrderDate: toMidnight(created),
		DeliveryDate: deliveryDate,
		Description: `Order ${orderNumber}`,
		YourRef: dice.chance(0.7) ? dice.digits("PO-#####") : null,
		Remarks: null,
		Status: status,
		DeliveryStatus: plan.deliveryStatus ?? status,
		InvoiceStatus: status === COMPLETE ? COMPLETE : OPEN,
		ApprovalStatus: approvalStatus,
		Approved: approvalStatus === 0 ? null : created,
		OrderedBy: customer.accountId,
		InvoiceTo: customer.accountId,
		DeliverTo: customer.accountId,
		OrderedByContactPerson: customer.contactId,
		DeliverToContactPerson: customer.contactId,
		DeliveryAddress: customer.addressId,
		ShippingMethod: methodId(admin, plan.shippingMethod),
		WarehouseID: admin.warehouses.values()[0]?.ID ?? null,
		Currency: admin.division.currency,
		AmountFC: amount,
		AmountDC: amount,
		Document: null,
		IncotermCode: plan.incoterm ?? null,
		IncotermAddress: null,
		PaymentCondition: "30",
		Created: created,
		Modified: created,
		Timestamp: timestamp,
	};
	return admin.orders.set(orderId, order);
}

type LineContext = {
	line: LinePlan;
	orderId: string;
	orderNumber: number;
	number: number;
	status: number;
	created: number;
	deliveryDate: number | null;
	costCentre: string | undefined;
};

function toLine(admin: Administration, dice: Dice, context: LineContext): LineRow {
	const { line, status, created } = context;
	const item = itemByCode(admin, line.itemCode);
	const delivered = line.delivered ?? (status === COMPLETE ? line.quantity : 0);
	const amount = Math.round(item.StandardSalesPrice * line.quantity * 100) / 100;
	const row: LineRow = {
		ID: dice.guid(),
		OrderID: context.orderId,
		OrderNumber: context.orderNumber,
		LineNumber: context.number,
		Item: item.ID,
		Description: item.Description,
		Quantity: line.quantity,
		QuantityDelivered: delivered,
		QuantityInvoiced: 0,
		UnitPrice: item.StandardSalesPrice,
		NetPrice: item.StandardSalesPrice,
		AmountFC: amount,
		AmountDC: amount,
		UnitCode: item.Unit,
		UseDropShipment: line.isDropShipment === true ? 1 : 0,
		DeliveryDate:
			line.deliveryInDays === undefined ? context.deliveryDate : dateIn(admin, line.deliveryInDays),
		OrderStatus: status,
		DeliveryStatus: deliveryStatusOf(line, delivered, status),
		InvoiceStatus: status === COMPLETE ? COMPLETE : OPEN,
		CostCenter: costCentreOf(admin, dice, context),
		Notes: null,
		Created: created,
		Modified: created,
		Timestamp: admin.nextTimestamp(),
	};
	return admin.lines.set(row.ID, row);
}

/** The dice are thrown either way, so that orders with a cost centre of their own change none of the others. */
function costCentreOf(admin: Administration, dice: Dice, { costCentre }: LineContext): string {
	const byChance = dice.pick(admin.costCenters.values()).Code;
	return costCentre ?? byChance;
}

function deliveryStatusOf(line: LinePlan, delivered: number, status: number): number {
	if (delivered <= 0) {
		return status === PARTIAL ? OPEN : status;
	}
	return delivered >= line.quantity ? COMPLETE : PARTIAL;
}

function dateIn(admin: Administration, days: number | null): number | null {
	return days === null ? null : admin.today() + days * DAY_MS;
}

function methodId(admin: Administration, code: string): string | null {
	return admin.shippingMethods.values().find((method) => method.Code === code)?.ID ?? null;
}

function itemByCode(admin: Administration, code: string): ItemRow {
	const item = admin.items.values().find((found) => found.Code === code);
	if (item === undefined) {
		throw new RangeError(`no item ${code}`);
	}
	return item;
}

function sum(amounts: number[]): number {
	return Math.round(amounts.reduce((total, amount) => total + amount, 0) * 100) / 100;
}
