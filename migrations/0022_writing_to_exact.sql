ALTER TABLE `divisions` ADD `documents_due_at` integer;--> statement-breakpoint
ALTER TABLE `fedex_accounts` ADD `push_token_sealed` text;--> statement-breakpoint
ALTER TABLE `fedex_accounts` ADD `push_heard_at` integer;--> statement-breakpoint
ALTER TABLE `write_backs` ADD `put_backs` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `write_backs_written` ON `write_backs` (`division_id`,`written_at`) WHERE kind = 'document' and state = 'written';