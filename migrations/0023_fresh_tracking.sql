ALTER TABLE `packages` ADD `expected_day_at` integer;--> statement-breakpoint
ALTER TABLE `packages` ADD `scans_print` text;--> statement-breakpoint
ALTER TABLE `write_backs` ADD `news_at` integer;