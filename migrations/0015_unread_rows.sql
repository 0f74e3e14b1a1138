CREATE TABLE `unread_rows` (
	`division_id` text NOT NULL,
	`feed` text NOT NULL,
	`row_key` text NOT NULL,
	`owner_id` text,
	`timestamp` text NOT NULL,
	`field` text NOT NULL,
	`first_seen_at` integer NOT NULL,
	PRIMARY KEY(`division_id`, `feed`, `row_key`)
);
--> statement-breakpoint
CREATE INDEX `unread_rows_owner` ON `unread_rows` (`division_id`,`owner_id`);