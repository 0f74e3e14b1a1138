import { createRoute, z } from "@hono/zod-openapi";

import { listActorNames, listPeople } from "../../db/people.ts";
import { ROLES } from "../../shipping/model/roles.ts";
import { addPerson } from "../../shipping/operate/add-person.ts";
import { changePerson, removePerson } from "../../shipping/operate/change-person.ts";
import type { Person } from "../../shipping/ports/access.ts";
import { requireFound } from "../../shipping/refusals.ts";
import { type Api, changeOf, type HttpContext, newApi } from "../context.ts";
import {
	body,
	changeProblems,
	json,
	readProblems,
	secured,
	securedOnce,
	toInstant,
} from "./route-parts.ts";
import { idParams, idempotencyHeader, instantSchema } from "./schemas.ts";

const tags = ["People"];

const name = z.string().trim().min(1).max(100);
const role = z.enum(ROLES);

export const newPersonSchema = z
	.strictObject({
		email: z.string().trim().toLowerCase().max(254).pipe(z.email("is not an e-mail address")),
		name,
		role,
	})
	.openapi("NewPerson");

export const personChangeSchema = z.strictObject({ name, role }).openapi("PersonChange");

const personSchema = z
	.object({
		id: z.string(),
		email: z.string(),
		name: z.string(),
		role,
		addedBy: z.string(),
		createdAt: instantSchema,
	})
	.openapi("Person");

const list = createRoute({
	method: "get",
	path: "/people",
	tags,
	summary: "Who may enter the console through Cloudflare Access",
	...secured("admin"),
	responses: {
		200: json(z.object({ items: z.array(personSchema) }), "All of them, by address."),
		...readProblems,
	},
});

const add = createRoute({
	method: "post",
	path: "/people",
	tags,
	summary: "Let somebody in",
	...securedOnce("admin"),
	request: { headers: idempotencyHeader, body: body(newPersonSchema) },
	responses: { 201: json(personSchema, "Let in."), ...changeProblems },
});

const change = createRoute({
	method: "put",
	path: "/people/{id}",
	tags,
	summary: "Change the name or role of somebody",
	...secured("admin"),
	request: { params: idParams, body: body(personChangeSchema) },
	responses: { 200: json(personSchema, "As it is now."), ...changeProblems },
});

const remove = createRoute({
	method: "delete",
	path: "/people/{id}",
	tags,
	summary: "Let somebody in no more; ends the sessions",
	...secured("admin"),
	request: { params: idParams },
	responses: { 204: { description: "Removed." }, ...changeProblems },
});

export function personRoutes(): Api {
	const api = newApi();
	api.openapi(list, async (c) => c.json({ items: await readPeople(c) }, 200));
	api.openapi(add, async (c) => {
		const { people } = c.var.services.setup;
		const id = await addPerson(c.req.valid("json"), changeOf(c), people);
		return c.json(await readPerson(c, id), 201);
	});
	api.openapi(change, async (c) => {
		const { id } = c.req.valid("param");
		await changePerson(id, c.req.valid("json"), changeOf(c), c.var.services.setup.people);
		return c.json(await readPerson(c, id), 200);
	});
	api.openapi(remove, async (c) => {
		const { id } = c.req.valid("param");
		await removePerson(id, changeOf(c), c.var.services.setup.people);
		return c.body(null, 204);
	});
	return api;
}

export async function readPeople(c: HttpContext) {
	const { db } = c.var.services;
	const people = await listPeople(db);
	const names = await listActorNames(
		db,
		people.map(({ addedBy }) => addedBy),
	);
	return people.map((person) => ({
		...toView(person),
		addedBy: names.get(person.addedBy) ?? person.addedBy,
	}));
}

async function readPerson(c: HttpContext, id: string) {
	return toView(requireFound("person", id, await c.var.services.setup.people.find(id)));
}

function toView({ id, email, name: called, role: as, addedBy, createdAt }: Person) {
	return { id, email, name: called, role: as, addedBy, createdAt: toInstant(createdAt) };
}
