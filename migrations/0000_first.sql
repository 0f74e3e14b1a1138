CREATE TABLE `api_tokens` (
	`id` text PRIMARY KEY NOT NULL,
	`hash` text NOT NULL,
	`name` text NOT NULL,
	`scopes` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer,
	`revoked_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `api_tokens_hash_unique` ON `api_tokens` (`hash`);--> statement-breakpoint
CREATE TABLE `audit_events` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`action` text NOT NULL,
	`subject` text NOT NULL,
	`version` integer NOT NULL,
	`correlation_id` text,
	`transaction_id` text,
	`details` text NOT NULL,
	`applied` integer NOT NULL,
	CONSTRAINT "audit_events_applied" CHECK(applied = 1)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `audit_events_subject_version` ON `audit_events` (`subject`,`version`);--> statement-breakpoint
CREATE INDEX `audit_events_at` ON `audit_events` (`at`);--> statement-breakpoint
CREATE INDEX `audit_events_action` ON `audit_events` (`action`,`at`);--> statement-breakpoint
CREATE INDEX `audit_events_actor` ON `audit_events` (`actor`,`at`);--> statement-breakpoint
CREATE TABLE `connections` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`region` text NOT NULL,
	`client_id` text NOT NULL,
	`webhook_secret_sealed` text NOT NULL,
	`status` text NOT NULL,
	`user_id` text,
	`user_name` text,
	`grant_expires_at` integer,
	`keep_alive_due_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `daily_counts` (
	`day` text NOT NULL,
	`scope` text NOT NULL,
	`name` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`day`, `scope`, `name`)
);
--> statement-breakpoint
CREATE TABLE `divisions` (
	`id` text PRIMARY KEY NOT NULL,
	`connection_id` text NOT NULL,
	`region` text NOT NULL,
	`code` integer NOT NULL,
	`name` text NOT NULL,
	`country` text NOT NULL,
	`currency` text NOT NULL,
	`mode` text NOT NULL,
	`paused_at` integer,
	`settings` text,
	`fedex_account_id` text,
	`move_marker` text,
	`released_at` integer,
	`poll_due_at` integer,
	`poll_id` text,
	`poll_started_at` integer,
	`poll_failures` integer DEFAULT 0 NOT NULL,
	`poll_problem` text,
	`hint_hour_started_at` integer,
	`hint_polls` integer DEFAULT 0 NOT NULL,
	`sweep_due_at` integer,
	`last_poll_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `divisions_region_code` ON `divisions` (`region`,`code`);--> statement-breakpoint
CREATE INDEX `divisions_connection` ON `divisions` (`connection_id`);--> statement-breakpoint
CREATE INDEX `divisions_poll_due` ON `divisions` (`poll_due_at`) WHERE poll_due_at is not null;--> statement-breakpoint
CREATE TABLE `documents` (
	`id` text PRIMARY KEY NOT NULL,
	`shipment_id` text NOT NULL,
	`attempt_number` integer NOT NULL,
	`package_sequence` integer NOT NULL,
	`kind` text NOT NULL,
	`content_type` text NOT NULL,
	`bytes` integer NOT NULL,
	`sha256` text NOT NULL,
	`key` text NOT NULL,
	`created_at` integer NOT NULL,
	`revoked_at` integer
);
--> statement-breakpoint
CREATE INDEX `documents_shipment` ON `documents` (`shipment_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `documents_key` ON `documents` (`key`);--> statement-breakpoint
CREATE TABLE `fedex_accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`account_number` text NOT NULL,
	`environment` text NOT NULL,
	`ship_credentials_sealed` text NOT NULL,
	`track_credentials_sealed` text NOT NULL,
	`suspended_at` integer,
	`suspended_code` text,
	`suspended_message` text,
	`probe_at` integer,
	`paused_at` integer,
	`uncertain_in_a_row` integer DEFAULT 0 NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `idempotency_answers` (
	`hash` text PRIMARY KEY NOT NULL,
	`request_hash` text NOT NULL,
	`status` integer,
	`body_sealed` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `idempotency_answers_created` ON `idempotency_answers` (`created_at`);--> statement-breakpoint
CREATE TABLE `leases` (
	`kind` text NOT NULL,
	`scope` text NOT NULL,
	`holder` text NOT NULL,
	`held_until` integer NOT NULL,
	PRIMARY KEY(`kind`, `scope`)
);
--> statement-breakpoint
CREATE TABLE `one_time_codes` (
	`hash` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`connection_id` text NOT NULL,
	`actor` text NOT NULL,
	`browser_hash` text,
	`expires_at` integer NOT NULL,
	`used_at` integer
);
--> statement-breakpoint
CREATE INDEX `one_time_codes_expires` ON `one_time_codes` (`expires_at`);--> statement-breakpoint
CREATE TABLE `order_lines` (
	`division_id` text NOT NULL,
	`exact_line_id` text NOT NULL,
	`exact_order_id` text NOT NULL,
	`timestamp` text NOT NULL,
	`line_number` integer NOT NULL,
	`item_id` text,
	`item_code` text,
	`description` text,
	`quantity` real NOT NULL,
	`quantity_delivered` real NOT NULL,
	`unit_code` text,
	`net_price` text,
	`cost_centre` text,
	`delivery_date` text,
	`is_drop_shipped` integer NOT NULL,
	PRIMARY KEY(`division_id`, `exact_line_id`)
);
--> statement-breakpoint
CREATE INDEX `order_lines_order` ON `order_lines` (`division_id`,`exact_order_id`);--> statement-breakpoint
CREATE TABLE `orders` (
	`id` text PRIMARY KEY NOT NULL,
	`division_id` text NOT NULL,
	`exact_order_id` text NOT NULL,
	`order_number` integer NOT NULL,
	`timestamp` text NOT NULL,
	`status` integer NOT NULL,
	`delivery_status` integer NOT NULL,
	`approval_status` integer NOT NULL,
	`currency` text,
	`delivery_date` text,
	`ordered_by_id` text,
	`deliver_to_id` text,
	`deliver_to_name` text,
	`deliver_to_contact_id` text,
	`delivery_address_id` text,
	`shipping_method_id` text,
	`shipping_method_code` text,
	`warehouse_code` text,
	`your_ref` text,
	`description` text,
	`address` text,
	`address_read_at` integer,
	`state` text NOT NULL,
	`reasons` text NOT NULL,
	`decision` text,
	`first_seen_at` integer NOT NULL,
	`first_ready_at` integer,
	`ready_since` integer,
	`released_at` integer,
	`held_back_at` integer,
	`deleted_at` integer,
	`judge_due_at` integer,
	`correlation_id` text NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `orders_division_exact` ON `orders` (`division_id`,`exact_order_id`);--> statement-breakpoint
CREATE INDEX `orders_division` ON `orders` (`division_id`,`id`);--> statement-breakpoint
CREATE INDEX `orders_division_state` ON `orders` (`division_id`,`state`,`id`);--> statement-breakpoint
CREATE INDEX `orders_number` ON `orders` (`order_number`);--> statement-breakpoint
CREATE INDEX `orders_customer` ON `orders` (deliver_to_name collate nocase);--> statement-breakpoint
CREATE INDEX `orders_first_seen` ON `orders` (`first_seen_at`);--> statement-breakpoint
CREATE INDEX `orders_judge_due` ON `orders` (`division_id`,`judge_due_at`) WHERE judge_due_at is not null;--> statement-breakpoint
CREATE TABLE `packages` (
	`shipment_id` text NOT NULL,
	`sequence` integer NOT NULL,
	`weight_grams` integer NOT NULL,
	`tracking_number` text,
	`tracking_group_id` text,
	`tracking_state` text,
	`tracking_unique_id` text,
	`last_event_at` integer,
	`expected_delivery_at` integer,
	PRIMARY KEY(`shipment_id`, `sequence`)
);
--> statement-breakpoint
CREATE INDEX `packages_tracking` ON `packages` (`tracking_number`);--> statement-breakpoint
CREATE INDEX `packages_tracking_group` ON `packages` (`tracking_group_id`) WHERE tracking_group_id is not null;--> statement-breakpoint
CREATE TABLE `reference_records` (
	`division_id` text NOT NULL,
	`kind` text NOT NULL,
	`exact_id` text NOT NULL,
	`data` text NOT NULL,
	`read_at` integer NOT NULL,
	PRIMARY KEY(`division_id`, `kind`, `exact_id`)
);
--> statement-breakpoint
CREATE TABLE `sessions` (
	`hash` text PRIMARY KEY NOT NULL,
	`actor` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sessions_expires` ON `sessions` (`expires_at`);--> statement-breakpoint
CREATE TABLE `settings` (
	`id` integer PRIMARY KEY NOT NULL,
	`paused_at` integer
);
--> statement-breakpoint
CREATE TABLE `shipment_attempts` (
	`shipment_id` text NOT NULL,
	`number` integer NOT NULL,
	`division_id` text NOT NULL,
	`fedex_account_id` text NOT NULL,
	`reference` text NOT NULL,
	`request_hash` text NOT NULL,
	`ship_date` text NOT NULL,
	`state` text NOT NULL,
	`outcome_code` text,
	`transaction_id` text,
	`started_at` integer NOT NULL,
	`ended_at` integer,
	PRIMARY KEY(`shipment_id`, `number`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `shipment_attempts_reference` ON `shipment_attempts` (`reference`);--> statement-breakpoint
CREATE INDEX `shipment_attempts_rate` ON `shipment_attempts` (`division_id`,`started_at`);--> statement-breakpoint
CREATE TABLE `shipment_lines` (
	`shipment_id` text NOT NULL,
	`order_id` text NOT NULL,
	`exact_line_id` text NOT NULL,
	`line_number` integer NOT NULL,
	`item_code` text,
	`description` text,
	`quantity` real NOT NULL,
	`delivered_before` real NOT NULL,
	PRIMARY KEY(`shipment_id`, `exact_line_id`)
);
--> statement-breakpoint
CREATE INDEX `shipment_lines_order` ON `shipment_lines` (`order_id`);--> statement-breakpoint
CREATE TABLE `shipment_orders` (
	`division_id` text NOT NULL,
	`exact_order_id` text NOT NULL,
	`sequence` integer NOT NULL,
	`order_id` text NOT NULL,
	`shipment_id` text NOT NULL,
	PRIMARY KEY(`division_id`, `exact_order_id`, `sequence`)
);
--> statement-breakpoint
CREATE INDEX `shipment_orders_shipment` ON `shipment_orders` (`shipment_id`);--> statement-breakpoint
CREATE INDEX `shipment_orders_order` ON `shipment_orders` (`order_id`);--> statement-breakpoint
CREATE TABLE `shipments` (
	`id` text PRIMARY KEY NOT NULL,
	`division_id` text NOT NULL,
	`fedex_account_id` text NOT NULL,
	`order_id` text NOT NULL,
	`exact_order_id` text NOT NULL,
	`order_number` integer NOT NULL,
	`sequence` integer NOT NULL,
	`status` text NOT NULL,
	`tracking_state` text,
	`reason` text,
	`decision` text,
	`plan` text,
	`service` text,
	`ship_date` text,
	`attempt_number` integer DEFAULT 0 NOT NULL,
	`reference` text,
	`master_tracking_number` text,
	`transaction_id` text,
	`customer_transaction_id` text,
	`charge_amount` text,
	`charge_currency` text,
	`due_at` integer,
	`leased_until` integer,
	`failures` integer DEFAULT 0 NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`correlation_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`labelled_at` integer,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `shipments_due` ON `shipments` (`division_id`,`due_at`) WHERE due_at is not null;--> statement-breakpoint
CREATE INDEX `shipments_division` ON `shipments` (`division_id`,`id`);--> statement-breakpoint
CREATE INDEX `shipments_division_status` ON `shipments` (`division_id`,`status`,`id`);--> statement-breakpoint
CREATE INDEX `shipments_status` ON `shipments` (`status`,`id`);--> statement-breakpoint
CREATE INDEX `shipments_order` ON `shipments` (`order_id`);--> statement-breakpoint
CREATE INDEX `shipments_number` ON `shipments` (`order_number`);--> statement-breakpoint
CREATE INDEX `shipments_tracking` ON `shipments` (`master_tracking_number`);--> statement-breakpoint
CREATE INDEX `shipments_tracking_state` ON `shipments` (`tracking_state`,`id`) WHERE tracking_state is not null;--> statement-breakpoint
CREATE INDEX `shipments_created` ON `shipments` (`created_at`);--> statement-breakpoint
CREATE TABLE `sync_cursors` (
	`division_id` text NOT NULL,
	`feed` text NOT NULL,
	`timestamp` text NOT NULL,
	`read_to_end_at` integer,
	PRIMARY KEY(`division_id`, `feed`)
);
--> statement-breakpoint
CREATE TABLE `tracking_events` (
	`shipment_id` text NOT NULL,
	`package_sequence` integer NOT NULL,
	`event_key` text NOT NULL,
	`at` integer NOT NULL,
	`code` text NOT NULL,
	`exception_code` text,
	`state` text,
	`description` text NOT NULL,
	`location` text,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`shipment_id`, `package_sequence`, `event_key`)
);
--> statement-breakpoint
CREATE INDEX `tracking_events_shipment` ON `tracking_events` (`shipment_id`,`at`);--> statement-breakpoint
CREATE TABLE `tracking_groups` (
	`id` text PRIMARY KEY NOT NULL,
	`fedex_account_id` text NOT NULL,
	`pace` text NOT NULL,
	`members` integer NOT NULL,
	`due_at` integer,
	`leased_until` integer,
	`failures` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `tracking_groups_due` ON `tracking_groups` (`fedex_account_id`,`due_at`) WHERE due_at is not null;--> statement-breakpoint
CREATE TABLE `webhook_receipts` (
	`id` text PRIMARY KEY NOT NULL,
	`connection_id` text NOT NULL,
	`division_id` text NOT NULL,
	`topic` text NOT NULL,
	`action` text NOT NULL,
	`exact_key` text NOT NULL,
	`received_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `webhook_receipts_received` ON `webhook_receipts` (`received_at`);--> statement-breakpoint
CREATE TABLE `webhook_subscriptions` (
	`division_id` text NOT NULL,
	`topic` text NOT NULL,
	`exact_subscription_id` text,
	`state` text NOT NULL,
	`reason` text,
	`due_at` integer,
	`failures` integer DEFAULT 0 NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`division_id`, `topic`)
);
--> statement-breakpoint
CREATE INDEX `webhook_subscriptions_due` ON `webhook_subscriptions` (`due_at`) WHERE due_at is not null;--> statement-breakpoint
CREATE TABLE `write_backs` (
	`id` text PRIMARY KEY NOT NULL,
	`division_id` text NOT NULL,
	`shipment_id` text NOT NULL,
	`kind` text NOT NULL,
	`state` text NOT NULL,
	`exact_document_id` text,
	`subject` text NOT NULL,
	`body` text NOT NULL,
	`account_id` text,
	`order_number` integer NOT NULL,
	`written_hash` text,
	`reason` text,
	`due_at` integer,
	`leased_until` integer,
	`posted_at` integer,
	`posted_after` text,
	`failures` integer DEFAULT 0 NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`correlation_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`written_at` integer,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `write_backs_shipment_kind` ON `write_backs` (`shipment_id`,`kind`);--> statement-breakpoint
CREATE INDEX `write_backs_due` ON `write_backs` (`division_id`,`due_at`) WHERE due_at is not null;--> statement-breakpoint
CREATE INDEX `write_backs_state` ON `write_backs` (`state`,`id`);