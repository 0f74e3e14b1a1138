import { type HttpAnswer, call } from "../lib/http.ts";
import type { Log } from "../lib/log.ts";
import { LIMITS } from "../shipping/limits.ts";
import type { ParcelTracker, TrackedNumber } from "../shipping/ports.ts";
import { classifyAnswer, unreadableAnswer } from "./errors.ts";
import { parseAnswer } from "./schemas.ts";
import type { TokenSource } from "./token-source.ts";
import { readTrackAnswer } from "./track-answer.ts";
import { toTrackBody } from "./track-request.ts";
import { trackAnswerSchema } from "./track-schemas.ts";

export type FedexTrackerDeps = {
	baseUrl: string;
	/** Tracking lives in a project of its own: the credentials that make labels are refused there. */
	trackToken: TokenSource;
	fetch: typeof fetch;
	log: Log;
	now: () => number;
};

const OPERATION = "track-numbers";

/**
 * Reads where parcels are. Looking changes nothing at FedEx, so a call may be repeated; after a 401 it is, once,
 * with a newer token.
 * @throws AppError `fedex.rate_limited`, `fedex.token_rejected` (`wait`), `fedex.unavailable`,
 *   `fedex.answer_unreadable`, `http.no_answer` (`retry`), `fedex.forbidden` (`suspend`),
 *   `fedex.shipment_refused` (`refuse`), and what the token source throws
 */
export function createFedexTracker(deps: FedexTrackerDeps): ParcelTracker {
	return {
		async track(numbers) {
			const token = await deps.trackToken.get();
			const first = await post(deps, numbers, token);
			const answer =
				first.status === 401
					? await post(deps, numbers, await deps.trackToken.afterRejection(token))
					: first;
			const failure = classifyAnswer("read", { ...answer, receivedAt: deps.now() });
			if (failure !== undefined) {
				throw failure;
			}
			const parsed = parseAnswer(trackAnswerSchema, answer.body);
			if (!parsed.ok) {
				throw unreadableAnswer("read", { status: answer.status, path: parsed.path });
			}
			const { looks, unknownCodes } = readTrackAnswer(parsed.value, numbers);
			if (unknownCodes.length > 0) {
				deps.log.warn("fedex.status_unknown", { codes: unknownCodes.join(" ") });
			}
			return looks;
		},
	};
}

async function post(
	deps: FedexTrackerDeps,
	numbers: readonly TrackedNumber[],
	token: string,
): Promise<HttpAnswer> {
	const line = { system: "fedex", operation: OPERATION, numbers: numbers.length };
	const startedAt = deps.now();
	try {
		const answer = await call(
			{
				system: "fedex",
				operation: OPERATION,
				method: "POST",
				url: `${deps.baseUrl}/track/v1/trackingnumbers`,
				headers: {
					authorization: `Bearer ${token}`,
					"content-type": "application/json",
					accept: "application/json",
					"x-locale": "en_US",
				},
				body: JSON.stringify(toTrackBody(numbers)),
				timeoutMs: LIMITS.fedexTimeoutMs,
				isRepeatable: true,
			},
			deps,
		);
		deps.log.info("fedex.call", {
			...line,
			status: answer.status,
			durationMs: answer.durationMs,
		});
		return answer;
	} catch (error) {
		deps.log.info("fedex.call", { ...line, status: null, durationMs: deps.now() - startedAt });
		throw error;
	}
}
