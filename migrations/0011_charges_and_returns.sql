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
CREATE UNIQUE INDEX `pickups_day` ON `pickups` (`division_id`,`fedex_account_id`,`carrier`,`day`,`number`);--> statement-breakpoint
ALTER TABLE `fedex_accounts` ADD `freight_credentials_sealed` text;--> statement-breakpoint
ALTER TABLE `shipments` ADD `kind` text DEFAULT 'outbound' NOT NULL;--> statement-breakpoint
ALTER TABLE `shipments` ADD `return_of` text;--> statement-breakpoint
ALTER TABLE `shipments` ADD `cost_centre` text;--> statement-breakpoint
ALTER TABLE `shipments` ADD `billed_to` text;--> statement-breakpoint
CREATE INDEX `shipments_charges` ON `shipments` (`labelled_at`,`division_id`,`status`,`cost_centre`,`fedex_account_id`,`billed_to`,`charge_currency`,`charge_amount`) WHERE labelled_at is not null;--> statement-breakpoint
UPDATE `shipments` SET `cost_centre` = `plan` ->> '$.costCentre', `billed_to` = coalesce(`plan` ->> '$.transport.by', 'sender') WHERE `plan` IS NOT NULL;