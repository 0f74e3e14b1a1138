import type { Hono } from "hono";

import { refuse, refuseOne, type Outcome, succeed } from "./answers.ts";
import { bookShipment } from "./book-shipment.ts";
import { checkAccount } from "./checks/check-account.ts";
import { countPieces, MAX_PIECES_AT_ONCE } from "./checks/check-packages.ts";
import { checkShape } from "./checks/check-shape.ts";
import { checkShipment } from "./checks/check-shipment.ts";
import { toCreateOutput } from "./create-answer.ts";
import { type Caller, findCaller, guard } from "./guard.ts";
import type { CreateCall } from "./in-flight.ts";
import { beginJob } from "./jobs.ts";
import { runOperation } from "./operation.ts";
import type { FedexTwinParts } from "./parts.ts";
import { peekAccount, peekReference } from "./peek-request.ts";
import { readJson } from "./read-json.ts";
import { sleep } from "./sleep.ts";

export function addCreateRoute(app: Hono, parts: FedexTwinParts): void {
	app.post("/ship/v1/shipments", async (context) => {
		const request = context.req.raw;
		const body = await readJson(request);
		const call = parts.inFlight.begin(peekAccount(body), peekReference(body));
		let isDelivered = false;
		try {
			const sent = await runOperation(parts, {
				name: "ship.create",
				scope: findCaller(parts, request) ?? "-",
				request,
				work: () =>
					guard(parts, {
						request,
						api: "ship",
						work: (caller) => create(parts, caller, { request, body, call }),
					}),
			});
			isDelivered = sent.isWhole && !request.signal.aborted;
			request.signal.addEventListener("abort", () => {
				call.isDelivered = false;
			});
			return sent.response;
		} finally {
			parts.inFlight.end(call, isDelivered);
			if (!isDelivered && call.shipmentId !== null) {
				leaveAtHome(parts, call.shipmentId);
			}
		}
	});
}

/** A label that nobody received is on no box: FedEx knows of it and never sees it. */
function leaveAtHome(parts: FedexTwinParts, shipmentId: string): void {
	const shipment = parts.shipments.find(shipmentId);
	if (shipment?.travel === "usual") {
		parts.shipments.save({ ...shipment, travel: "never-picked-up" });
	}
}

/** Half of the latency passes before the shipment exists, half before the answer leaves. */
async function create(
	parts: FedexTwinParts,
	{ ids, project }: Caller,
	sent: { request: Request; body: unknown; call: CreateCall },
): Promise<Outcome> {
	const shaped = checkShape(sent.body);
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
	if (errors.length > 0) {
		return refuse(ids, { status: 400, rule: "invalid-request", errors });
	}
	const { latencyMs } = parts.settings.all();
	await sleep(latencyMs / 2);
	const now = parts.clock.now();
	const pieces = countPieces(shaped.request.requestedShipment?.requestedPackageLineItems ?? []);
	if (pieces > MAX_PIECES_AT_ONCE) {
		const job = beginJob(parts, shaped.request, { ids, now });
		sent.call.shipmentId = job.shipmentId;
		return succeed(ids, { jobId: job.id });
	}
	const shipment = bookShipment(parts, shaped.request, { ids, now });
	sent.call.shipmentId = shipment.id;
	const origin = new URL(sent.request.url).origin;
	const output = await toCreateOutput(shipment, { origin, request: shaped.request });
	await sleep(latencyMs / 2);
	return succeed(ids, output);
}
