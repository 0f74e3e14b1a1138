ALTER TABLE `sync_cursors` ADD `sweep_from` text;--> statement-breakpoint
ALTER TABLE `sync_cursors` ADD `later_sweep_from` text;