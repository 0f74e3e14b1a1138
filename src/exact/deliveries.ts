import { z } from "zod";

import type { Send } from "./sender.ts";

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
