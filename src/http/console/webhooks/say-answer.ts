import type { readEndpoint } from "../../api/outgoing-webhooks.ts";
import { t } from "../texts/t.ts";

/** What a receiver answered, from the code that is kept of it. */
export function sayAnswer(code: string): string {
	const [kind, rest = ""] = code.split(".");
	if (kind === "http") {
		return t.webhooks.answered(rest);
	}
	return code === "webhook.too_slow"
		? t.webhooks.tooSlow
		: code === "webhook.no_answer"
			? t.webhooks.noAnswer
			: code;
}

type Endpoint = Awaited<ReturnType<typeof readEndpoint>>;

export function stateOf({ state, failingSince }: Endpoint): string {
	return state === "active" && failingSince !== null ? "failing" : state;
}
