import { ExactError } from "./errors.ts";
import type { Region } from "./regions.ts";
import type { Resource } from "./resources/resource.ts";
import type { Administration } from "./state/administration.ts";
import type { App, User } from "./state/site-types.ts";
import type { Twin } from "./twin.ts";

export type SignedIn = { app: App; user: User; isExpired: boolean };

/** Who the bearer token belongs to, expired or not; a token nobody was given is refused. */
export function signedIn(twin: Twin, region: Region, request: Request): SignedIn {
	const header = request.headers.get("Authorization") ?? "";
	const bearer = /^Bearer (\S+)$/i.exec(header)?.[1] ?? "";
	const token = twin.site.accessTokens.get(bearer);
	if (token === undefined || token.region !== region) {
		throw unauthorized();
	}
	const app = twin.site.app(region, token.clientId);
	const user = twin.site.user(region, token.userId);
	if (app === undefined || user === undefined) {
		throw unauthorized();
	}
	return { app, user, isExpired: token.expiresAt <= twin.clock.now() };
}

export function demandFresh({ isExpired }: SignedIn): void {
	if (isExpired) {
		throw unauthorized("expired-token");
	}
}

/** The division, where user and app may both enter it. */
export function enterDivision(twin: Twin, { app, user }: SignedIn, code: number): Administration {
	const admin = twin.site.administration(app.region, code);
	if (admin === undefined || !user.divisions.includes(code)) {
		throw new ExactError(403, "Forbidden - User has no access to this division.");
	}
	if (!app.divisions.includes(code)) {
		throw new ExactError(403, "Forbidden - User division is not within division scope.");
	}
	return admin;
}

export function demandScope(app: App, user: User, access: Access): void {
	const { scope } = access.resource;
	if (scope === null) {
		return;
	}
	const verb = access.isWrite ? "manage" : "read";
	const granted = app.scopes[scope];
	if (granted === undefined || (access.isWrite && granted !== "manage")) {
		throw new ExactError(
			403,
			`Forbidden - Application Scope Violated. Cannot ${verb} '${scope}' scope.`,
		);
	}
	if (access.isWrite && user.deniedRights.includes(scope)) {
		throw new ExactError(403, "Forbidden - You do not have the rights to do this.");
	}
}

type Access = { resource: Resource; isWrite: boolean };

function unauthorized(rule?: "expired-token"): ExactError {
	return new ExactError(401, "Authentication Required", {
		headers: { "WWW-Authenticate": "Bearer" },
		...(rule === undefined ? {} : { rule }),
	});
}
