import { and, asc, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";

import type { Role } from "../shipping/model/roles.ts";
import type { Person, PersonStore } from "../shipping/ports/access.ts";
import type { Actor } from "../shipping/ports/changes.ts";
import type { Database } from "./database.ts";
import { idsParameter } from "./json-parameter.ts";
import { apiTokens, people, sessions } from "./schema.ts";
import { transition } from "./transition.ts";

/** Who may enter. The audit holds ids and roles; addresses and names stand in the table alone. */
export function createPersonStore(db: Database): PersonStore {
	return {
		async find(id) {
			const rows = await db.select().from(people).where(eq(people.id, id));
			return rows[0];
		},

		add: (person, change) =>
			transition(db, {
				update: db
					.insert(people)
					.values({ ...person, addedBy: change.actor, createdAt: change.now, version: 1 })
					.onConflictDoNothing(),
				audit: {
					at: change.now,
					actor: change.actor,
					action: "person.added",
					subject: `person:${person.id}`,
					version: 1,
					correlationId: change.correlationId,
					details: { role: person.role },
				},
			}),

		change: ({ id, version }, to, change) =>
			transition(db, {
				update: db
					.update(people)
					.set({ ...to, version: version + 1 })
					.where(
						and(
							isAt(id, version),
							to.role === "administrator" ? undefined : leavesAdministrator(id),
						),
					),
				audit: {
					at: change.now,
					actor: change.actor,
					action: "person.changed",
					subject: `person:${id}`,
					version: version + 1,
					correlationId: change.correlationId,
					details: { role: to.role },
				},
			}),

		remove: ({ id, version }, change) =>
			transition(db, {
				update: db
					.update(people)
					.set({ removedAt: change.now, version: version + 1 })
					.where(and(isAt(id, version), leavesAdministrator(id))),
				audit: {
					at: change.now,
					actor: change.actor,
					action: "person.removed",
					subject: `person:${id}`,
					version: version + 1,
					correlationId: change.correlationId,
				},
				also: [
					db
						.update(sessions)
						.set({ endedAt: change.now })
						.where(and(eq(sessions.personId, id), isNull(sessions.endedAt))),
				],
			}),
	};
}

function isAt(id: string, version: number): SQL | undefined {
	return and(eq(people.id, id), eq(people.version, version), isNull(people.removedAt));
}

/** In the same statement as the change, so that two who remove each other at once don't leave nobody. */
function leavesAdministrator(id: string): SQL {
	return sql`(${people.role} <> 'administrator' or exists (
		select 1 from people as others
		where others.role = 'administrator' and others.removed_at is null and others.id <> ${id}))`;
}

/** Who may enter with that address. */
export async function findPersonByEmail(
	db: Database,
	email: string,
): Promise<{ id: string; role: Role } | undefined> {
	const rows = await db
		.select({ id: people.id, role: people.role })
		.from(people)
		.where(and(eq(people.email, email), isNull(people.removedAt)));
	return rows[0];
}

const PEOPLE_MAX = 500;

export async function listPeople(db: Database): Promise<Person[]> {
	return db
		.select()
		.from(people)
		.where(isNull(people.removedAt))
		.orderBy(asc(people.email))
		.limit(PEOPLE_MAX);
}

/** What to call those who did something: a person's address, a token's name. Those who have none are left out. */
export async function listActorNames(
	db: Database,
	actors: readonly Actor[],
): Promise<Map<Actor, string>> {
	const idsOf = (kind: string) => [
		...new Set(
			actors.flatMap((actor) =>
				actor.startsWith(`${kind}:`) ? [actor.slice(kind.length + 1)] : [],
			),
		),
	];
	const [persons, tokens] = await Promise.all([
		db
			.select({ id: people.id, email: people.email })
			.from(people)
			.where(inArray(people.id, idsParameter(idsOf("person")))),
		db
			.select({ id: apiTokens.id, name: apiTokens.name })
			.from(apiTokens)
			.where(inArray(apiTokens.id, idsParameter(idsOf("token")))),
	]);
	return new Map([
		...persons.map(({ id, email }) => [`person:${id}`, email] as const),
		...tokens.map(({ id, name }) => [`token:${id}`, `token “${name}”`] as const),
	]);
}
