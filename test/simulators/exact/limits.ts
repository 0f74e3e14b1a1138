import type { Collection, Store } from "../twin/store.ts";
import { ExactError } from "./errors.ts";

export type Limits = {
	minute: number;
	day: number;
	/** Errors per app, user, division, endpoint and hour. */
	errors: number;
	/** Calls of the token endpoint per app, user and day. */
	tokenCalls: number;
	/** Calls per day of a region's licence over all apps and divisions; `null` is no such limit. */
	licenceDay: number | null;
};

type Window = { start: number; used: number };
type ErrorWindow = Window & { blockedUntil: number };

export const USUAL_LIMITS: Limits = {
	minute: 60,
	day: 5000,
	errors: 10,
	tokenCalls: 200,
	licenceDay: null,
};

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** Counts calls in fixed windows of the clock, and errors by the hour. */
export class CallLimits {
	readonly #settings: Collection<Limits>;
	readonly #windows: Collection<Window>;
	readonly #errors: Collection<ErrorWindow>;

	constructor(store: Store) {
		this.#settings = store.collection("limits");
		this.#windows = store.collection("call-windows");
		this.#errors = store.collection("error-windows");
	}

	settings(): Limits {
		return this.#settings.get("all") ?? USUAL_LIMITS;
	}

	change(limits: Partial<Limits>): Limits {
		return this.#settings.set("all", { ...this.settings(), ...limits });
	}

	/** Counts a call of an app in a division; the headers of its answer, or a 429. */
	spend(caller: { clientId: string; region: string; division: number }, now: number): Headers {
		const { minute, day, licenceDay } = this.settings();
		const scope = `${caller.region}/${caller.division}/${caller.clientId}`;
		if (licenceDay !== null && this.#used(`licence:${caller.region}`, DAY_MS, now) >= licenceDay) {
			throw new ExactError(429, "Licence limit exceeded", { rule: "rate-limited" });
		}
		const dayUsed = this.#used(`day:${scope}`, DAY_MS, now);
		if (dayUsed >= day) {
			throw refusal(dayHeaders(day, 0, now));
		}
		const minuteUsed = this.#used(`minute:${scope}`, MINUTE_MS, now);
		if (minuteUsed >= minute) {
			throw refusal(minuteHeaders(minute, 0, now));
		}
		this.#add(`licence:${caller.region}`, DAY_MS, now);
		this.#add(`day:${scope}`, DAY_MS, now);
		this.#add(`minute:${scope}`, MINUTE_MS, now);
		return new Headers({
			...dayHeaders(day, day - dayUsed - 1, now),
			...minuteHeaders(minute, minute - minuteUsed - 1, now),
		});
	}

	/** What is left for an app in a division, without spending any. */
	left(caller: { clientId: string; region: string; division: number }, now: number) {
		const { minute, day } = this.settings();
		const scope = `${caller.region}/${caller.division}/${caller.clientId}`;
		return {
			minuteLeft: Math.max(0, minute - this.#used(`minute:${scope}`, MINUTE_MS, now)),
			dayLeft: Math.max(0, day - this.#used(`day:${scope}`, DAY_MS, now)),
		};
	}

	demandFewErrors(endpoint: string, now: number): void {
		if ((this.#errors.get(endpoint)?.blockedUntil ?? 0) > now) {
			throw new ExactError(429, "API rate limit exceeded", { rule: "error-limit" });
		}
	}

	countError(endpoint: string, now: number): void {
		const start = windowStart(HOUR_MS, now);
		const known = this.#errors.get(endpoint);
		const used = known?.start === start ? known.used + 1 : 1;
		const isOver = used >= this.settings().errors;
		this.#errors.set(endpoint, { start, used, blockedUntil: isOver ? now + HOUR_MS : 0 });
	}

	#used(key: string, lengthMs: number, now: number): number {
		const known = this.#windows.get(key);
		return known?.start === windowStart(lengthMs, now) ? known.used : 0;
	}

	#add(key: string, lengthMs: number, now: number): void {
		const used = this.#used(key, lengthMs, now) + 1;
		this.#windows.set(key, { start: windowStart(lengthMs, now), used });
	}
}

function windowStart(lengthMs: number, now: number): number {
	return Math.floor(now / lengthMs) * lengthMs;
}

function refusal(headers: Record<string, string>): ExactError {
	return new ExactError(429, "Too many requests", { rule: "rate-limited", headers });
}

function dayHeaders(limit: number, left: number, now: number): Record<string, string> {
	return {
		"X-RateLimit-Limit": String(limit),
		"X-RateLimit-Remaining": String(left),
		"X-RateLimit-Reset": String(windowStart(DAY_MS, now) + DAY_MS),
	};
}

function minuteHeaders(limit: number, left: number, now: number): Record<string, string> {
	return {
		"X-RateLimit-Minutely-Limit": String(limit),
		"X-RateLimit-Minutely-Remaining": String(left),
		"X-RateLimit-Minutely-Reset": String(windowStart(MINUTE_MS, now) + MINUTE_MS),
	};
}
