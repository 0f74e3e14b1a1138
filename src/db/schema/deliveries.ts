import { index, integer, primaryKey, real, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Goods deliveries as booked in Exact; those that were deleted stay, for the shipments that were made of them. */
export const goodsDeliveries = sqliteTable(
	"goods_deliveries",
	{
		divisionId: text().notNull(),
		exactDeliveryId: text().notNull(),
		timestamp: text().notNull(),
		deliveryNumber: integer().notNull(),
		deliveryDate: text(),
		accountId: text(),
		contactId: text(),
		addressId: text(),
		shippingMethodId: text(),
		shippingMethodCode: text(),
		warehouseCode: text(),
		trackingNumber: text(),
		firstSeenAt: integer().notNull(),
		/** First time that it was found ready; decides what a release ships by itself. */
		firstReadyAt: integer(),
		deletedAt: integer(),
		updatedAt: integer().notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.divisionId, table.exactDeliveryId] }),
		index("goods_deliveries_updated").on(table.updatedAt),
	],
);

export const goodsDeliveryLines = sqliteTable(
	"goods_delivery_lines",
	{
		divisionId: text().notNull(),
		exactDeliveryLineId: text().notNull(),
		/** A line that is taken from several storage locations comes once for each, under the same id. */
		storageLocationId: text().notNull(),
		exactDeliveryId: text().notNull(),
		timestamp: text().notNull(),
		exactLineId: text(),
		orderNumber: integer(),
		quantity: real().notNull(),
	},
	(table) => [
		primaryKey({
			columns: [table.divisionId, table.exactDeliveryLineId, table.storageLocationId],
		}),
		index("goods_delivery_lines_delivery").on(table.divisionId, table.exactDeliveryId),
		index("goods_delivery_lines_order").on(table.divisionId, table.orderNumber),
		index("goods_delivery_lines_order_line").on(table.divisionId, table.exactLineId),
	],
);
