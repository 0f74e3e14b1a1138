import type { ConnectionState } from "../model/connection-states.ts";
import type { DivisionMode } from "../model/order.ts";
import type { Actor, Change, Outcome } from "./changes.ts";
import type { ErpDivisionInfo, ErpConnection } from "./erp.ts";

/** What is kept about connections, and how one comes to be. */

export type Connection = {
	id: string;
	name: string;
	region: string;
	clientId: string;
	status: ConnectionState;
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
	/** That its app's secret was given anew; the secret itself is its keeper's. */
	noteSecret(connection: Connection, change: Change): Promise<Outcome>;
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
	probe(connection: { id: string; region: string }, accessToken: string): ErpConnection;
};
