import type { ExactApp, TokenVerdict } from "../exact/oauth.ts";
import type { KeyRing } from "../lib/key-ring.ts";

/** What is kept of a connection to Exact. Secrets are sealed, each to its connection and field. */
type Sealed = string;

export type AppRecord = {
	region: string;
	clientId: string;
	redirectUri: string;
	clientSecret: Sealed;
};

export type GrantRecord = {
	/** The app the grant was given to; the connection may be set to another one before it is granted anew. */
	app: AppRecord;
	/** Null when only the refresh token of an answer could be read. */
	accessToken: Sealed | null;
	refreshToken: Sealed;
	/** When the answer with these tokens came. */
	issuedAt: number;
	/** When the access token ends. */
	endsAt: number;
	/** No request to the token endpoint before this instant. */
	holdUntil: number;
	/** Failed refreshes in a row. */
	failures: number;
	/** Why Exact ended the grant; null while it lives. */
	deadReason: string | null;
};

export type SessionRecord = {
	connectionId: string;
	app: AppRecord;
	grant: GrantRecord | null;
	/** A new grant that is being looked at before it replaces the one in use. */
	candidate: (GrantRecord & { id: string }) | null;
};

/** Where a session is kept. */
export interface SessionStore {
	read(): SessionRecord | undefined;
	/** Resolves once it is durable. */
	write(record: SessionRecord): Promise<void>;
	clear(): Promise<void>;
}

export type SealedField = "client-secret" | "access-token" | "refresh-token";

export function seal(
	keys: KeyRing,
	connectionId: string,
	field: SealedField,
	plaintext: string,
): Promise<Sealed> {
	return keys.seal(plaintext, place(connectionId, field));
}

export function unseal(
	keys: KeyRing,
	connectionId: string,
	field: SealedField,
	sealed: Sealed,
): Promise<string> {
	return keys.open(sealed, place(connectionId, field));
}

export async function openApp(
	keys: KeyRing,
	connectionId: string,
	app: AppRecord,
): Promise<ExactApp> {
	return {
		clientId: app.clientId,
		redirectUri: app.redirectUri,
		clientSecret: await unseal(keys, connectionId, "client-secret", app.clientSecret),
	};
}

/** The grant that an answer brings; undefined when it holds nothing to go on with. */
export async function grantFrom(
	keys: KeyRing,
	from: {
		connectionId: string;
		app: AppRecord;
		verdict: TokenVerdict;
		sentAt: number;
		receivedAt: number;
	},
): Promise<GrantRecord | undefined> {
	const { connectionId, app, verdict, sentAt, receivedAt } = from;
	const refreshToken = refreshTokenOf(verdict);
	if (refreshToken === undefined) {
		return undefined;
	}
	const isGranted = verdict.kind === "granted";
	const [accessSealed, refreshSealed] = await Promise.all([
		isGranted ? seal(keys, connectionId, "access-token", verdict.accessToken) : null,
		seal(keys, connectionId, "refresh-token", refreshToken),
	]);
	return {
		app,
		accessToken: accessSealed,
		refreshToken: refreshSealed,
		// The token was made between the two instants: it is taken for young, and for soon over.
		issuedAt: receivedAt,
		endsAt: isGranted ? sentAt + verdict.lifeSeconds * 1_000 : receivedAt,
		holdUntil: 0,
		failures: 0,
		deadReason: null,
	};
}

export function refreshTokenOf(verdict: TokenVerdict): string | undefined {
	return verdict.kind === "dead" ? undefined : verdict.refreshToken;
}

export function place(connectionId: string, field: SealedField): string {
	return `exact-session|${connectionId}|${field}`;
}
