import { isAppError, type Problem } from "../lib/errors.ts";
import { ENDPOINT_RESTS } from "./ports.ts";

/** Why a division was not read, as it shows it, with what helps. */
export function pollProblemOf(error: unknown): Problem {
	if (!isAppError(error)) {
		return {
			code: "internal.unexpected",
			field: "",
			message: "Reading the division failed for a reason that nobody foresaw.",
			remedy: "It is tried again by itself. If it stays, the log names the cause.",
		};
	}
	return {
		code: error.code,
		field: "",
		message: error.message,
		remedy: REMEDIES[error.code] ?? "It is tried again by itself.",
	};
}

const REMEDIES: Record<string, string> = {
	"exact.division_forbidden":
		"Give the connected user access to the division in Exact again, or connect as a user who has it.",
	"exact.scope_missing":
		"Add the scope in the App Center, then connect again. Nothing is lost meanwhile.",
	"exact.forbidden": "Give the connected user the right in Exact.",
	"exact.licence_expired": "Renew the licence at Exact.",
	"exact.needs_reauthorization": "Connect again: open the connection and consent at Exact.",
	"exact.not_connected": "Connect: open the connection and consent at Exact.",
	"exact.no_room": "Nothing to do: it goes on when Exact allows more calls.",
	"exact.rate_limited": "Nothing to do: it goes on when Exact allows more calls.",
	[ENDPOINT_RESTS]:
		"It goes on by itself. If it comes back, look in the log which calls Exact refuses and why: rights, a deleted record, or data.",
	"exact.licence_limit":
		"It goes on when Exact allows more calls; fewer apps on the same licence leave more of them.",
};
