ALTER TABLE `shipment_attempts` ADD `look_due_at` integer;--> statement-breakpoint
ALTER TABLE `shipment_attempts` ADD `look_leased_until` integer;--> statement-breakpoint
ALTER TABLE `shipment_attempts` ADD `looks` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `shipment_attempts` ADD `look_failures` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `shipment_attempts` ADD `tracking_numbers` text;--> statement-breakpoint
ALTER TABLE `shipment_attempts` ADD `cancel_tries` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `shipment_attempts` ADD `cancelled_at` integer;--> statement-breakpoint
ALTER TABLE `shipment_attempts` ADD `overlap_ms` integer;--> statement-breakpoint
CREATE INDEX `shipment_attempts_look_due` ON `shipment_attempts` (`fedex_account_id`,`look_due_at`) WHERE look_due_at is not null;--> statement-breakpoint
-- What was lost before there was a look-up is looked up now.
UPDATE `shipment_attempts` SET `look_due_at` = `ended_at` WHERE `state` = 'lost' AND EXISTS (
	SELECT 1 FROM `shipments` WHERE `id` = `shipment_id` AND `status` = 'unknown' AND `attempt_number` = `number`
);
