ALTER TABLE `orders` ADD `packed_sequence` integer;--> statement-breakpoint
ALTER TABLE `print_stations` ADD `doubtful` integer DEFAULT 0 NOT NULL;