import { z } from "zod";

import type { ErpDelivery, FeedPage, MarkedDelivery } from "../shipping/ports/erp.ts";
import { createdId } from "./documents.ts";
import { entityOf } from "./envelope.ts";
import { unreadableAnswer } from "./errors.ts";
import { readFeed } from "./reader.ts";
import { markedDeliverySchema } from "./schemas.ts";
import type { Send } from "./sender.ts";
import { IDENTITIES, toUnreadRow } from "./unread-rows.ts";

const guidSchema = z.guid().toLowerCase();

/**
 * Of a booked goods delivery only the tracking number, the remarks and the document may be changed (reference page
 * "SalesOrderGoodsDeliveries", 2026-11); fields that are not named keep their values.
 */
export async function putTrackingNumber(
	send: Send,
	root: string,
	id: string,
	trackingNumber: string | null,
): Promise<void> {
	await send({
		operation: "put-tracking-number",
		kind: "put",
		url: `${root}/salesorder/GoodsDeliveries(guid'${guidSchema.parse(id)}')`,
		body: { TrackingNumber: trackingNumber },
	});
}

/**
 * Lines come with their delivery only, and nothing is deleted through the API (reference page
 * "SalesOrderGoodsDeliveries", 2026-11).
 * @throws AppError `uncertain` when Exact's answer does not name the delivery it booked
 */
export async function postDelivery(
	send: Send,
	root: string,
	delivery: ErpDelivery,
): Promise<{ id: string }> {
	const operation = "post-delivery";
	const answer = await send({
		operation,
		kind: "post",
		url: `${root}/salesorder/GoodsDeliveries`,
		body: {
			DeliveryDate: delivery.deliveryDate,
			TrackingNumber: delivery.trackingNumber,
			Remarks: delivery.remarks,
			GoodsDeliveryLines: delivery.lines.map(({ exactLineId, quantity }) => ({
				SalesOrderLineID: guidSchema.parse(exactLineId),
				QuantityDelivered: quantity,
			})),
		},
	});
	const id = createdId(entityOf(answer), "EntryID");
	if (id === undefined) {
		throw unreadableAnswer({ operation, kind: "post", status: 201 }, "d.EntryID");
	}
	return { id };
}

export function readMarkedDeliveries(
	send: Send,
	root: string,
	after: string,
): Promise<FeedPage<MarkedDelivery>> {
	return readFeed(send, {
		operation: "read-marked-deliveries",
		resourceUrl: `${root}/sync/SalesOrder/GoodsDeliveries`,
		schema: markedDeliverySchema,
		after,
		map: (wire) => ({
			id: wire.EntryID,
			timestamp: wire.Timestamp,
			trackingNumber: wire.TrackingNumber ?? null,
			remarks: wire.Remarks ?? null,
		}),
		onRefused: (row, field) => toUnreadRow(row, IDENTITIES.delivery, field),
	});
}
