import type { Region } from "../regions.ts";
import type { Grant } from "../state/site-types.ts";
import type { Site } from "../state/site.ts";

export const ACCESS_LIFE_MS = 600_000;
const REFRESH_LIFE_MS = 30 * 86_400_000;

export type TokenOwner = { region: Region; clientId: string; userId: string };

export type TokenAnswer = {
	access_token: string;
	token_type: "bearer";
	/** Text, as the endpoint sends it. */
	expires_in: string;
	refresh_token: string;
};

export function grantOf(site: Site, owner: TokenOwner): Grant | undefined {
	return site.grants.get(grantKey(owner));
}

/** Makes a new pair; the refresh token before it is dead from here on. */
export function issueTokens(site: Site, owner: TokenOwner): TokenAnswer {
	const now = site.clock.now();
	forgetExpired(site, now);
	const earlier = grantOf(site, owner);
	if (earlier !== undefined) {
		retire(site, earlier.refreshToken, "replaced");
	}
	const day = new Date(now).toISOString().slice(0, 10);
	const accessToken = randomToken(owner.region);
	const refreshToken = randomToken(owner.region);
	site.accessTokens.set(accessToken, { ...owner, expiresAt: now + ACCESS_LIFE_MS });
	site.refreshTokens.set(refreshToken, {
		...owner,
		expiresAt: now + REFRESH_LIFE_MS,
		state: "current",
	});
	site.grants.set(grantKey(owner), {
		refreshToken,
		issuedAt: now,
		day,
		callsToday: earlier?.day === day ? earlier.callsToday : 0,
	});
	return {
		access_token: accessToken,
		token_type: "bearer",
		expires_in: String(ACCESS_LIFE_MS / 1000),
		refresh_token: refreshToken,
	};
}

/** Counts a call of the token endpoint for an app and user; how many there were today, with this one. */
export function countTokenCall(site: Site, owner: TokenOwner): number {
	const day = new Date(site.clock.now()).toISOString().slice(0, 10);
	const grant = grantOf(site, owner);
	if (grant === undefined) {
		return 1;
	}
	const callsToday = grant.day === day ? grant.callsToday + 1 : 1;
	site.grants.set(grantKey(owner), { ...grant, day, callsToday });
	return callsToday;
}

/** What a user does who takes the consent back: every token of the app and user is dead. */
export function withdrawConsent(site: Site, owner: TokenOwner): boolean {
	const grant = grantOf(site, owner);
	if (grant === undefined) {
		return false;
	}
	retire(site, grant.refreshToken, "withdrawn");
	for (const [key, token] of site.accessTokens.entries()) {
		if (grantKey(token) === grantKey(owner)) {
			site.accessTokens.delete(key);
		}
	}
	site.grants.delete(grantKey(owner));
	return true;
}

export function randomToken(region: Region): string {
	const bytes = crypto.getRandomValues(new Uint8Array(48));
	const text = btoa(String.fromCharCode(...bytes))
		.replaceAll("+", "-")
		.replaceAll("/", "_");
	return `stamp${region.slice(-2).toUpperCase()}001.${text}`;
}

function retire(site: Site, refreshToken: string, state: "replaced" | "withdrawn"): void {
	const token = site.refreshTokens.get(refreshToken);
	if (token !== undefined) {
		site.refreshTokens.set(refreshToken, { ...token, state });
	}
}

/** A day after its end an access token is no longer told from one that never was. */
function forgetExpired(site: Site, now: number): void {
	for (const [key, token] of site.accessTokens.entries()) {
		if (token.expiresAt < now - 86_400_000) {
			site.accessTokens.delete(key);
		}
	}
}

function grantKey(owner: TokenOwner): string {
	return `${owner.region}/${owner.clientId}/${owner.userId}`;
}
