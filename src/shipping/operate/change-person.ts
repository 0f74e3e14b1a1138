import { refusal } from "../../lib/errors.ts";
import type { Person, PersonStore } from "../ports/access.ts";
import type { Change, Outcome } from "../ports/changes.ts";
import { requireDone, requireFound } from "../refusals.ts";

/** @throws AppError `person.not_found`, `person.last_administrator`, `request.conflict` */
export async function changePerson(
	id: string,
	to: Pick<Person, "name" | "role">,
	change: Change,
	people: PersonStore,
): Promise<void> {
	const person = await requirePerson(id, people);
	const outcome = await people.change(person, to, change);
	await requireKept(person, outcome, people);
}

/**
 * Ends the person's sessions as well.
 * @throws AppError `person.not_found`, `person.last_administrator`, `request.conflict`
 */
export async function removePerson(
	id: string,
	change: Change,
	people: PersonStore,
): Promise<Person> {
	const person = await requirePerson(id, people);
	await requireKept(person, await people.remove(person, change), people);
	return person;
}

async function requirePerson(id: string, people: PersonStore): Promise<Person> {
	const found = await people.find(id);
	return requireFound("person", id, found?.removedAt === null ? found : undefined);
}

/** What did not happen to somebody who is as before was refused for being the last. */
async function requireKept(before: Person, outcome: Outcome, people: PersonStore): Promise<void> {
	const now = outcome === "lost" ? await people.find(before.id) : undefined;
	if (now?.version === before.version) {
		throw refusal(
			"person.last_administrator",
			"This is the last administrator, and somebody must be one. Make somebody else administrator first.",
		);
	}
	requireDone(outcome);
}
