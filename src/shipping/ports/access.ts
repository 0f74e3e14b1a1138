import type { Change } from "./changes.ts";

/** What is kept about who may come in, and about answers that were given. */

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
