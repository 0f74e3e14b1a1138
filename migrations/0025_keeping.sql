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
-- Whoever writes an order whose person was erased, Exact's data of the person does not come back with it.
CREATE TRIGGER `orders_stay_erased` AFTER UPDATE ON `orders`
WHEN NEW.`erased_at` IS NOT NULL AND coalesce(NEW.`deliver_to_name`, NEW.`your_ref`, NEW.`description`, NEW.`address`, NEW.`address_check`) IS NOT NULL
BEGIN
	UPDATE `orders` SET `deliver_to_name` = NULL, `your_ref` = NULL, `description` = NULL, `address` = NULL, `address_check` = NULL
		WHERE `id` = NEW.`id`;
END;
