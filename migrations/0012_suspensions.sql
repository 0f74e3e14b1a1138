CREATE TABLE `suspensions` (
	`kind` text NOT NULL,
	`scope` text NOT NULL,
	`code` text NOT NULL,
	`message` text NOT NULL,
	`since` integer,
	`probe_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`kind`, `scope`)
);
