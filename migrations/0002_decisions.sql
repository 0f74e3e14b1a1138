ALTER TABLE `orders` ADD `settled_decisions` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `orders` ADD `version` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `orders_decision` ON `orders` (`id`) WHERE decision is not null;--> statement-breakpoint
CREATE INDEX `shipments_decision` ON `shipments` (`id`) WHERE decision is not null;