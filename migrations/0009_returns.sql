ALTER TABLE `shipments` ADD `kind` text DEFAULT 'outbound' NOT NULL;--> statement-breakpoint
ALTER TABLE `shipments` ADD `return_of` text;