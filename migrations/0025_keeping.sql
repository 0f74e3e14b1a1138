CREATE TABLE `audit_days` (
	`day` text PRIMARY KEY NOT NULL,
	`parts` integer NOT NULL,
	`rows` integer NOT NULL,
	`sha256` text,
	`cursor` text,
	`archived_at` integer,
	`deleted_at` integer
);
--> statement-breakpoint
CREATE TABLE `erasures` (
	`id` text PRIMARY KEY NOT NULL,
	`division_id` text NOT NULL,
	`target` text NOT NULL,
	`exact_id` text NOT NULL,
	`state` text NOT NULL,
	`cursor` text,
	`orders` integer DEFAULT 0 NOT NULL,
	`documents_deleted` integer DEFAULT 0 NOT NULL,
	`documents_kept` integer DEFAULT 0 NOT NULL,
	`due_at` integer,
	`failures` integer DEFAULT 0 NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`done_at` integer,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `erasures_division` ON `erasures` (`division_id`,`id`);--> statement-breakpoint
CREATE INDEX `erasures_due` ON `erasures` (`due_at`) WHERE due_at is not null;--> statement-breakpoint
CREATE TABLE `keep_cursors` (
	`name` text PRIMARY KEY NOT NULL,
	`cursor` text NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `key_rotations` (
	`id` text PRIMARY KEY NOT NULL,
	`key_id` text NOT NULL,
	`state` text NOT NULL,
	`place` text,
	`cursor` text,
	`rewrapped` integer DEFAULT 0 NOT NULL,
	`rewrapped_now` integer DEFAULT 0 NOT NULL,
	`uses` text DEFAULT '{}' NOT NULL,
	`last_uses` text,
	`due_at` integer,
	`failures` integer DEFAULT 0 NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`started_at` integer NOT NULL,
	`finished_at` integer,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `key_rotations_open` ON `key_rotations` ((1)) WHERE due_at is not null;--> statement-breakpoint
ALTER TABLE `orders` ADD `erased_at` integer;--> statement-breakpoint
ALTER TABLE `documents` ADD `deleted_at` integer;--> statement-breakpoint
ALTER TABLE `settings` ADD `retention` text;--> statement-breakpoint
ALTER TABLE `settings` ADD `retain_due_at` integer;--> statement-breakpoint
-- What happened may leave the database only once its day lies in R2; the last entry of each subject stays, because its
-- version is what the next one counts from.
DROP TRIGGER `audit_events_no_delete`;
--> statement-breakpoint
CREATE TRIGGER `audit_events_no_delete` BEFORE DELETE ON `audit_events`
WHEN NOT EXISTS (SELECT 1 FROM `audit_days` WHERE `day` = date(OLD.`at` / 1000, 'unixepoch') AND `archived_at` IS NOT NULL)
	OR NOT EXISTS (SELECT 1 FROM `audit_events` a WHERE a.`subject` = OLD.`subject` AND a.`version` > OLD.`version`)
BEGIN
	SELECT RAISE(ABORT, 'audit events are append-only until their day is archived');
END;
--> statement-breakpoint
-- Whoever writes an order whose person was erased, Exact's data of the person does not come back with it.
CREATE TRIGGER `orders_stay_erased` AFTER UPDATE ON `orders`
WHEN NEW.`erased_at` IS NOT NULL AND coalesce(NEW.`deliver_to_name`, NEW.`your_ref`, NEW.`description`, NEW.`address`, NEW.`address_check`) IS NOT NULL
BEGIN
	UPDATE `orders` SET `deliver_to_name` = NULL, `your_ref` = NULL, `description` = NULL, `address` = NULL, `address_check` = NULL
		WHERE `id` = NEW.`id`;
END;
