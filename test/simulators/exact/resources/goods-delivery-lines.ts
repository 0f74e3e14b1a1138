import { badRequest, ExactError } from "../errors.ts";
import {
	goodsDeliveryLineFields,
	syncGoodsDeliveryLineFields,
} from "../fields/goods-deliveries.ts";
import type { DeliveryLineRow } from "../state/row-types.ts";
import { derivations, type Resource } from "./resource.ts";

const UPDATABLE = new Set(["TrackingNumber", "Notes", "Description"]);

const deriveDeliveryLineField = derivations<DeliveryLineRow>({
	ItemCode: (line, admin) => admin.items.get(line.Item)?.Code,
	ItemDescription: (line, admin) => admin.items.get(line.Item)?.Description,
	Unitcode: (line, admin) => admin.items.get(line.Item)?.Unit,
});

export const goodsDeliveryLines: Resource = {
	path: "salesorder/GoodsDeliveryLines",
	name: "GoodsDeliveryLines",
	scope: "logistics.wms",
	fields: goodsDeliveryLineFields,
	key: "ID",
	mandatoryFilter: "any",
	rows: ({ admin }) => admin.deliveryLines.values(),
	derive: deriveDeliveryLineField,
	create: () => {
		throw new ExactError(403, "Forbidden - lines are made with their goods delivery only.");
	},
	update: (key, body, { admin }) => {
		const line = admin.deliveryLines.get(key);
		if (line === undefined) {
			throw new ExactError(404, "Goods delivery line not found.");
		}
		for (const field of Object.keys(body)) {
			if (!UPDATABLE.has(field)) {
				throw badRequest(`The property '${field}' can't be changed.`);
			}
		}
		admin.saveDeliveryLine({ ...line, ...body } as DeliveryLineRow);
	},
};

export const syncGoodsDeliveryLines: Resource = {
	path: "sync/SalesOrder/GoodsDeliveryLines",
	name: "SyncGoodsDeliveryLines",
	scope: "logistics.wms",
	fields: syncGoodsDeliveryLineFields,
	key: "Timestamp",
	feedFilters: ["Timestamp"],
	rows: ({ admin }) => admin.deliveryLines.values(),
	derive: deriveDeliveryLineField,
};
