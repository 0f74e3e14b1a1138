import { refusal } from "../../lib/errors.ts";
import { newId } from "../../lib/ids.ts";
import type { Person, PersonStore } from "../ports/access.ts";
import type { Change } from "../ports/changes.ts";

/** @throws AppError `person.exists` */
export async function addPerson(
	input: Pick<Person, "email" | "name" | "role">,
	change: Change,
	people: PersonStore,
): Promise<string> {
	const id = newId("per", change.now);
	if ((await people.add({ ...input, id }, change)) === "lost") {
		throw refusal(
			"person.exists",
			`${input.email} may enter already. Change the role of that person instead.`,
		);
	}
	return id;
}
