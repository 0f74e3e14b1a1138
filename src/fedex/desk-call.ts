import type { HttpAnswer } from "../lib/http.ts";
import { classifyAnswer, type FedexOperation } from "./errors.ts";
import { callFedex, type FedexCall, type FedexCallDeps } from "./fedex-call.ts";
import type { TokenSource } from "./token-source.ts";

/** What a person asks of an account for its day: couriers and closes. */
export type DeskDeps = FedexCallDeps & {
	accountNumber: string;
	/** Both are APIs of the project that makes labels. */
	shipToken: TokenSource;
};

type DeskQuestion = Pick<FedexCall, "path" | "body"> & {
	/** As the log calls it. */
	name: string;
	operation: FedexOperation;
	method: "POST" | "PUT";
	/** Error answers that tell what was asked, such as "there is none". */
	isAnswer?: (answer: HttpAnswer) => boolean;
};

/** One call, repeated after a 401 alone, which FedEx did not carry out. @throws AppError of `classifyAnswer` */
export async function callDesk(
	{ shipToken, ...deps }: DeskDeps,
	{ name, operation, isAnswer, ...asked }: DeskQuestion,
): Promise<HttpAnswer> {
	const answer = await callFedex(
		{ ...deps, token: shipToken },
		{ ...asked, operation: name, isRepeatable: operation === "read" },
	);
	if (isAnswer?.(answer) === true) {
		return answer;
	}
	const failure = classifyAnswer(operation, { ...answer, receivedAt: deps.now() });
	if (failure !== undefined) {
		throw failure;
	}
	return answer;
}
