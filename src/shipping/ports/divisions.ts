import type { Problem } from "../../lib/errors.ts";
import type { DivisionSettings } from "../model/division-settings.ts";
import type { DivisionMode } from "../model/order.ts";
import type { Change, Outcome } from "./changes.ts";
import type { Feed } from "./erp.ts";

/** What is kept about divisions: for polls, and for those who set them up. */

export type Division = {
	id: string;
	connectionId: string;
	region: string;
	code: number;
	name: string;
	country: string;
	currency: string;
	mode: DivisionMode;
	pausedAt: number | null;
	settings: DivisionSettings | null;
	fedexAccountId: string | null;
	moveMarker: string | null;
	releasedAt: number | null;
	pollDueAt: number | null;
	pollId: string | null;
	pollStartedAt: number | null;
	pollFailures: number;
	pollProblem: Problem | null;
	sweepDueAt: number | null;
	lastPollAt: number | null;
	documentsDueAt: number | null;
	version: number;
};

export type FeedCursor = { timestamp: string; readToEndAt: number | null };

export interface DivisionStore {
	find(id: string): Promise<Division | undefined>;
	/** Whether the division, or everything, is paused. */
	isPaused(id: string): Promise<boolean>;
	/** Begins a poll unless one is under way; the running one either way. */
	beginPoll(
		id: string,
		poll: { id: string; now: number },
	): Promise<{ id: string; startedAt: number }>;
	/** The poll came to its end; `problem` is what it had to pass over. */
	endPoll(
		id: string,
		end: { now: number; nextPollAt: number | null; problem: Problem | null },
	): Promise<void>;
	/** Rows of Exact that could not be read and were not mended yet; `nameless` do not tell what they are of. */
	countUnread(id: string): Promise<{ rows: number; nameless: number }>;
	/** The poll failed: it goes on at `dueAt`, and the division shows why. */
	postponePoll(
		id: string,
		postponed: { dueAt: number; failures: number; problem: Problem },
	): Promise<void>;
	/** Brings the next poll forward to `now`; one that is under way keeps its wait and is followed by another. */
	requestPoll(id: string, now: number): Promise<void>;
	/** The same whatever the poll waits for: a person asks. */
	hurryPoll(id: string, now: number): Promise<void>;
	cursors(id: string): Promise<Partial<Record<Feed, FeedCursor>>>;
	/** Sets where feeds that were never read are read from, by ordinary polls and by the first sweep. */
	setCursors(id: string, cursors: Partial<Record<Feed, string>>): Promise<void>;
	/**
	 * Takes all feeds back to where they stood two sweeps ago, remembers where they stand now, and sets when
	 * the next sweep is due: all or nothing, and nothing where it is not due any more.
	 */
	beginSweep(id: string, sweep: { now: number; nextSweepAt: number }): Promise<void>;
	/** Exact moved the division: the cursors are forgotten and the marker is kept. */
	restartFeeds(id: string, moveMarker: string | null): Promise<void>;
}

export type SettingsChange = {
	settings: DivisionSettings;
	mode: DivisionMode;
	/** The division is polled at once, and else at `nextPollAt`. */
	isReadNow: boolean;
	nextPollAt: number | null;
	/** The feeds are to be read from another date, so where they stand is forgotten. */
	isReadAgain: boolean;
};

export type ReleaseTicks = "all" | readonly string[];

export interface DivisionSetupStore {
	find(id: string): Promise<Division | undefined>;
	/** Orders that are still open are judged again. */
	saveSettings(division: Division, next: SettingsChange, change: Change): Promise<Outcome>;
	setMode(division: Division, mode: DivisionMode, change: Change): Promise<Outcome>;
	setPaused(division: Division, isPaused: boolean, change: Change): Promise<Outcome>;
	/** Why Exact's hints of the division go elsewhere, where it is for that reason; null otherwise. */
	findRefusedSubscription(divisionId: string, code: string): Promise<Problem | null>;
	/** Whether who is told by Exact was never seen. */
	hasUnlookedSubscription(divisionId: string): Promise<boolean>;
	/** Has subscriptions that do not stand looked at now. */
	checkSubscriptions(divisionId: string, now: number): Promise<void>;
	/** Those of the ids that a release may tick. */
	listTickable(divisionId: string, orderIds: readonly string[]): Promise<string[]>;
	/** Opens the division, lets the ticked orders go and holds the other ready ones back. */
	release(
		division: Division,
		opening: { mode: "live" | "shadow"; ticked: ReleaseTicks },
		change: Change,
	): Promise<Outcome>;
}
