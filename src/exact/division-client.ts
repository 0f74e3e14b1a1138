import { AppError } from "../lib/errors.ts";
import type { Log } from "../lib/log.ts";
import type { Lane } from "../shipping/model/call-lanes.ts";
import {
	type CallRoom,
	type ErpDivision,
	type ErpDivisionInfo,
	FIRST_ROW_VERSION,
} from "../shipping/ports/erp.ts";
import { deleteAttachment, listAttachments, postAttachment } from "./attachments.ts";
import { postDelivery, putTrackingNumber, readMarkedDeliveries } from "./deliveries.ts";
import { deleteDocument, findDocuments, postDocument, putDocument } from "./documents.ts";
import {
	toAccount,
	toAddress,
	toContact,
	toDeletedEntity,
	toDelivery,
	toDeliveryLine,
	toDivisionInfo,
	toDocument,
	toItem,
	toItemOrigin,
	toOrderHeader,
	toOrderLine,
} from "./mapper.ts";
import { dateLiteral, queryUrl, textLiteral } from "./odata.ts";
import { readByIds, readFeed, readPage } from "./reader.ts";
import {
	accountSchema,
	addressSchema,
	contactSchema,
	deletedSchema,
	deliveryLineSchema,
	deliverySchema,
	divisionSchema,
	documentSchema,
	itemSchema,
	looseOrderLineSchema,
	orderHeaderSchema,
	orderLineSchema,
	selectOf,
	supplierItemSchema,
	syncTimestampSchema,
} from "./schemas.ts";
import { type Send, createSender } from "./sender.ts";
import type { ExactToken } from "./token.ts";
import { IDENTITIES, salvageDeleted, toUnreadRow } from "./unread-rows.ts";
import { createWebhook, deleteWebhook, listWebhooks } from "./webhook-subscriptions.ts";

type ExactDivisionOptions = {
	baseUrl: string;
	division: number;
	lane: Lane;
	token: ExactToken;
	room: CallRoom;
	fetch: typeof fetch;
	log: Log;
	now: () => number;
};

/**
 * The feeds that SyncTimestamp knows (reference page "ReadSyncSyncSyncTimestamp", 2026-11). It knows neither
 * Deleted nor Documents; row versions count through the whole database, so the orders' position serves them too.
 */
const POSITION_FEEDS = {
	"order-headers": "SalesOrderHeaders",
	"order-lines": "SalesOrderLines",
	deleted: "SalesOrderHeaders",
	deliveries: "GoodsDeliveries",
	"delivery-lines": "GoodsDeliveryLines",
	documents: "SalesOrderHeaders",
} as const;

/**
 * One division of Exact.
 * @throws AppError as classified in errors.ts; `wait` `exact.no_room`; what the token throws
 */
export function createExactDivision(options: ExactDivisionOptions): ErpDivision {
	const { baseUrl, division, ...deps } = options;
	const send = createSender(deps);
	const root = `${baseUrl}/api/v1/${division}`;
	return {
		readInfo: () => readInfo(send, root, division),
		feedPositionAt: (feed, date) => feedPositionAt(send, root, POSITION_FEEDS[feed], date),
		readOrderHeaders: (after) =>
			readFeed(send, {
				operation: "read-order-headers",
				resourceUrl: `${root}/sync/SalesOrder/SalesOrderHeaders`,
				schema: orderHeaderSchema,
				after,
				map: toOrderHeader,
				onRefused: (row, field) => toUnreadRow(row, IDENTITIES.orderHeader, field),
			}),
		readOrderLines: (after) =>
			readFeed(send, {
				operation: "read-order-lines",
				resourceUrl: `${root}/sync/SalesOrder/SalesOrderLines`,
				schema: orderLineSchema,
				after,
				map: toOrderLine,
				onRefused: (row, field) => toUnreadRow(row, IDENTITIES.orderLine, field),
			}),
		readLinesOfOrders: (orderIds) =>
			readByIds(send, {
				operation: "read-lines-of-orders",
				resourceUrl: `${root}/salesorder/SalesOrderLines`,
				schema: looseOrderLineSchema,
				ids: orderIds,
				key: "OrderID",
				map: (wire) => toOrderLine({ ...wire, Timestamp: FIRST_ROW_VERSION }),
			}),
		readDeleted: (after) =>
			readFeed(send, {
				operation: "read-deleted",
				resourceUrl: `${root}/sync/Deleted`,
				schema: deletedSchema,
				after,
				map: toDeletedEntity,
				onRefused: (row) => {
					const items = salvageDeleted(row);
					return items === undefined ? undefined : { items };
				},
			}),
		readDeliveries: (after) =>
			readFeed(send, {
				operation: "read-deliveries",
				resourceUrl: `${root}/sync/SalesOrder/GoodsDeliveries`,
				schema: deliverySchema,
				after,
				map: toDelivery,
				onRefused: (row, field) => toUnreadRow(row, IDENTITIES.delivery, field),
			}),
		readDeliveryLines: (after) =>
			readFeed(send, {
				operation: "read-delivery-lines",
				resourceUrl: `${root}/sync/SalesOrder/GoodsDeliveryLines`,
				schema: deliveryLineSchema,
				after,
				map: toDeliveryLine,
				onRefused: (row, field) => toUnreadRow(row, IDENTITIES.deliveryLine, field),
			}),
		readDocuments: (after) =>
			readFeed(send, {
				operation: "read-documents",
				resourceUrl: `${root}/sync/Documents/Documents`,
				schema: documentSchema,
				after,
				map: toDocument,
				onRefused: (row, field) => toUnreadRow(row, IDENTITIES.document, field),
			}),
		readAddresses: (ids, onUnread) =>
			readByIds(send, {
				operation: "read-addresses",
				resourceUrl: `${root}/crm/Addresses`,
				schema: addressSchema,
				ids,
				map: toAddress,
				onUnread,
			}),
		readAccounts: (ids, onUnread) =>
			readByIds(send, {
				operation: "read-accounts",
				resourceUrl: `${root}/crm/Accounts`,
				schema: accountSchema,
				ids,
				map: toAccount,
				onUnread,
			}),
		readContacts: (ids, onUnread) =>
			readByIds(send, {
				operation: "read-contacts",
				resourceUrl: `${root}/crm/Contacts`,
				schema: contactSchema,
				ids,
				map: toContact,
				onUnread,
			}),
		readItems: (ids, onUnread) =>
			readByIds(send, {
				operation: "read-items",
				resourceUrl: `${root}/logistics/Items`,
				schema: itemSchema,
				ids,
				map: toItem,
				onUnread,
			}),
		readOrigins: (itemIds, onUnread) =>
			readByIds(send, {
				operation: "read-origins",
				resourceUrl: `${root}/logistics/SupplierItem`,
				schema: supplierItemSchema,
				ids: itemIds,
				key: "Item",
				only: "MainSupplier eq true",
				map: toItemOrigin,
				onUnread,
			}),
		postDocument: (document) => postDocument(send, root, document),
		putDocument: (id, document) => putDocument(send, root, id, document),
		deleteDocument: (id) => deleteDocument(send, root, id),
		findDocuments: (ids) => findDocuments(send, root, ids),
		postAttachment: (documentId, file) => postAttachment(send, root, documentId, file),
		listAttachments: (documentId) => listAttachments(send, root, documentId),
		deleteAttachment: (id) => deleteAttachment(send, root, id),
		putTrackingNumber: (id, trackingNumber) => putTrackingNumber(send, root, id, trackingNumber),
		postDelivery: (delivery) => postDelivery(send, root, delivery),
		readMarkedDeliveries: (after) => readMarkedDeliveries(send, root, after),
		listWebhooks: () => listWebhooks(send, root),
		createWebhook: (webhook) => createWebhook(send, root, webhook),
		deleteWebhook: (id) => deleteWebhook(send, root, id),
	};
}

async function readInfo(send: Send, root: string, division: number): Promise<ErpDivisionInfo> {
	const url = queryUrl(`${root}/system/Divisions`, {
		select: selectOf(divisionSchema),
		filter: `Code eq ${division}`,
	});
	const operation = "read-division";
	const { rows } = await readPage(send, { operation, url, schema: divisionSchema });
	const found = rows.find((row) => row.Code === division);
	if (found === undefined) {
		throw new AppError({
			code: "exact.division_forbidden",
			disposition: "suspend",
			message: "The connected user has no access to this division any more.",
			context: { operation, division },
		});
	}
	return toDivisionInfo(found);
}

/** Exact names the first row of that day or later; feeds are read with "greater than", so one less. */
async function feedPositionAt(
	send: Send,
	root: string,
	endPoint: string,
	date: string,
): Promise<string | null> {
	const url = queryUrl(`${root}/read/sync/Sync/SyncTimestamp`, {
		parameters: { modified: dateLiteral(date), endPoint: textLiteral(endPoint) },
		select: selectOf(syncTimestampSchema),
	});
	const { rows } = await readPage(send, {
		operation: "read-feed-position",
		url,
		schema: syncTimestampSchema,
	});
	const first = rows[0]?.TimeStampAsBigInt;
	if (first === undefined || first === null || BigInt(first) === 0n) {
		return null;
	}
	return (BigInt(first) - 1n).toString().padStart(20, "0");
}
