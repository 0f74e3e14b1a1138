import { demoCredentials } from "../simulators/demo/credentials.ts";
import { seedDemo } from "../simulators/demo/seed.ts";
import { createExactTwin, type ExactTwinOptions } from "../simulators/exact/app.ts";
import { OwnClock } from "../simulators/twin/clock.ts";
import { Faults } from "../simulators/twin/faults.ts";
import { RequestLog } from "../simulators/twin/request-log.ts";
import { Store } from "../simulators/twin/store.ts";

const { nl } = demoCredentials;
const ORIGIN = "http://127.0.0.1:9101";
const REDIRECT_URI = "http://127.0.0.1:8787/oauth/exact/callback";
/** Summer time in Europe: the wall in Zwolle shows two hours more. */
export const START = Date.parse("2026-06-25T12:28:09.500Z");

export type Tokens = { access_token: string; refresh_token: string; expires_in: string };
export type TwinUnderTest = ReturnType<typeof startTwin>;

/** A twin with the demo in it and a clock that stands still. */
export function startTwin(options: { orders?: number } & Partial<ExactTwinOptions> = {}) {
	const store = new Store();
	const clock = new OwnClock(store, () => START);
	const log = new RequestLog();
	const faults = new Faults();
	seedDemo(store, { orders: options.orders ?? 200, seed: 1, now: START });
	const app = createExactTwin({ store, clock, log, faults, ...options });

	async function consent(): Promise<URL> {
		const response = await app.request(`${ORIGIN}/nl/api/oauth2/auth`, {
			method: "POST",
			body: new URLSearchParams({
				client_id: nl.clientId,
				redirect_uri: REDIRECT_URI,
				response_type: "code",
				state: "s-1",
			}),
		});
		return new URL(response.headers.get("Location") ?? "about:blank");
	}

	async function token(fields: Record<string, string>): Promise<Response> {
		return app.request(`${ORIGIN}/nl/api/oauth2/token`, {
			method: "POST",
			body: new URLSearchParams({
				client_id: nl.clientId,
				client_secret: nl.clientSecret,
				...fields,
			}),
		});
	}

	async function exchange(code: string): Promise<Response> {
		return token({ grant_type: "authorization_code", code, redirect_uri: REDIRECT_URI });
	}

	async function refresh(refreshToken: string): Promise<Response> {
		return token({ grant_type: "refresh_token", refresh_token: refreshToken });
	}

	async function connect(): Promise<Tokens> {
		const code = (await consent()).searchParams.get("code") ?? "";
		return (await exchange(code)).json();
	}

	/** A call in the Dutch division; `path` is what follows the division. */
	async function call(tokens: Tokens, path: string, init: RequestInit = {}): Promise<Response> {
		const url = path.startsWith("http") ? path : `${ORIGIN}/nl/api/v1/${nl.division}/${path}`;
		return app.request(url, { ...init, headers: { ...headersOf(tokens), ...init.headers } });
	}

	async function rows<T>(tokens: Tokens, path: string): Promise<T[]> {
		const response = await call(tokens, path);
		const { d } = (await response.json()) as { d: T[] | { results: T[] } };
		return Array.isArray(d) ? d : d.results;
	}

	async function write(
		tokens: Tokens,
		path: string,
		{ method = "POST", body }: { method?: string; body?: unknown },
	): Promise<Response> {
		return call(tokens, path, { method, body: JSON.stringify(body) });
	}

	async function control(path: string, method = "GET", body?: unknown): Promise<Response> {
		return app.request(`${ORIGIN}/_twin/${path}`, {
			method,
			headers: { "Content-Type": "application/json" },
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
	}

	return {
		app,
		clock,
		consent,
		exchange,
		refresh,
		connect,
		call,
		rows,
		write,
		control,
		broken: () => log.summary().broken,
	};
}

function headersOf(tokens: Tokens): Record<string, string> {
	return {
		Authorization: `Bearer ${tokens.access_token}`,
		Accept: "application/json",
		"Content-Type": "application/json",
	};
}

/** The text of an error answer. */
export async function errorText(response: Response): Promise<string> {
	const body = (await response.json()) as { error: { message: { value: string } } };
	return body.error.message.value;
}

/** An order as the twin's own list shows it, as far as the tests look at it. */
export type Truth = {
	orderId: string;
	orderNumber: number;
	timestamp: string;
	shippingMethod: string | null;
	customer: { accountId: string };
	address: { street: string | null };
	lines: { lineId: string; lineNumber: number; quantity: number }[];
	expected: { kind: string; why: string; lineNumbers: number[] };
};

export async function truths(twin: TwinUnderTest, query = "region=nl"): Promise<Truth[]> {
	const response = await twin.control(`orders?${query}`);
	return ((await response.json()) as { orders: Truth[] }).orders;
}

export async function firstTruth(twin: TwinUnderTest, kind: string, why?: string): Promise<Truth> {
	const found = (await truths(twin, "")).find(
		({ expected }) => expected.kind === kind && (why ?? expected.why) === expected.why,
	);
	if (found === undefined) {
		throw new Error(`no order is ${kind} ${why}`);
	}
	return found;
}
