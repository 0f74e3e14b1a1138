import type { KeyRing } from "../lib/key-ring.ts";
import { countUse, nothingResealed, reseal, type Resealed } from "../lib/reseal.ts";
import {
	type AppRecord,
	type GrantRecord,
	place,
	type SealedField,
	type SessionRecord,
} from "./grant-record.ts";

/** All that is sealed of a connection to Exact, in use or aside, sealed with the ring's current key. */
export async function resealSession(
	keys: KeyRing,
	record: SessionRecord,
): Promise<{ counted: Resealed; anew: SessionRecord }> {
	const counted = nothingResealed();
	const anew = await eachSealed(record, async (field, sealed) => {
		const after = await reseal(keys, sealed, place(record.connectionId, field));
		countUse(counted, sealed, after);
		return after;
	});
	return { counted, anew };
}

export async function countSession(record: SessionRecord): Promise<Record<string, number>> {
	const counted = nothingResealed();
	await eachSealed(record, (_field, sealed) => {
		countUse(counted, sealed, sealed);
		return Promise.resolve(sealed);
	});
	return counted.uses;
}

type Change = (field: SealedField, sealed: string) => Promise<string>;

async function eachSealed(record: SessionRecord, change: Change): Promise<SessionRecord> {
	const { app, grant, candidate } = record;
	return {
		...record,
		app: await changeApp(app, change),
		grant: grant === null ? null : await changeGrant(grant, change),
		candidate: candidate === null ? null : await changeGrant(candidate, change),
	};
}

async function changeApp(app: AppRecord, change: Change): Promise<AppRecord> {
	return { ...app, clientSecret: await change("client-secret", app.clientSecret) };
}

async function changeGrant<G extends GrantRecord>(grant: G, change: Change): Promise<G> {
	const { accessToken } = grant;
	return {
		...grant,
		app: await changeApp(grant.app, change),
		accessToken: accessToken === null ? null : await change("access-token", accessToken),
		refreshToken: await change("refresh-token", grant.refreshToken),
	};
}
