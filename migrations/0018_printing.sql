CREATE TABLE `print_jobs` (
	`id` text PRIMARY KEY NOT NULL,
	`division_id` text NOT NULL,
	`shipment_id` text NOT NULL,
	`attempt_number` integer NOT NULL,
	`document_id` text NOT NULL,
	`copy` integer NOT NULL,
	`station_id` text,
	`due_at` integer,
	`failures` integer DEFAULT 0 NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `print_jobs_once` ON `print_jobs` (`shipment_id`,`attempt_number`,`document_id`,`copy`);--> statement-breakpoint
CREATE INDEX `print_jobs_due` ON `print_jobs` (`division_id`,`due_at`) WHERE due_at is not null;--> statement-breakpoint
CREATE INDEX `print_jobs_created` ON `print_jobs` (`created_at`);--> statement-breakpoint
CREATE TABLE `print_stations` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`division_ids` text,
	`warehouses` text,
	`formats` text NOT NULL,
	`prints` text NOT NULL,
	`code_hash` text,
	`code_expires_at` integer,
	`token_hash` text,
	`paired_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `print_stations_code` ON `print_stations` (`code_hash`) WHERE code_hash is not null;