CREATE TABLE `ground_close_shipments` (
	`shipment_id` text NOT NULL,
	`close_id` text NOT NULL,
	PRIMARY KEY(`shipment_id`, `close_id`)
);
--> statement-breakpoint
CREATE INDEX `ground_close_shipments_close` ON `ground_close_shipments` (`close_id`);--> statement-breakpoint
CREATE TABLE `ground_closes` (
	`id` text PRIMARY KEY NOT NULL,
	`division_id` text NOT NULL,
	`fedex_account_id` text NOT NULL,
	`day` text NOT NULL,
	`number` integer NOT NULL,
	`state` text NOT NULL,
	`shipments` integer NOT NULL,
	`packages` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `ground_closes_day` ON `ground_closes` (`fedex_account_id`,`day`,`number`);--> statement-breakpoint
CREATE INDEX `ground_closes_division` ON `ground_closes` (`division_id`,`id`);--> statement-breakpoint
CREATE INDEX `pickups_division` ON `pickups` (`division_id`,`id`);