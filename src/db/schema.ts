/**
 * Every table. Instants are UTC milliseconds, Exact's row versions are text of 20 digits, its date-only values
 * are `YYYY-MM-DD`. There are no foreign keys: a rebuilt parent table would take its children with it on D1.
 */

export * from "./schema/connections.ts";
export * from "./schema/divisions.ts";
export * from "./schema/division-logos.ts";
export * from "./schema/fedex-accounts.ts";
export * from "./schema/orders.ts";
export * from "./schema/deliveries.ts";
export * from "./schema/unread-rows.ts";
export * from "./schema/pickups.ts";
export * from "./schema/ground-closes.ts";
export * from "./schema/shipments.ts";
export * from "./schema/tracking.ts";
export * from "./schema/write-backs.ts";
export * from "./schema/webhooks.ts";
export * from "./schema/access.ts";
export * from "./schema/machinery.ts";
export * from "./schema/suspensions.ts";
export * from "./schema/printing.ts";
export * from "./schema/state-counts.ts";
export * from "./schema/telling.ts";
export * from "./schema/keeping.ts";
