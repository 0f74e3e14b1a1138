import { isAppError, type Problem } from "../../lib/errors.ts";
import { ENDPOINT_RESTS } from "../ports/erp.ts";

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

/** What a poll that came to its end had to pass over; null where nothing. */
export function unreadProblem(unread: { rows: number; nameless: number }): Problem | null {
	const { rows, nameless } = unread;
	if (rows === 0) {
		return null;
	}
	const told =
		nameless === 0 ? "" : ` ${nameless === 1 ? "One does" : `${nameless} do`} not say of what.`;
	return {
		code: "exact.rows_unreadable",
		field: "",
		message: `${rows === 1 ? "One row" : `${rows} rows`} of Exact could not be read.${told} All others were.`,
		remedy:
			"Look at the blocked orders: each names the field to mend in Exact. It is read again when it is saved there and goes on by itself.",
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
	"exact.schema_changed":
		"It is tried again by itself, and nothing is passed over. If it stays, Exact changed its answers, and the connector has to be updated.",
	"exact.licence_limit":
		"It goes on when Exact allows more calls; fewer apps on the same licence leave more of them.",
};

/** Problems of a division that pass by themselves, or whose connection is what a person mends. */
export const MENDED_ELSEWHERE: readonly string[] = [
	"exact.no_room",
	"exact.rate_limited",
	"exact.licence_limit",
	"exact.needs_reauthorization",
];
