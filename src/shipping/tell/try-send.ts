import { backoffMs } from "../../lib/backoff.ts";
import type { Clock } from "../../lib/clock.ts";
import { isAppError } from "../../lib/errors.ts";
import type { MailState } from "../model/customer-mails.ts";
import { TELL_LIMITS } from "./tell-limits.ts";

type Sent = {
	state: MailState;
	dueAt: number | null;
	code: string | null;
	messageId: string | null;
};

/**
 * Hands a message over, and says what becomes of its row. Only what is known not to have gone out is due again; of
 * everything unforeseen nobody knows.
 */
export async function trySend(
	send: () => Promise<{ messageId: string | null }>,
	attempts: number,
	clock: Clock,
): Promise<Sent> {
	try {
		const { messageId } = await send();
		return { state: "sent", dueAt: null, code: null, messageId };
	} catch (error) {
		const rest = { dueAt: null, messageId: null };
		if (!isAppError(error)) {
			return { ...rest, state: "unknown", code: "internal.unexpected" };
		}
		const { code, disposition, retryAfterSeconds } = error;
		const isSafe = disposition === "retry" || disposition === "wait";
		if (!isSafe) {
			return { ...rest, state: disposition === "refuse" ? "refused" : "unknown", code };
		}
		if (attempts >= TELL_LIMITS.mailTries) {
			return { ...rest, state: "refused", code };
		}
		const waitMs = backoffMs({
			attempt: attempts,
			baseMs: TELL_LIMITS.backoffBaseMs,
			capMs: TELL_LIMITS.backoffCapMs,
			retryAfterSeconds,
		});
		return { state: "due", dueAt: clock.now() + waitMs, code, messageId: null };
	}
}
