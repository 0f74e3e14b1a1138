import { createRoute, z } from "@hono/zod-openapi";

import { type KeyHold, readKeys } from "../../shipping/keep/read-keys.ts";
import { startRotation } from "../../shipping/keep/rotate-keys.ts";
import { ROTATION_STATES } from "../../shipping/model/keeping.ts";
import { type Api, changeOf, type HttpContext, newApi } from "../context.ts";
import {
	changeProblems,
	json,
	readProblems,
	secured,
	toInstant,
	toInstantOrNull,
} from "./route-parts.ts";
import { instantSchema, reasonSchema } from "./schemas.ts";

const tags = ["Keys"];

const keySchema = z
	.object({
		id: z.string(),
		isCurrent: z.boolean().openapi({ description: "Whether it seals and signs." }),
		isInRing: z.boolean().openapi({ description: "Whether ENCRYPTION_KEYS holds it." }),
		uses: z.int().nullable().openapi({
			description: "Stored texts that it seals; null where that was never counted.",
		}),
		mayBeRemoved: z.boolean(),
		holds: z.array(z.string()).openapi({ description: "Why it has to stay." }),
	})
	.openapi("Key");

const keysSchema = z
	.object({
		keys: z.array(keySchema),
		rotation: z
			.object({
				id: z.string(),
				keyId: z.string(),
				state: z.enum(ROTATION_STATES),
				place: z.string().nullable().openapi({ description: "Where it is." }),
				rewrapped: z.int().openapi({ description: "Texts that were sealed anew." }),
				failures: z.int(),
				nextAt: instantSchema.nullable(),
				startedAt: instantSchema,
				finishedAt: instantSchema.nullable(),
			})
			.nullable(),
		problems: z.array(reasonSchema),
	})
	.openapi("Keys");

const get = createRoute({
	method: "get",
	path: "/keys",
	tags,
	summary: "The keys of the ring, what they are still needed for, and how far a rotation is",
	...secured("admin"),
	responses: {
		200: json(keysSchema, "The keys, by their ids; never the keys themselves."),
		...readProblems,
	},
});

const rotate = createRoute({
	method: "post",
	path: "/keys/rotate",
	tags,
	summary: "Seal anew, with the last key of the ring, what the others sealed",
	...secured("admin"),
	responses: { 202: json(keysSchema, "It has begun."), ...changeProblems },
});

export function keyRoutes(): Api {
	const api = newApi();
	api.openapi(get, async (c) => c.json(await showKeys(c), 200));
	api.openapi(rotate, async (c) => {
		await rotateKeys(c);
		return c.json(await showKeys(c), 202);
	});
	return api;
}

export function findKeys(c: HttpContext) {
	const { services } = c.var;
	return readKeys({ ...services, ...services.rotation });
}

/** @throws AppError `keys.only_one`, `keys.rotation_running` */
export async function rotateKeys(c: HttpContext): Promise<void> {
	const { services } = c.var;
	await startRotation(changeOf(c), { ...services, ...services.rotation });
}

async function showKeys(c: HttpContext): Promise<z.infer<typeof keysSchema>> {
	const { keys, rotation, problems } = await findKeys(c);
	return {
		keys: keys.map((key) => ({ ...key, holds: key.holds.map(holdInWords) })),
		rotation:
			rotation === null
				? null
				: {
						id: rotation.id,
						keyId: rotation.keyId,
						state: rotation.state,
						place: rotation.place,
						rewrapped: rotation.rewrapped,
						failures: rotation.failures,
						nextAt: toInstantOrNull(rotation.dueAt),
						startedAt: toInstant(rotation.startedAt),
						finishedAt: toInstantOrNull(rotation.finishedAt),
					},
		problems,
	};
}

function holdInWords(hold: KeyHold): string {
	switch (hold.code) {
		case "seals":
			return "It is the key that seals and signs.";
		case "not_counted":
			return "What it seals was not counted yet: rotate the keys first.";
		case "rotation":
			return `The rotation is under way; ${hold.count} texts were sealed anew so far.`;
		case "sealed":
			return `${hold.count} texts are sealed with it.`;
		case "links":
			return `Links and answers that it signed are good until ${toInstant(hold.until)}.`;
		case "pages":
			return `${hold.count} shipments are on their way whose customers have a link that it may have signed.`;
	}
}
