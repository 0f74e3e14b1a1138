ALTER TABLE `orders` ADD `incoterm` text;--> statement-breakpoint
ALTER TABLE `orders` ADD `address_check` text;