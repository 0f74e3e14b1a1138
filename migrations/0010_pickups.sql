CREATE TABLE `pickups` (
	`id` text PRIMARY KEY NOT NULL,
	`division_id` text NOT NULL,
	`fedex_account_id` text NOT NULL,
	`carrier` text NOT NULL,
	`day` text NOT NULL,
	`number` integer NOT NULL,
	`state` text NOT NULL,
	`packages` integer NOT NULL,
	`weight_grams` integer NOT NULL,
	`confirmation_code` text,
	`location` text,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `pickups_day` ON `pickups` (`division_id`,`fedex_account_id`,`carrier`,`day`,`number`);