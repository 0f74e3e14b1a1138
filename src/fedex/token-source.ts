import { tokenFailure } from "./errors.ts";
import type { TokenAnswer, TokenKeeper, TokenQuestion } from "./oauth.ts";

/** The tokens of one credential, as the client asks for them. */
export interface TokenSource {
	/** @throws AppError `fedex.token_hold`, `fedex.credentials_refused`, `fedex.token_unavailable` */
	get(): Promise<string>;
	/** A newer token than the one that FedEx did not accept. @throws as `get` */
	afterRejection(token: string): Promise<string>;
}

export function createTokenSource(keeper: TokenKeeper, question: TokenQuestion): TokenSource {
	return {
		get: async () => tokenOf(await keeper.accessToken(question)),
		afterRejection: async (token) =>
			tokenOf(await keeper.tokenAfterRejection({ ...question, token })),
	};
}

function tokenOf(answer: TokenAnswer): string {
	if (!answer.ok) {
		throw tokenFailure(answer.code, answer.retryAfterSeconds);
	}
	return answer.token;
}
