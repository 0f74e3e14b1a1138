import type { HttpAnswer } from "../lib/http.ts";
import { classifyAnswer } from "./errors.ts";
import { callFedex, type FedexCall, type FedexCallDeps } from "./fedex-call.ts";
import type { TokenSource } from "./token-source.ts";

export type ReadCallDeps = FedexCallDeps & { token: TokenSource };

export type ReadQuestion = Pick<FedexCall, "operation" | "path" | "body" | "fields"> & {
	/** Error answers that tell what was asked, such as "there is none". */
	isAnswer?: (answer: HttpAnswer) => boolean;
};

/**
 * One question that changes nothing at FedEx, so a call may be repeated; after a 401 it is, once, with a newer token.
 * @throws AppError `fedex.rate_limited`, `fedex.token_rejected` (`wait`), `fedex.unavailable`, `http.no_answer`
 *   (`retry`), `fedex.forbidden` (`suspend`), `fedex.shipment_refused` (`refuse`), and what the token source throws
 */
export async function askFedex(deps: ReadCallDeps, question: ReadQuestion): Promise<HttpAnswer> {
	const { isAnswer, ...asked } = question;
	const answer = await callFedex(deps, { ...asked, isRepeatable: true });
	if (isAnswer?.(answer) === true) {
		return answer;
	}
	const failure = classifyAnswer("read", { ...answer, receivedAt: deps.now() });
	if (failure !== undefined) {
		throw failure;
	}
	return answer;
}
