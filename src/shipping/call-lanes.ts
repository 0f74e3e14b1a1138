import type { Lane } from "./ports.ts";

/**
 * Who goes first when the calls that Exact allows a division run short: every lane leaves a share of the day and of
 * the minute to the lanes above it. README, "How Exact's calls are shared", shows the same table.
 */
type Shares = { day: number; minute: number };

const LEFT_TO_THOSE_ABOVE: Readonly<Record<Lane, Shares>> = {
	/** Finds out what became of a post without an answer: nothing is above it. */
	reconcile: { day: 0, minute: 0 },
	/** Polls, which make orders into labels. A look-up is a call or two; 100 of 5,000 a day are more than enough. */
	label: { day: 0.02, minute: 1 / 30 },
	/** Documents: new ones, exceptions, ends. Ten calls of a minute's 60 are a poll, which takes about eight. */
	"write-back": { day: 0.1, minute: 1 / 6 },
	/** What else happens on the way: the next text tells it as well. */
	tracking: { day: 0.2, minute: 1 / 6 },
	/** What can be done tomorrow: hints only save time, and polls do without them. */
	backfill: { day: 0.4, minute: 1 / 2 },
};

export const LANES = [
	"reconcile",
	"label",
	"write-back",
	"tracking",
	"backfill",
] as const satisfies readonly Lane[];

/** How many of a window's calls a lane must not touch; rounded down, so that a tiny limit starves nobody. */
export function callsKeptFrom(lane: Lane, window: keyof Shares, limit: number): number {
	return Math.floor(limit * LEFT_TO_THOSE_ABOVE[lane][window]);
}
