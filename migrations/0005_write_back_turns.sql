ALTER TABLE `write_backs` ADD `turn_at` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `write_backs_turn` ON `write_backs` (`division_id`,`turn_at`,`id`) WHERE state = 'due';