import { readShipment } from "../../api/read-shipments.ts";
import type { HttpContext } from "../../context.ts";

/** The shipment whose label goes on the box: the last that goes out. One that comes back is packed by the customer. */
export async function findBoxShipment(
	c: HttpContext,
	order: { shipmentIds: readonly string[] },
): Promise<Awaited<ReturnType<typeof readShipment>> | undefined> {
	for (const id of order.shipmentIds.toReversed()) {
		const shipment = await readShipment(c, id);
		if (shipment.kind === "outbound") {
			return shipment;
		}
	}
	return undefined;
}
