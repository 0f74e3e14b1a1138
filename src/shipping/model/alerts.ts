import { z } from "zod";

/** What the operator can be told of, and to whom. */
export const ALERT_KINDS = [
	"consent",
	"budget",
	"hold",
	"account",
	"suspended",
	"failed-work",
	"exceptions",
	"webhook",
	"mails",
] as const;

export type AlertKind = (typeof ALERT_KINDS)[number];

export const alertSettingsSchema = z.strictObject({
	/** Mail addresses; empty sends no mail. */
	mailTo: z.array(z.email().max(120)).max(20).default([]),
	kinds: z
		.array(z.enum(ALERT_KINDS))
		.max(ALERT_KINDS.length)
		.default([...ALERT_KINDS]),
	/** More parcels than these in trouble on one day are told of. */
	exceptionsADay: z.int().min(1).max(100_000).default(25),
	/** Fewer of Exact's calls than this share of the day are told of. */
	budgetPercent: z.int().min(1).max(90).default(10),
});

export type AlertSettings = z.infer<typeof alertSettingsSchema>;
