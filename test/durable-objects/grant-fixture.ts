import { ExactGrant } from "../../src/durable-objects/exact-grant.ts";
import type { SessionRecord, SessionStore } from "../../src/durable-objects/grant-record.ts";
import type { Clock } from "../../src/lib/clock.ts";
import { openKeyRing } from "../../src/lib/key-ring.ts";
import { silentLog } from "../../src/lib/log.ts";

export const START = Date.UTC(2026, 10, 23, 9);
export const KEYS = JSON.stringify({ k1: "5RtbWqkHc3L0yz8vJmSxPdNaUeFgTiKoQrCbVwXyZ1A=" });
export const CONFIGURATION = {
	connectionId: "con_1",
	region: "nl",
	clientId: "client-1",
	clientSecret: "client-secret-1",
	redirectUri: "https://connector.test/oauth/exact/callback",
};

export type Answer = () => Response | Promise<Response>;

/** Storage that keeps copies, as the real one does, and tells in which order things happened. */
export class FakeStore implements SessionStore {
	record: SessionRecord | undefined;
	readonly events: string[];
	failures = 0;

	constructor(events: string[]) {
		this.events = events;
	}

	read(): SessionRecord | undefined {
		return structuredClone(this.record);
	}

	async write(record: SessionRecord): Promise<void> {
		await Promise.resolve();
		if (this.failures > 0) {
			this.failures -= 1;
			throw new Error("the disk is full");
		}
		this.record = structuredClone(record);
		this.events.push("stored");
	}

	async clear(): Promise<void> {
		this.record = undefined;
	}
}

export function tokens(number: number): Answer {
	return () =>
		Response.json({
			access_token: `access-${number}`,
			refresh_token: `refresh-${number}`,
			token_type: "bearer",
			expires_in: "600",
		});
}

export function refusal(status: number, error: string, error_description: string): Answer {
	return () => Response.json({ error, error_description }, { status });
}

export const oldToken = refusal(401, "unauthorized_client", "Old refresh token used.");
export const tooEarly = refusal(
	400,
	"access_denied",
	"Rate limit exceeded: access_token not expired",
);

export function lost(): never {
	throw new TypeError("the connection was lost");
}

/** A grant on a clock of its own, whose token endpoint gives these answers in turn. */
export function grantWith(answers: Answer[], store?: FakeStore) {
	const events: string[] = store?.events ?? [];
	const kept = store ?? new FakeStore(events);
	const requests: URLSearchParams[] = [];
	const time = { now: START };
	const grant = new ExactGrant({
		store: kept,
		keys: () => openKeyRing(KEYS),
		baseUrl: (region) => `https://start.exactonline.${region}`,
		fetch: async (_, init) => {
			requests.push(new URLSearchParams(String(init?.body)));
			events.push("asked");
			const answer = answers[requests.length - 1];
			if (answer === undefined) {
				throw new Error("the token endpoint was asked too often");
			}
			return answer();
		},
		log: silentLog,
	});
	const clock = { now: () => time.now };
	return { grant, clock, time, store: kept, events, requests };
}

/** Connected at `START`, with `access-1` and `refresh-1` in hand; `answers` are those of the refreshes. */
export async function connectedGrant(answers: Answer[]) {
	const all = grantWith([tokens(1), ...answers]);
	await all.grant.configure(CONFIGURATION);
	await exchangeAndAdopt(all.grant, "code-1", all.clock);
	return all;
}

/** What a consent ends with: the code becomes a grant, and the grant is taken into use. */
export async function exchangeAndAdopt(grant: ExactGrant, code: string, clock: Clock) {
	const answer = await grant.exchangeAside(code, clock);
	return answer.ok ? grant.adopt(answer.candidateId) : answer;
}
