import { env } from "cloudflare:workers";
import { expect, vi } from "vitest";

import { createApp } from "../../src/http/app.ts";
import { startTwins } from "../twins.ts";

export type { Twins } from "../twins.ts";

export const ORIGIN = "https://connector.test";
export const ADMIN_TOKEN = "an-administrator-token-of-the-tests";

const app = createApp();

export type CallOptions = {
	/** Null sends none. */
	token?: string | null;
	body?: unknown;
	headers?: Record<string, string>;
	env?: Partial<Env>;
	origin?: string;
};

/** Wake-ups that the test's requests sent; they are noted here in place of being worked on. */
export const wokenUp: { kind: string; scope: string }[] = [];

const queue = {
	async send(message: { kind: string; scope: string }) {
		wokenUp.push(message);
	},
} as unknown as Queue;

const queues = {
	POLL_QUEUE: queue,
	SHIP_QUEUE: queue,
	TRACK_QUEUE: queue,
	WRITE_BACK_QUEUE: queue,
};

/** The world around the Worker before each test, and no lines of the log among the results. */
export function startOutside(options: Parameters<typeof startTwins>[0] = {}) {
	wokenUp.length = 0;
	vi.spyOn(console, "log").mockReturnValue();
	return startTwins(options);
}

/** One request to the whole app, as the administrator unless said otherwise. */
export async function request(
	method: string,
	path: string,
	options: CallOptions = {},
): Promise<Response> {
	const token = options.token === undefined ? ADMIN_TOKEN : options.token;
	const body =
		options.body === undefined ||
		typeof options.body === "string" ||
		options.body instanceof Uint8Array
			? options.body
			: JSON.stringify(options.body);
	const init: RequestInit = {
		method,
		headers: {
			...(token === null ? {} : { Authorization: `Bearer ${token}` }),
			...(body === undefined ? {} : { "Content-Type": "application/json" }),
			...options.headers,
		},
	};
	return app.request(
		`${options.origin ?? ORIGIN}${path}`,
		body === undefined ? init : { ...init, body },
		{ ...env, ...queues, ...options.env } as Env,
	);
}

/** The same below `/api/v1`, for the JSON of an answer with that status. */
export async function call<T = Record<string, unknown>>(
	method: string,
	path: string,
	status: number,
	options: CallOptions = {},
): Promise<T> {
	const response = await request(method, `/api/v1${path}`, options);
	const text = await response.text();
	expect(response.status, text).toBe(status);
	return (text === "" ? undefined : JSON.parse(text)) as T;
}

export type ProblemBody = {
	type: string;
	title: string;
	status: number;
	detail: string;
	code: string;
	requestId: string;
	errors: { field: string; message: string; remedy: string }[];
};

/** The problem that a call is refused with. */
export async function problemOf(
	method: string,
	path: string,
	status: number,
	options: CallOptions = {},
): Promise<ProblemBody> {
	return call<ProblemBody>(method, path, status, options);
}

export type Page<T> = { items: T[]; nextCursor: string | null };

export async function makeToken(scopes: string[], expiresAt: string | null = null) {
	return call<{ id: string; token: string }>("POST", "/api-tokens", 201, {
		body: { name: scopes.join("+"), scopes, expiresAt },
	});
}

export async function makeFedexAccount(): Promise<string> {
	const { id } = await call<{ id: string }>("POST", "/fedex-accounts", 201, {
		body: {
			name: "FedEx NL",
			accountNumber: "510088001",
			environment: "sandbox",
			ship: { clientId: "twin-nl-ship-key", clientSecret: "twin-nl-ship-secret" },
			track: { clientId: "twin-nl-track-key", clientSecret: "twin-nl-track-secret" },
		},
	});
	return id;
}
