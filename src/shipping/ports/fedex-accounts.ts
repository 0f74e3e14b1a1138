import type { Change, Outcome } from "./changes.ts";

/** What is kept about shipping accounts: for the daily work, and for those who set them up. */

export type FedexAccount = {
	id: string;
	name: string;
	accountNumber: string;
	environment: "production" | "sandbox";
	suspendedAt: number | null;
	suspendedCode: string | null;
	suspendedMessage: string | null;
	probeAt: number | null;
	pausedAt: number | null;
	/** Whether FedEx pushes what happens to its parcels; and when that told something last, to the hour. */
	hasPush: boolean;
	pushHeardAt: number | null;
	version: number;
};

export interface AccountStore {
	find(id: string): Promise<FedexAccount | undefined>;
	/** One more outcome in a row that can't be told; answers how many by now. */
	countUncertain(id: string): Promise<number>;
	/**
	 * The right to try a suspended account whose time has come, to one run alone: `next` is its token, and when another
	 * may try where nothing comes of this one.
	 */
	takeProbe(id: string, probe: { now: number; next: number }): Promise<boolean>;
	/** A label was made although the account was suspended: it works again. */
	resume(id: string, now: number): Promise<void>;
	suspend(
		id: string,
		why: { code: string; message: string; now: number; probeAt: number },
	): Promise<void>;
}

export type ProjectCredentials = { clientId: string; clientSecret: string };

export type NewFedexAccount = Pick<
	FedexAccount,
	"id" | "name" | "accountNumber" | "environment"
> & {
	ship: ProjectCredentials;
	track: ProjectCredentials;
	/** Of FedEx Freight, where the account has it. */
	freight?: ProjectCredentials | null;
};

type FedexCredentials = {
	ship: ProjectCredentials;
	track: ProjectCredentials;
	freight: ProjectCredentials | null;
};

export interface AccountSetupStore {
	create(account: NewFedexAccount, change: Change): Promise<void>;
	find(id: string): Promise<FedexAccount | undefined>;
	setPaused(account: FedexAccount, isPaused: boolean, change: Change): Promise<Outcome>;
	/** Sets the security token of FedEx's push, or takes it away. */
	setPushToken(account: FedexAccount, token: string | null, change: Change): Promise<Outcome>;
	findPushToken(id: string): Promise<string | undefined>;
	findCredentials(id: string): Promise<FedexCredentials | undefined>;
}
