import { type CallBudgetKeeper, createCallRoom } from "../../src/exact/call-room.ts";
import {
	type CallState,
	countError,
	freshState,
	reserveCalls,
	takeReport,
} from "../../src/exact/call-windows.ts";
import { createExactConnection } from "../../src/exact/connection-client.ts";
import { createExactDivision } from "../../src/exact/division-client.ts";
import { type Log, type LogFields, silentLog } from "../../src/lib/log.ts";
import type { Lane } from "../../src/shipping/model/call-lanes.ts";
import type { CallRoom, RateHeaders } from "../../src/shipping/ports/erp.ts";

export const NOW = Date.UTC(2026, 10, 23, 9, 30, 20);
export const BASE_URL = "https://start.exactonline.nl";

export type SeenRequest = {
	method: string;
	url: string;
	headers: Headers;
	body: string | undefined;
	redirect: string | undefined;
};

/** A fetch that gives these answers in turn and remembers what was asked. */
export function fakeFetch(answers: readonly (() => Response)[]): {
	fetch: typeof fetch;
	seen: SeenRequest[];
} {
	const seen: SeenRequest[] = [];
	const fake: typeof fetch = async (input, init) => {
		seen.push({
			method: init?.method ?? "GET",
			url: String(input),
			headers: new Headers(init?.headers),
			body: init?.body === undefined ? undefined : String(init.body),
			redirect: init?.redirect,
		});
		const answer = answers[seen.length - 1];
		if (answer === undefined) {
			throw new Error(`no answer for call ${seen.length}`);
		}
		return answer();
	};
	return { fetch: fake, seen };
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}) {
	return () => Response.json(body, { status, headers });
}

export function rows(results: unknown[], next?: string) {
	return json({ d: { results, ...(next === undefined ? {} : { __next: next }) } });
}

export function exactError(status: number, value: string, headers: Record<string, string> = {}) {
	return json({ error: { code: "", message: { lang: "", value } } }, status, headers);
}

export function text(body: string, status = 200, headers: Record<string, string> = {}) {
	return () => new Response(body, { status, headers });
}

export function lostConnection(): Response {
	throw new TypeError("the connection was lost");
}

export const FULL_HEADERS = {
	"X-RateLimit-Limit": "5000",
	"X-RateLimit-Remaining": "4321",
	"X-RateLimit-Reset": String(Date.UTC(2026, 10, 24)),
	"X-RateLimit-Minutely-Limit": "60",
	"X-RateLimit-Minutely-Remaining": "12",
	"X-RateLimit-Minutely-Reset": String(Date.UTC(2026, 10, 23, 9, 31)),
};

/** A room without walls that remembers what it was told. */
export function openRoom() {
	const lanes: Lane[] = [];
	const reports: RateHeaders[] = [];
	const endpoints: string[] = [];
	const room: CallRoom = {
		reserve: async (count) => ({ granted: count, retryAt: null }),
		take: async (lane, endpoint) => {
			lanes.push(lane);
			endpoints.push(endpoint);
		},
		ended: async (_endpoint, seen) => void (seen === null || reports.push(seen)),
		flush: async () => undefined,
	};
	return { room, lanes, endpoints, reports };
}

export function fakeToken(renewals: readonly string[] = []) {
	const rejected: string[] = [];
	return {
		rejected,
		token: {
			get: async () => "token-1",
			afterRejection: async (token: string) => {
				rejected.push(token);
				const newer = renewals[rejected.length - 1];
				if (newer === undefined) {
					throw new Error("no newer token");
				}
				return newer;
			},
		},
	};
}

export function recordingLog() {
	const lines: { event: string; fields: LogFields | undefined }[] = [];
	const log: Log = {
		...silentLog,
		info: (event, fields) => void lines.push({ event, fields }),
		warn: (event, fields) => void lines.push({ event, fields }),
	};
	return { log, lines };
}

export function divisionWith(answers: readonly (() => Response)[], renewals?: readonly string[]) {
	const { fetch, seen } = fakeFetch(answers);
	const room = openRoom();
	const token = fakeToken(renewals);
	const { log, lines } = recordingLog();
	const erp = createExactDivision({
		baseUrl: BASE_URL,
		division: 102673,
		lane: "label",
		token: token.token,
		room: room.room,
		fetch,
		log,
		now: () => NOW,
	});
	return { erp, seen, ...room, rejected: token.rejected, lines };
}

export function connectionWith(answers: readonly (() => Response)[]) {
	const { fetch, seen } = fakeFetch(answers);
	const { token } = fakeToken();
	const now = () => NOW;
	const budgets = new Map<number | null, CallState>();
	const connection = createExactConnection({
		baseUrl: BASE_URL,
		token,
		roomOf: (division) => createCallRoom(budgetOf(division), now, silentLog),
		fetch,
		log: silentLog,
		now,
	});
	return { connection, seen, budgets };

	/** As the keeper of that division counts, or the one of calls that name none. */
	function budgetOf(division: number | null): CallBudgetKeeper {
		const state = () => budgets.get(division) ?? freshState(NOW);
		return {
			async reserve(asked) {
				const { state: after, grant } = reserveCalls(state(), asked, NOW);
				budgets.set(division, after);
				return { ...grant, errors: after.errors };
			},
			report: async (seen) => void budgets.set(division, takeReport(state(), seen, NOW)),
			async countError(seen) {
				budgets.set(division, countError(state(), seen, NOW));
				return state().errors;
			},
		};
	}
}

/** An id that is a guid, made of a small number. */
export function guid(number: number): string {
	return `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
}

/** A row of the orders' feed. */
export function header(number: number, timestamp: number) {
	return {
		Timestamp: String(timestamp),
		OrderID: guid(number),
		OrderNumber: number,
		Status: 12,
		DeliveryStatus: 12,
		ApprovalStatus: 1,
		SomethingNew: "passes",
	};
}
