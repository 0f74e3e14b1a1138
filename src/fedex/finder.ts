import type { BookingFinder } from "../shipping/ports/carrier.ts";
import { findErrorCodes, unreadableAnswer } from "./errors.ts";
import { fateOf } from "./parcel-fate.ts";
import { isNotFoundCode, readReferenceAnswer } from "./reference-answer.ts";
import { parseAnswer } from "./schemas.ts";
import { pickResult } from "./track-answer.ts";
import { askTrack, type TrackCallDeps } from "./track-call.ts";
import { toReferenceBody, toTrackBody } from "./track-request.ts";
import { referenceAnswerSchema, trackAnswerSchema } from "./track-schemas.ts";

type FedexFinderDeps = TrackCallDeps & { accountNumber: string };

/**
 * Looks for bookings whose answer was lost. A new label is known to Track only after a while, so "none" is an answer
 * about this moment alone.
 * @throws AppError `fedex.answer_unreadable`, `fedex.search_failed` (`retry`), and what `askTrack` throws
 */
export function createFedexFinder(deps: FedexFinderDeps): BookingFinder {
	return {
		async findByReference({ reference, shipDate }) {
			const answer = await askTrack(deps, {
				operation: "track-reference",
				path: "/track/v1/referencenumbers",
				body: toReferenceBody({ reference, shipDate, accountNumber: deps.accountNumber }),
				asked: 1,
				isAnswer: saysNotFound,
			});
			if (saysNotFound(answer)) {
				return [];
			}
			const parsed = parseAnswer(referenceAnswerSchema, answer.body);
			if (!parsed.ok) {
				throw unreadableAnswer("read", { status: answer.status, path: parsed.path });
			}
			return readReferenceAnswer(parsed.value, reference);
		},

		async findByNumber(numbers) {
			const answer = await askTrack(deps, {
				operation: "track-numbers",
				path: "/track/v1/trackingnumbers",
				body: toTrackBody(numbers),
				asked: numbers.length,
			});
			const parsed = parseAnswer(trackAnswerSchema, answer.body);
			if (!parsed.ok) {
				throw unreadableAnswer("read", { status: answer.status, path: parsed.path });
			}
			const { completeTrackResults } = parsed.value.output;
			return numbers.flatMap((asked) => {
				const known = completeTrackResults
					.filter((complete) => complete.trackingNumber === asked.trackingNumber)
					.flatMap((complete) => complete.trackResults)
					.filter((result) => result.error === undefined);
				const mine = pickResult(known, asked);
				return mine === undefined
					? []
					: [{ trackingNumber: asked.trackingNumber, fate: fateOf(mine) }];
			});
		},
	};
}

function saysNotFound({ status, body }: { status: number; body: string }): boolean {
	const codes = status === 400 || status === 404 ? findErrorCodes(body) : [];
	return codes.length > 0 && codes.every(isNotFoundCode);
}
