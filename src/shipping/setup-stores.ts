import type { Problem } from "../lib/errors.ts";
import type { Decision, DecisionChoice } from "./decision.ts";
import type { DivisionSettings } from "./division-settings.ts";
import type { DivisionMode } from "./order.ts";
import type { ErpConnection, ErpDivisionInfo } from "./ports.ts";
import type { ShipmentStatus } from "./shipment-states.ts";
import type { Actor, Division, FedexAccount, OrderState, Outcome } from "./stores.ts";

/** What administration keeps and asks for, beside the stores of the daily work. */

/** Who changes something, when, and in answer to which request: goes into the audit with the change. */
export type Change = { now: number; actor: Actor; correlationId: string };

export type Connection = {
	id: string;
	name: string;
	region: string;
	clientId: string;
	status: "pending" | "connected" | "needs_reauthorization";
	userId: string | null;
	userName: string | null;
	grantExpiresAt: number | null;
	version: number;
	createdAt: number;
};

export type NewConnection = {
	id: string;
	name: string;
	region: string;
	clientId: string;
	webhookSecret: string;
};

export type GrantedConnection = {
	user: { id: string; name: string };
	grantExpiresAt: number;
	keepAliveDueAt: number;
	divisions: readonly ErpDivisionInfo[];
};

export interface ConnectionStore {
	create(connection: NewConnection, change: Change): Promise<void>;
	find(id: string): Promise<Connection | undefined>;
	/** Connected: the user, the grant's end and its divisions, new ones with mode `off`. */
	connect(connection: Connection, granted: GrantedConnection, change: Change): Promise<Outcome>;
	/** With its divisions; "lost" while one of them is not `off`. */
	remove(connection: Connection, change: Change): Promise<Outcome>;
	/** Of these divisions, those that another live connection works with. */
	listDivisionsOfOthers(
		connection: Connection,
		codes: readonly number[],
	): Promise<{ code: number; name: string; connectionName: string }[]>;
	listDivisionsInUse(
		id: string,
	): Promise<{ id: string; code: number; name: string; mode: DivisionMode }[]>;
}

/** One-time values of the authorization flow, kept as hashes. */
export type OneTimeCode = {
	hash: string;
	kind: "authorize" | "state";
	connectionId: string;
	actor: Actor;
	browserHash: string | null;
	expiresAt: number;
};

export interface OneTimeCodeStore {
	add(code: OneTimeCode): Promise<void>;
	/** Uses it up. Undefined when it is unknown, used, late, or another browser's or connection's. */
	use(
		code: { hash: string; kind: OneTimeCode["kind"]; browserHash: string | null },
		now: number,
	): Promise<{ connectionId: string; actor: Actor } | undefined>;
}

export type GrantFailure = { ok: false; code: string; retryAfterSeconds?: number };

/** Keeps a connection's app secret and grant; a new grant stands aside until it is adopted. */
export interface GrantKeeper {
	configure(app: {
		connectionId: string;
		region: string;
		clientId: string;
		clientSecret: string;
		redirectUri: string;
	}): Promise<void>;
	exchangeAside(answer: {
		code: string;
	}): Promise<{ ok: true; candidateId: string; accessToken: string } | GrantFailure>;
	adopt(candidate: { id: string }): Promise<{ ok: true; grantExpiresAt: number } | GrantFailure>;
	discard(candidate: { id: string }): Promise<void>;
	forget(): Promise<void>;
}

export type ConnectionDeps = {
	connections: ConnectionStore;
	codes: OneTimeCodeStore;
	/** The keeper of that connection's grant. */
	grants(connectionId: string): GrantKeeper;
	/** Exact as a token that is not in use yet sees it. */
	probe(connection: { region: string }, accessToken: string): ErpConnection;
};

export type ProjectCredentials = { clientId: string; clientSecret: string };

export type NewFedexAccount = Pick<
	FedexAccount,
	"id" | "name" | "accountNumber" | "environment"
> & {
	ship: ProjectCredentials;
	track: ProjectCredentials;
};

export interface AccountSetupStore {
	create(account: NewFedexAccount, change: Change): Promise<void>;
	find(id: string): Promise<FedexAccount | undefined>;
	setPaused(account: FedexAccount, isPaused: boolean, change: Change): Promise<Outcome>;
	findCredentials(
		id: string,
	): Promise<{ ship: ProjectCredentials; track: ProjectCredentials } | undefined>;
}

export type SettingsChange = {
	settings: DivisionSettings;
	mode: DivisionMode;
	pollDueAt: number | null;
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

export interface SystemStore {
	/** When everything was paused; null while it runs. */
	pausedAt(): Promise<number | null>;
	setPaused(isPaused: boolean, change: Change): Promise<Outcome>;
}

export type ReplayableShipment = {
	id: string;
	divisionId: string;
	orderId: string;
	fedexAccountId: string;
	status: ShipmentStatus;
	reasonCode: string | null;
	/** A label of one of its attempts should be cancelled and is not. */
	hasLooseLabel: boolean;
	version: number;
	writeBack: { id: string; state: string; version: number } | null;
};

export type FailedWorkKind = "shipment" | "write-back";

export type FailedRow = { kind: FailedWorkKind; id: string; divisionId: string; version: number };

export type FailedWorkFilter = {
	code?: string | undefined;
	divisionId?: string | undefined;
	from?: number | undefined;
	to?: number | undefined;
};

export interface ReplayStore {
	findShipment(id: string): Promise<ReplayableShipment | undefined>;
	/** `blocked`: its order is judged again and planned with fresh data. */
	judgeAgain(shipment: ReplayableShipment, change: Change): Promise<Outcome>;
	/** `blocked` by labels that are not cancelled: they are looked up and asked to be cancelled again. */
	lookAgain(shipment: ReplayableShipment, change: Change): Promise<Outcome>;
	listFailed(
		which: { ids: readonly string[] } | FailedWorkFilter,
		limit: number,
	): Promise<FailedRow[]>;
	/** Makes the rows due again with all their tries; those that moved meanwhile are left out. */
	retry(rows: readonly FailedRow[], change: Change): Promise<FailedRow[]>;
}

/** A decision that is open, and the row that carries it. */
export type OpenDecision = {
	on: "order" | "shipment";
	id: string;
	version: number;
	divisionId: string;
	decision: Decision;
};

/** An order as somebody who wants it shipped finds it. */
export type HeldBackOrder = {
	id: string;
	divisionId: string;
	orderNumber: number;
	state: OrderState;
	heldBackAt: number | null;
	reasons: Problem[];
	version: number;
};

export interface OrderSetupStore {
	find(id: string): Promise<HeldBackOrder | undefined>;
	/** `held_back`: it goes as if the release had ticked it. */
	letGo(order: HeldBackOrder, change: Change): Promise<Outcome>;
	/** The decision that a shipment shows: its own, or else its order's. Undefined where there is no such shipment. */
	findDecision(shipmentId: string): Promise<OpenDecision | "none" | undefined>;
	/** Taken: it is open no more, and an order is judged with it. */
	settle(open: OpenDecision, choice: DecisionChoice, change: Change): Promise<Outcome>;
}

export type Scope = "read" | "operate" | "admin";

export type NewApiToken = {
	id: string;
	hash: string;
	name: string;
	scopes: Scope[];
	expiresAt: number | null;
};

export interface ApiTokenStore {
	create(token: NewApiToken, change: Change): Promise<void>;
	/** False when there is none; revoking twice changes nothing. */
	revoke(id: string, change: Change): Promise<boolean>;
}

export interface SessionStore {
	create(session: { hash: string; expiresAt: number }, change: Change): Promise<void>;
	/** Ends it; ending one that is over changes nothing. */
	close(hash: string, change: Change): Promise<void>;
}

export type IdempotencyClaim =
	| { kind: "claimed" }
	| { kind: "running"; requestSignature: string }
	| { kind: "answered"; requestSignature: string; status: number; bodySealed: string };

export interface IdempotencyStore {
	/** The first caller of a key gets "claimed"; a claim whose run died is given anew. */
	claim(claim: { hash: string; requestSignature: string; now: number }): Promise<IdempotencyClaim>;
	answer(hash: string, answer: { status: number; bodySealed: string }): Promise<void>;
	/** Nothing came of it: the key is free again. */
	release(hash: string): Promise<void>;
}
