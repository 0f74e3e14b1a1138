import type { Hono } from "hono";

import { type Outcome, refuse, refuseOne, succeed } from "./answers.ts";
import { checkAccount } from "./checks/check-account.ts";
import { countPieces } from "./checks/check-packages.ts";
import { checkShape } from "./checks/check-shape.ts";
import { checkShipment } from "./checks/check-shipment.ts";
import { type Caller, findCaller, guard } from "./guard.ts";
import { runOperation } from "./operation.ts";
import type { FedexTwinParts } from "./parts.ts";
import { readJson } from "./read-json.ts";

export function addValidateRoute(app: Hono, parts: FedexTwinParts): void {
	app.post("/ship/v1/shipments/packages/validate", async (context) => {
		const request = context.req.raw;
		const body = await readJson(request);
		const sent = await runOperation(parts, {
			name: "ship.validate",
			scope: findCaller(parts, request) ?? "-",
			request,
			work: () =>
				guard(parts, { request, api: "ship", work: (caller) => validate(parts, caller, body) }),
		});
		return sent.response;
	});
}

/** The same checks as for creating, for one piece, and nothing made. It takes no label options. */
function validate(parts: FedexTwinParts, { ids, project }: Caller, body: unknown): Outcome {
	const filled =
		typeof body === "object" && body !== null ? { labelResponseOptions: "LABEL", ...body } : body;
	const shaped = checkShape(filled);
	if (!shaped.isShaped) {
		return refuse(ids, { status: 400, rule: "invalid-request", errors: shaped.errors });
	}
	const accountRefusal = checkAccount(shaped.request.accountNumber?.value, project);
	if (accountRefusal !== undefined) {
		return refuseOne(ids, accountRefusal);
	}
	const errors = checkShipment(shaped.request, {
		now: parts.clock.now(),
		findCountry: (account) => parts.projects.findCountry(account),
	});
	if (countPieces(shaped.request.requestedShipment?.requestedPackageLineItems ?? []) !== 1) {
		const code = "REQUESTEDSHIPMENT.REQUESTEDPACKAGELINEITEMS.MUSTBEONE";
		errors.push({ code, message: "One package can be validated at a time." });
	}
	if (errors.length > 0) {
		return refuse(ids, { status: 400, rule: "invalid-request", errors });
	}
	const message = "The shipment could be made.";
	return succeed(ids, {
		alerts: [{ code: "SHIPMENT.VALIDATION.SUCCESS", alertType: "NOTE", message }],
	});
}
