import { type AppError, type Problem, refusal } from "../lib/errors.ts";
import type { Outcome } from "./ports/changes.ts";
import type { DivisionStore } from "./ports/divisions.ts";

/** @throws AppError `request.conflict` when somebody else was faster */
export function requireDone(outcome: Outcome): void {
	if (outcome === "lost") {
		throw refusal(
			"request.conflict",
			"Somebody else changed it at the same time. Read it again, then repeat the call if it is still wanted.",
		);
	}
}

/** @throws AppError `<kind>.not_found` */
export function requireFound<T>(kind: string, id: string, found: T | undefined): T {
	if (found === undefined) {
		throw refusal(`${kind}.not_found`, `There is no ${kind.replaceAll("_", " ")} ${id}.`);
	}
	return found;
}

/** What the caller sent is well-formed, yet one field of it can't be. */
export function invalidField(problem: Omit<Problem, "code">): AppError {
	return invalidFields([problem]);
}

export function invalidFields(problems: readonly Omit<Problem, "code">[]): AppError {
	return refusal(
		"request.invalid",
		"The request does not validate.",
		problems.map((problem) => ({ code: "request.invalid", ...problem })),
	);
}

/** @throws AppError `division.not_live` where nothing would be shipped */
export async function requireLive(
	divisionId: string,
	divisions: Pick<DivisionStore, "find">,
): Promise<void> {
	const division = requireFound("division", divisionId, await divisions.find(divisionId));
	if (division.mode !== "live") {
		throw refusal(
			"division.not_live",
			`The division is ${division.mode}, so nothing would ship. Release it first.`,
		);
	}
}

export function returnExists(): AppError {
	return refusal(
		"shipment.return_exists",
		"There is a return label for this shipment already. Void that one first, then ask again.",
	);
}
