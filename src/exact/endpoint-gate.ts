import { AppError } from "../lib/errors.ts";
import type { Log } from "../lib/log.ts";
import { LIMITS } from "../shipping/model/limits.ts";
import { ENDPOINT_RESTS } from "../shipping/ports/erp.ts";
import { countErrors, type EndpointErrors, restsUntil, withError } from "./endpoint-errors.ts";
import { secondsUntil } from "./seconds-until.ts";

/**
 * Who may call an endpoint of Exact's now, by the errors that it had. Which endpoints rest comes with each grant of
 * calls, and errors, which are rare, are counted at once. Where an endpoint had some, no more calls to it are under way
 * than it may still have errors: all of them may fail.
 */
interface EndpointGate {
	/** All that is known of errors by now. */
	know(errors: EndpointErrors): void;
	/** @throws AppError `exact.endpoint_rests` (`suspend`) */
	requireAwake(endpoint: string): void;
	/** Waits until a call may begin. @throws AppError as `requireAwake` does */
	enter(endpoint: string): Promise<void>;
	leave(endpoint: string): void;
	hasErrors(endpoint: string): boolean;
	countError(endpoint: string, status: number): Promise<void>;
}

export function createEndpointGate(deps: {
	/** Answers with all that is known of errors by now. */
	countError(seen: { endpoint: string; status: number }): Promise<EndpointErrors>;
	now: () => number;
	log: Log;
}): EndpointGate {
	const { now, log } = deps;
	let errors: EndpointErrors = {};
	const underWay = new Map<string, number>();
	let waiting: (() => void)[] = [];

	function requireAwake(endpoint: string): void {
		const until = restsUntil(errors, endpoint, now());
		if (until !== null) {
			throw endpointRests(endpoint, until, now());
		}
	}

	return {
		know(known) {
			errors = known;
		},

		requireAwake,

		async enter(endpoint) {
			for (;;) {
				requireAwake(endpoint);
				const running = underWay.get(endpoint) ?? 0;
				const failed = countErrors(errors, endpoint, now());
				if (running === 0 || running + failed < LIMITS.errorsBeforeEndpointRests) {
					underWay.set(endpoint, running + 1);
					return;
				}
				await new Promise<void>((resolve) => waiting.push(resolve));
			}
		},

		leave(endpoint) {
			underWay.set(endpoint, (underWay.get(endpoint) ?? 1) - 1);
			const awakened = waiting;
			waiting = [];
			for (const awaken of awakened) {
				awaken();
			}
		},

		hasErrors: (endpoint) => countErrors(errors, endpoint, now()) > 0,

		async countError(endpoint, status) {
			const wasAwake = restsUntil(errors, endpoint, now()) === null;
			errors = withError(errors, { endpoint, status }, now());
			errors = await deps.countError({ endpoint, status });
			const until = restsUntil(errors, endpoint, now());
			if (wasAwake && until !== null) {
				log.warn(ENDPOINT_RESTS, { endpoint, status, restsMs: until - now() });
			}
		},
	};
}

function endpointRests(endpoint: string, until: number, nowMs: number): AppError {
	return new AppError({
		code: ENDPOINT_RESTS,
		disposition: "suspend",
		message: `Exact refused calls to ${endpoint} ${LIMITS.errorsBeforeEndpointRests} times within an hour. They rest until ${new Date(until).toISOString().slice(11, 16)} UTC, because Exact blocks an endpoint after ten.`,
		retryAfterSeconds: secondsUntil(until, nowMs),
		context: { endpoint },
	});
}
