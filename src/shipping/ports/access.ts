import type { Role } from "../model/roles.ts";
import type { Actor, Change, Outcome } from "./changes.ts";

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
	noteUse(id: string, day: string): Promise<void>;
}

export type NewSession = {
	hash: string;
	expiresAt: number;
	/** Null for the session that ADMIN_TOKEN opened. */
	personId: string | null;
	browser: string | null;
};

export interface SessionStore {
	/** Opening one that is there already changes nothing. */
	create(session: NewSession, change: Change): Promise<void>;
	/** Ends it by its id, the start of its hash; ending one that is over changes nothing. */
	close(id: string, change: Change): Promise<void>;
}

export type Person = {
	id: string;
	email: string;
	name: string;
	role: Role;
	addedBy: Actor;
	createdAt: number;
	removedAt: number | null;
	version: number;
};

export interface PersonStore {
	/** Undefined for nobody; a removed person is still found by the id. */
	find(id: string): Promise<Person | undefined>;
	/** "lost" where somebody with that address is there already. */
	add(person: Pick<Person, "id" | "email" | "name" | "role">, change: Change): Promise<Outcome>;
	/** "lost" where it was changed meanwhile, or would leave nobody as administrator. */
	change(
		person: Pick<Person, "id" | "version">,
		to: Pick<Person, "name" | "role">,
		change: Change,
	): Promise<Outcome>;
	/** Ends the person's sessions too. "lost" as above. */
	remove(person: Pick<Person, "id" | "version">, change: Change): Promise<Outcome>;
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
