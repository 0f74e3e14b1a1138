CREATE TABLE `division_logos` (
	`division_id` text PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`content_type` text NOT NULL,
	`bytes` integer NOT NULL,
	`sha256` text NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `state_counts` (
	`kind` text NOT NULL,
	`division_id` text NOT NULL,
	`name` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`kind`, `division_id`, `name`)
);
--> statement-breakpoint
DROP INDEX `orders_customer`;--> statement-breakpoint
CREATE INDEX `orders_state` ON `orders` (`state`,`id`);--> statement-breakpoint
CREATE INDEX `orders_customer` ON `orders` (deliver_to_name collate nocase,`id`);--> statement-breakpoint
DROP INDEX `shipments_order`;--> statement-breakpoint
DROP INDEX `shipments_created`;--> statement-breakpoint
ALTER TABLE `shipments` ADD `tracking_link` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
CREATE INDEX `shipments_division_tracking` ON `shipments` (`division_id`,`tracking_state`,`id`) WHERE tracking_state is not null;--> statement-breakpoint
CREATE INDEX `shipments_order` ON `shipments` (`order_id`,`id`);--> statement-breakpoint
CREATE INDEX `shipments_created` ON `shipments` (`created_at`,`status`);--> statement-breakpoint
-- Counts of states are kept with every change of one: whoever writes it, and in whatever statement.
CREATE TRIGGER `shipments_counted_when_made` AFTER INSERT ON `shipments`
BEGIN
	INSERT INTO `state_counts` (`kind`, `division_id`, `name`, `count`)
		SELECT 'status', NEW.`division_id`, NEW.`status`, 1 WHERE true
		ON CONFLICT DO UPDATE SET `count` = `count` + 1;
	INSERT INTO `state_counts` (`kind`, `division_id`, `name`, `count`)
		SELECT 'tracking', NEW.`division_id`, NEW.`tracking_state`, 1 WHERE NEW.`tracking_state` IS NOT NULL
		ON CONFLICT DO UPDATE SET `count` = `count` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `shipments_counted_when_gone` AFTER DELETE ON `shipments`
BEGIN
	UPDATE `state_counts` SET `count` = `count` - 1
		WHERE `kind` = 'status' AND `division_id` = OLD.`division_id` AND `name` = OLD.`status`;
	UPDATE `state_counts` SET `count` = `count` - 1
		WHERE `kind` = 'tracking' AND `division_id` = OLD.`division_id` AND `name` = OLD.`tracking_state`;
END;
--> statement-breakpoint
CREATE TRIGGER `shipments_status_counted` AFTER UPDATE OF `status` ON `shipments` WHEN OLD.`status` IS NOT NEW.`status`
BEGIN
	UPDATE `state_counts` SET `count` = `count` - 1
		WHERE `kind` = 'status' AND `division_id` = OLD.`division_id` AND `name` = OLD.`status`;
	INSERT INTO `state_counts` (`kind`, `division_id`, `name`, `count`)
		SELECT 'status', NEW.`division_id`, NEW.`status`, 1 WHERE true
		ON CONFLICT DO UPDATE SET `count` = `count` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `shipments_tracking_state_counted` AFTER UPDATE OF `tracking_state` ON `shipments` WHEN OLD.`tracking_state` IS NOT NEW.`tracking_state`
BEGIN
	UPDATE `state_counts` SET `count` = `count` - 1
		WHERE `kind` = 'tracking' AND `division_id` = OLD.`division_id` AND `name` = OLD.`tracking_state`;
	INSERT INTO `state_counts` (`kind`, `division_id`, `name`, `count`)
		SELECT 'tracking', NEW.`division_id`, NEW.`tracking_state`, 1 WHERE NEW.`tracking_state` IS NOT NULL
		ON CONFLICT DO UPDATE SET `count` = `count` + 1;
END;
--> statement-breakpoint
INSERT INTO `state_counts` (`kind`, `division_id`, `name`, `count`)
	SELECT 'status', `division_id`, `status`, count(*) FROM `shipments` GROUP BY 2, 3;
--> statement-breakpoint
INSERT INTO `state_counts` (`kind`, `division_id`, `name`, `count`)
	SELECT 'tracking', `division_id`, `tracking_state`, count(*) FROM `shipments` WHERE `tracking_state` IS NOT NULL GROUP BY 2, 3;
--> statement-breakpoint
CREATE TRIGGER `write_backs_counted_when_made` AFTER INSERT ON `write_backs`
BEGIN
	INSERT INTO `state_counts` (`kind`, `division_id`, `name`, `count`)
		SELECT 'write-back', NEW.`division_id`, NEW.`state`, 1 WHERE true
		ON CONFLICT DO UPDATE SET `count` = `count` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `write_backs_counted_when_gone` AFTER DELETE ON `write_backs`
BEGIN
	UPDATE `state_counts` SET `count` = `count` - 1
		WHERE `kind` = 'write-back' AND `division_id` = OLD.`division_id` AND `name` = OLD.`state`;
END;
--> statement-breakpoint
CREATE TRIGGER `write_backs_state_counted` AFTER UPDATE OF `state` ON `write_backs` WHEN OLD.`state` IS NOT NEW.`state`
BEGIN
	UPDATE `state_counts` SET `count` = `count` - 1
		WHERE `kind` = 'write-back' AND `division_id` = OLD.`division_id` AND `name` = OLD.`state`;
	INSERT INTO `state_counts` (`kind`, `division_id`, `name`, `count`)
		SELECT 'write-back', NEW.`division_id`, NEW.`state`, 1 WHERE true
		ON CONFLICT DO UPDATE SET `count` = `count` + 1;
END;
--> statement-breakpoint
INSERT INTO `state_counts` (`kind`, `division_id`, `name`, `count`)
	SELECT 'write-back', `division_id`, `state`, count(*) FROM `write_backs` GROUP BY 2, 3;
