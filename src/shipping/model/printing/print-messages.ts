import { z } from "zod";

import { PRINT_OUTCOMES } from "./print-job.ts";

/** What a station and its object say to each other, as JSON texts over the WebSocket. */
export const PRINT_PROTOCOL = "print-station.v1";

/** Whose turn it is goes by journal: one that was replaced gets no more paper. */
export const JOURNAL_HEADER = "X-Journal-Id";

/** The platform answers these by itself, without waking the object. */
export const PING = "ping";
export const PONG = "pong";

/** Why a session was ended, as close codes; a station comes back after any other. */
/** `silent` is no reason to stay away: whoever is told so comes back. */
export const CLOSED_BY = { silent: 4000, replaced: 4001, revoked: 4003 } as const;

/** To the station. */
export const orderSchema = z.discriminatedUnion("type", [
	z.object({
		type: z.literal("print"),
		printId: z.string(),
		title: z.string(),
		contentType: z.string(),
		/** How many wait behind it. */
		waiting: z.number(),
	}),
	/** What became of these? It is asked after every connection. */
	z.object({ type: z.literal("recall"), printIds: z.array(z.string()) }),
	/** Not to be begun any more. */
	z.object({ type: z.literal("drop"), printId: z.string() }),
	z.object({
		type: z.literal("standing"),
		name: z.string(),
		waiting: z.number(),
		doubtful: z.number(),
	}),
]);

export type PrintOrder = z.infer<typeof orderSchema>;

/** From the station. */
export const noticeSchema = z.discriminatedUnion("type", [
	z.object({
		type: z.literal("hello"),
		/** Made with the journal: whoever has another one can't know what this one saw. */
		journalId: z.string().min(8).max(60),
		kind: z.enum(["agent", "browser"]),
	}),
	z.object({
		type: z.literal("report"),
		answers: z
			.array(z.object({ printId: z.string().max(80), outcome: z.enum(PRINT_OUTCOMES) }))
			.max(1_000),
	}),
	/** What keeps it from printing; null once it goes on. */
	z.object({ type: z.literal("trouble"), message: z.string().max(200).nullable() }),
]);

export type PrintNotice = z.infer<typeof noticeSchema>;
