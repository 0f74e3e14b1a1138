import type { Context, Hono } from "hono";

import type { Outcome } from "./answers.ts";
import { type Caller, findCaller, guard } from "./guard.ts";
import { runOperation } from "./operation.ts";
import type { FedexTwinParts } from "./parts.ts";
import { readJson } from "./read-json.ts";
import { answerDocuments } from "./tracking/answer-documents.ts";
import { answerNumbers } from "./tracking/answer-numbers.ts";
import { answerReferences } from "./tracking/answer-references.ts";

export function addTrackRoutes(app: Hono, parts: FedexTwinParts): void {
	app.post("/track/v1/trackingnumbers", (context) =>
		runTracking(parts, context, { name: "track.numbers", answer: answerNumbers }),
	);
	app.post("/track/v1/referencenumbers", (context) =>
		runTracking(parts, context, { name: "track.references", answer: answerReferences }),
	);
	app.post("/track/v1/trackingdocuments", (context) =>
		runTracking(parts, context, { name: "track.documents", answer: answerDocuments }),
	);
}

async function runTracking(
	parts: FedexTwinParts,
	context: Context,
	operation: {
		name: string;
		answer: (parts: FedexTwinParts, caller: Caller, body: unknown) => Outcome | Promise<Outcome>;
	},
): Promise<Response> {
	const request = context.req.raw;
	const body = await readJson(request);
	const sent = await runOperation(parts, {
		name: operation.name,
		scope: findCaller(parts, request) ?? "-",
		request,
		work: () =>
			guard(parts, {
				request,
				api: "track",
				work: (caller) => operation.answer(parts, caller, body),
			}),
	});
	return sent.response;
}
