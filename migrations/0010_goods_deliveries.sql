CREATE TABLE `goods_deliveries` (
	`division_id` text NOT NULL,
	`exact_delivery_id` text NOT NULL,
	`timestamp` text NOT NULL,
	`delivery_number` integer NOT NULL,
	`delivery_date` text,
	`account_id` text,
	`contact_id` text,
	`address_id` text,
	`shipping_method_id` text,
	`shipping_method_code` text,
	`warehouse_code` text,
	`tracking_number` text,
	`first_seen_at` integer NOT NULL,
	`first_ready_at` integer,
	`deleted_at` integer,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`division_id`, `exact_delivery_id`)
);
--> statement-breakpoint
CREATE TABLE `goods_delivery_lines` (
	`division_id` text NOT NULL,
	`exact_delivery_line_id` text NOT NULL,
	`storage_location_id` text NOT NULL,
	`exact_delivery_id` text NOT NULL,
	`timestamp` text NOT NULL,
	`exact_line_id` text,
	`order_number` integer,
	`quantity` real NOT NULL,
	PRIMARY KEY(`division_id`, `exact_delivery_line_id`, `storage_location_id`)
);
--> statement-breakpoint
CREATE INDEX `goods_delivery_lines_delivery` ON `goods_delivery_lines` (`division_id`,`exact_delivery_id`);--> statement-breakpoint
CREATE INDEX `goods_delivery_lines_order` ON `goods_delivery_lines` (`division_id`,`order_number`);--> statement-breakpoint
CREATE INDEX `goods_delivery_lines_order_line` ON `goods_delivery_lines` (`division_id`,`exact_line_id`);--> statement-breakpoint
ALTER TABLE `shipment_orders` ADD `exact_delivery_id` text;--> statement-breakpoint
CREATE UNIQUE INDEX `shipment_orders_delivery` ON `shipment_orders` (`division_id`,`exact_order_id`,`exact_delivery_id`);--> statement-breakpoint
ALTER TABLE `shipments` ADD `exact_delivery_id` text;--> statement-breakpoint
CREATE INDEX `write_backs_delivery` ON `write_backs` (`exact_document_id`) WHERE kind = 'tracking-number';