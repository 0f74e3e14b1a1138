ALTER TABLE `shipments` ADD `cost_centre` text;--> statement-breakpoint
ALTER TABLE `shipments` ADD `billed_to` text;--> statement-breakpoint
CREATE INDEX `shipments_charges` ON `shipments` (`labelled_at`,`division_id`,`status`,`cost_centre`,`fedex_account_id`,`billed_to`,`charge_currency`,`charge_amount`) WHERE labelled_at is not null;--> statement-breakpoint
UPDATE `shipments` SET `cost_centre` = `plan` ->> '$.costCentre', `billed_to` = coalesce(`plan` ->> '$.transport.by', 'sender') WHERE `plan` IS NOT NULL;
