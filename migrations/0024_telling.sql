CREATE TABLE `alert_messages` (
	`id` text PRIMARY KEY NOT NULL,
	`alert_key` text NOT NULL,
	`phase` text NOT NULL,
	`channel` text NOT NULL,
	`subject` text NOT NULL,
	`body` text NOT NULL,
	`state` text NOT NULL,
	`due_at` integer,
	`leased_until` integer,
	`attempts` integer DEFAULT 0 NOT NULL,
	`code` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `alert_messages_due` ON `alert_messages` (`due_at`) WHERE due_at is not null;--> statement-breakpoint
CREATE TABLE `alerts` (
	`key` text PRIMARY KEY NOT NULL,
	`problem` text NOT NULL,
	`since` integer,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `alerts_open` ON `alerts` (`key`) WHERE since is not null;--> statement-breakpoint
CREATE TABLE `customer_mails` (
	`shipment_id` text NOT NULL,
	`kind` text NOT NULL,
	`division_id` text NOT NULL,
	`state` text NOT NULL,
	`due_at` integer,
	`leased_until` integer,
	`attempts` integer DEFAULT 0 NOT NULL,
	`code` text,
	`message_id` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`shipment_id`, `kind`)
);
--> statement-breakpoint
CREATE INDEX `customer_mails_due` ON `customer_mails` (`due_at`) WHERE due_at is not null;--> statement-breakpoint
CREATE INDEX `customer_mails_created` ON `customer_mails` (`created_at`);--> statement-breakpoint
CREATE TABLE `mail_opt_outs` (
	`division_id` text NOT NULL,
	`address_hash` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`division_id`, `address_hash`)
);
--> statement-breakpoint
CREATE TABLE `telling_settings` (
	`id` integer PRIMARY KEY NOT NULL,
	`alerts` text NOT NULL,
	`chat_url_sealed` text,
	`watch_due_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `told_events` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`kind` text NOT NULL,
	`division_id` text NOT NULL,
	`order_id` text NOT NULL,
	`order_number` integer NOT NULL,
	`shipment_id` text,
	`facts` text NOT NULL,
	`spread_at` integer
);
--> statement-breakpoint
CREATE INDEX `told_events_unspread` ON `told_events` (`id`) WHERE spread_at is null;--> statement-breakpoint
CREATE TABLE `webhook_deliveries` (
	`endpoint_id` text NOT NULL,
	`event_id` text NOT NULL,
	`name` text NOT NULL,
	`state` text NOT NULL,
	`due_at` integer,
	`leased_until` integer,
	`attempts` integer DEFAULT 0 NOT NULL,
	`first_tried_at` integer,
	`last_code` text,
	`taken_at` integer,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`endpoint_id`, `event_id`)
);
--> statement-breakpoint
CREATE INDEX `webhook_deliveries_due` ON `webhook_deliveries` (`endpoint_id`,`due_at`) WHERE due_at is not null;--> statement-breakpoint
CREATE INDEX `webhook_deliveries_event` ON `webhook_deliveries` (`event_id`);--> statement-breakpoint
CREATE TABLE `webhook_endpoints` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`url` text NOT NULL,
	`kinds` text NOT NULL,
	`secret_sealed` text NOT NULL,
	`state` text NOT NULL,
	`failing_since` integer,
	`failures` integer DEFAULT 0 NOT NULL,
	`rest_until` integer DEFAULT 0 NOT NULL,
	`last_code` text,
	`last_taken_at` integer,
	`disabled_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
-- What others are told of is written with the change itself, in whatever statement, while there is anybody to tell.
CREATE TRIGGER `shipments_status_told` AFTER UPDATE OF `status` ON `shipments`
WHEN OLD.`status` IS NOT NEW.`status` AND (NEW.`status` IN ('labelled', 'voided', 'blocked', 'failed') OR (OLD.`status` = 'voiding' AND NEW.`status` = 'planned'))
	AND NOT (OLD.`status` = 'voiding' AND NEW.`status` = 'labelled')
BEGIN
	INSERT INTO `told_events` (`id`, `at`, `kind`, `division_id`, `order_id`, `order_number`, `shipment_id`, `facts`)
		SELECT 'evt_' || upper(printf('%012x', NEW.`updated_at`)) || hex(randomblob(8)), NEW.`updated_at`, 'shipment.' || CASE NEW.`status` WHEN 'planned' THEN 'voided' ELSE NEW.`status` END,
			NEW.`division_id`, NEW.`order_id`, NEW.`order_number`, NEW.`id`, json_object('kind', NEW.`kind`,
			'status', NEW.`status`, 'trackingState', NEW.`tracking_state`, 'trackingNumber', coalesce(NEW.`master_tracking_number`, OLD.`master_tracking_number`),
			'service', NEW.`service`, 'code', NEW.`reason` ->> '$.code')
		WHERE (EXISTS (SELECT 1 FROM `webhook_endpoints`) OR EXISTS (SELECT 1 FROM `divisions` WHERE `id` = NEW.`division_id` AND (
			`settings` ->> '$.customerMails.labelMade' OR `settings` ->> '$.customerMails.outForDelivery'
			OR `settings` ->> '$.customerMails.delivered' OR `settings` ->> '$.customerMails.problem')));
END;
--> statement-breakpoint
CREATE TRIGGER `shipments_made_told` AFTER INSERT ON `shipments` WHEN NEW.`status` = 'blocked'
BEGIN
	INSERT INTO `told_events` (`id`, `at`, `kind`, `division_id`, `order_id`, `order_number`, `shipment_id`, `facts`)
		SELECT 'evt_' || upper(printf('%012x', NEW.`updated_at`)) || hex(randomblob(8)), NEW.`updated_at`, 'shipment.blocked',
			NEW.`division_id`, NEW.`order_id`, NEW.`order_number`, NEW.`id`, json_object('kind', NEW.`kind`,
			'status', NEW.`status`, 'trackingState', NEW.`tracking_state`, 'trackingNumber', NEW.`master_tracking_number`,
			'service', NEW.`service`, 'code', NEW.`reason` ->> '$.code')
		WHERE (EXISTS (SELECT 1 FROM `webhook_endpoints`) OR EXISTS (SELECT 1 FROM `divisions` WHERE `id` = NEW.`division_id` AND (
			`settings` ->> '$.customerMails.labelMade' OR `settings` ->> '$.customerMails.outForDelivery'
			OR `settings` ->> '$.customerMails.delivered' OR `settings` ->> '$.customerMails.problem')));
END;
--> statement-breakpoint
CREATE TRIGGER `shipments_tracking_told` AFTER UPDATE OF `tracking_state` ON `shipments`
WHEN OLD.`tracking_state` IS NOT NEW.`tracking_state` AND NEW.`tracking_state` IS NOT NULL AND NEW.`tracking_state` <> 'label_made'
BEGIN
	INSERT INTO `told_events` (`id`, `at`, `kind`, `division_id`, `order_id`, `order_number`, `shipment_id`, `facts`)
		SELECT 'evt_' || upper(printf('%012x', NEW.`updated_at`)) || hex(randomblob(8)), NEW.`updated_at`, 'tracking.' || NEW.`tracking_state`,
			NEW.`division_id`, NEW.`order_id`, NEW.`order_number`, NEW.`id`, json_object('kind', NEW.`kind`,
			'status', NEW.`status`, 'trackingState', NEW.`tracking_state`, 'trackingNumber', NEW.`master_tracking_number`,
			'service', NEW.`service`, 'code', NEW.`reason` ->> '$.code')
		WHERE (EXISTS (SELECT 1 FROM `webhook_endpoints`) OR EXISTS (SELECT 1 FROM `divisions` WHERE `id` = NEW.`division_id` AND (
			`settings` ->> '$.customerMails.labelMade' OR `settings` ->> '$.customerMails.outForDelivery'
			OR `settings` ->> '$.customerMails.delivered' OR `settings` ->> '$.customerMails.problem')));
END;
--> statement-breakpoint
CREATE TRIGGER `orders_blocked_told` AFTER UPDATE OF `state` ON `orders`
WHEN OLD.`state` IS NOT NEW.`state` AND NEW.`state` = 'blocked'
BEGIN
	INSERT INTO `told_events` (`id`, `at`, `kind`, `division_id`, `order_id`, `order_number`, `facts`)
		SELECT 'evt_' || upper(printf('%012x', NEW.`updated_at`)) || hex(randomblob(8)), NEW.`updated_at`, 'order.blocked',
			NEW.`division_id`, NEW.`id`, NEW.`order_number`, json_object('kind', NULL,
			'status', NEW.`state`, 'trackingState', NULL, 'trackingNumber', NULL, 'service', NULL,
			'code', NEW.`reasons` ->> '$[0].code')
		WHERE (EXISTS (SELECT 1 FROM `webhook_endpoints`) OR EXISTS (SELECT 1 FROM `divisions` WHERE `id` = NEW.`division_id` AND (
			`settings` ->> '$.customerMails.labelMade' OR `settings` ->> '$.customerMails.outForDelivery'
			OR `settings` ->> '$.customerMails.delivered' OR `settings` ->> '$.customerMails.problem')));
END;
