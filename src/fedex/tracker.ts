import type { ParcelTracker } from "../shipping/ports/carrier.ts";
import { unreadableAnswer } from "./errors.ts";
import { parseAnswer } from "./schemas.ts";
import { readTrackAnswer } from "./track-answer.ts";
import { askTrack, type TrackCallDeps } from "./track-call.ts";
import { toTrackBody } from "./track-request.ts";
import { trackAnswerSchema } from "./track-schemas.ts";

type FedexTrackerDeps = TrackCallDeps;

/**
 * Reads where parcels are.
 * @throws AppError `fedex.answer_unreadable` (`retry`), and what `askTrack` throws
 */
export function createFedexTracker(deps: FedexTrackerDeps): ParcelTracker {
	return {
		async track(numbers) {
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
			const { looks, unknownCodes } = readTrackAnswer(parsed.value, numbers);
			if (unknownCodes.length > 0) {
				deps.log.warn("fedex.status_unknown", { codes: unknownCodes.join(" ") });
			}
			return looks;
		},
	};
}
