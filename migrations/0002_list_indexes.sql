CREATE INDEX `orders_division` ON `orders` (`division_id`,`id`);--> statement-breakpoint
CREATE INDEX `orders_customer` ON `orders` (deliver_to_name collate nocase);--> statement-breakpoint
CREATE INDEX `shipments_division` ON `shipments` (`division_id`,`id`);--> statement-breakpoint
CREATE INDEX `shipments_tracking_state` ON `shipments` (`tracking_state`,`id`) WHERE tracking_state is not null;