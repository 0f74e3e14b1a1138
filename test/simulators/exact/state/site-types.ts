import type { Region } from "../regions.ts";

export type AccessLevel = "read" | "manage";

/** A registration in a country's App Center. */
export type App = {
	region: Region;
	clientId: string;
	clientSecret: string;
	/** `*` stands for any loopback address: the port of a development Worker is known only at run time. */
	redirectUris: string[];
	webhookSecret: string;
	/** Access by scope, such as `sales.orders`; a scope that is not there is unused. */
	scopes: Record<string, AccessLevel>;
	/** Divisions that the user has granted to the app. */
	divisions: number[];
};

export type User = {
	region: Region;
	userId: string;
	userName: string;
	fullName: string;
	email: string;
	divisions: number[];
	currentDivision: number;
	/** Scopes for which the user's role gives no rights: lists come back empty. */
	deniedRights: string[];
};

export type Division = {
	region: Region;
	code: number;
	hid: number;
	name: string;
	country: string;
	currency: string;
	addressLine: string;
	postcode: string;
	city: string;
	state: string | null;
	phone: string;
	email: string;
	vatNumber: string;
	/** The SQL database it lives in: row versions count up per database. */
	database: string;
	movedAt: number | null;
	createdAt: number;
};

export type AuthorizationCode = {
	region: Region;
	clientId: string;
	userId: string;
	redirectUri: string;
	expiresAt: number;
	isUsed: boolean;
};

export type RefreshToken = {
	region: Region;
	clientId: string;
	userId: string;
	expiresAt: number;
	state: "current" | "replaced" | "withdrawn";
};

export type AccessToken = { region: Region; clientId: string; userId: string; expiresAt: number };

/** What the token endpoint remembers of one app and user. */
export type Grant = { refreshToken: string; issuedAt: number; day: string; callsToday: number };
