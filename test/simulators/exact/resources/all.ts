import { attachments, syncAttachments } from "./attachments.ts";
import { documents, syncDocuments } from "./documents.ts";
import { goodsDeliveries, syncGoodsDeliveries } from "./goods-deliveries.ts";
import { goodsDeliveryLines, syncGoodsDeliveryLines } from "./goods-delivery-lines.ts";
import {
	costCenters,
	documentCategories,
	documentTypes,
	shippingMethods,
	warehouses,
} from "./lists.ts";
import { accounts, addresses, contacts, items } from "./relations.ts";
import type { Resource } from "./resource.ts";
import { salesOrderLines, syncSalesOrderLines } from "./sales-order-lines.ts";
import { salesOrderHeaders, salesOrders } from "./sales-orders.ts";
import { supplierItems } from "./supplier-items.ts";
import { deleted, divisions, syncTimestamp } from "./system.ts";
import { webhookSubscriptions } from "./webhook-subscriptions.ts";

const RESOURCES: Resource[] = [
	divisions,
	salesOrders,
	salesOrderLines,
	salesOrderHeaders,
	syncSalesOrderLines,
	deleted,
	syncTimestamp,
	accounts,
	addresses,
	contacts,
	items,
	supplierItems,
	shippingMethods,
	warehouses,
	costCenters,
	documents,
	syncDocuments,
	attachments,
	syncAttachments,
	documentTypes,
	documentCategories,
	goodsDeliveries,
	syncGoodsDeliveries,
	goodsDeliveryLines,
	syncGoodsDeliveryLines,
	webhookSubscriptions,
];

const byPath = new Map(RESOURCES.map((resource) => [resource.path.toLowerCase(), resource]));

export function findResource(path: string): Resource | undefined {
	return byPath.get(path.toLowerCase());
}
