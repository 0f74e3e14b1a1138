import type { Hono } from "hono";
import { z } from "zod";

import { invalidInput, type Outcome, refuse, refuseOne, succeed } from "./answers.ts";
import { checkAccount } from "./checks/check-account.ts";
import { type Caller, findCaller, guard } from "./guard.ts";
import { runOperation } from "./operation.ts";
import type { FedexTwinParts } from "./parts.ts";
import { readJson } from "./read-json.ts";
import { masterNumberOf, type ShipmentRecord } from "./shipment-record.ts";
import { findService } from "./tables/services.ts";

const shared = {
	accountNumber: z.strictObject({ value: z.string().max(9) }),
	groundServiceCategory: z.literal("GROUND"),
	closeDocumentSpecification: z
		.strictObject({ closeDocumentTypes: z.array(z.enum(["MANIFEST", "OP_950"])).min(1) })
		.optional(),
};

/** What is for reprints only is refused here, as the contract says of it. */
const closeSchema = z.strictObject({
	...shared,
	closeReqType: z.literal("GCDR"),
	closeDate: z.iso.date(),
});

const reprintSchema = z.discriminatedUnion("reprintOption", [
	z.strictObject({
		...shared,
		closeReqType: z.literal("RGCDR"),
		reprintOption: z.literal("BY_TRACKING_NUMBER"),
		trackingNumber: z.string().min(1),
	}),
	z.strictObject({
		...shared,
		closeReqType: z.literal("RGCDR"),
		reprintOption: z.literal("BY_SHIP_DATE"),
		closeDate: z.iso.date(),
	}),
]);

/** Ground's end of the day. The path has its slash at the end, as FedEx's has. */
export function addGroundCloseRoutes(app: Hono, parts: FedexTwinParts): void {
	for (const [method, name, work] of [
		["PUT", "ground.close", close],
		["POST", "ground.reprint", reprint],
	] as const) {
		app.on(method, "/ship/v1/endofday/", async (context) => {
			const request = context.req.raw;
			const body = await readJson(request);
			const sent = await runOperation(parts, {
				name,
				scope: findCaller(parts, request) ?? "-",
				request,
				work: () =>
					guard(parts, { request, api: "ship", work: (caller) => work(parts, caller, body) }),
			});
			return sent.response;
		});
	}
}

function close(parts: FedexTwinParts, { ids, project }: Caller, body: unknown): Outcome {
	const parsed = closeSchema.safeParse(body);
	if (!parsed.success) {
		return malformed(ids, parsed.error);
	}
	const { accountNumber, closeDate } = parsed.data;
	const refusal = checkAccount(accountNumber.value, project);
	if (refusal !== undefined) {
		return refuseOne(ids, refusal);
	}
	const open = groundOf(parts, accountNumber.value).filter(
		({ shipDate, closedAs }) => shipDate === closeDate && closedAs === undefined,
	);
	if (open.length === 0) {
		return nothing(ids, "Nothing of that date is left to close.");
	}
	const cycle = `${closeDate.replaceAll("-", "")}${parts.clock.now()}`;
	for (const shipment of open) {
		shipment.closedAs = cycle;
		parts.shipments.save(shipment);
	}
	return succeed(ids, manifestOf(cycle, open));
}

function reprint(parts: FedexTwinParts, { ids, project }: Caller, body: unknown): Outcome {
	const parsed = reprintSchema.safeParse(body);
	if (!parsed.success) {
		return malformed(ids, parsed.error);
	}
	const asked = parsed.data;
	const refusal = checkAccount(asked.accountNumber.value, project);
	if (refusal !== undefined) {
		return refuseOne(ids, refusal);
	}
	const closed = groundOf(parts, asked.accountNumber.value).filter(
		({ closedAs }) => closedAs !== undefined,
	);
	const cycle = closed.findLast((shipment) =>
		asked.reprintOption === "BY_SHIP_DATE"
			? shipment.shipDate === asked.closeDate
			: shipment.pieces.some(({ trackingNumber }) => trackingNumber === asked.trackingNumber),
	)?.closedAs;
	return cycle === undefined
		? nothing(ids, "No close has taken that.")
		: succeed(
				ids,
				manifestOf(
					cycle,
					closed.filter(({ closedAs }) => closedAs === cycle),
				),
			);
}

function groundOf(parts: FedexTwinParts, account: string): ShipmentRecord[] {
	return parts.shipments
		.list()
		.filter(
			(shipment) =>
				shipment.account === account &&
				findService(shipment.serviceType)?.category === "GROUND" &&
				shipment.pieces.some(({ cancelledAt }) => cancelledAt === null),
		);
}

function manifestOf(cycle: string, shipments: readonly ShipmentRecord[]) {
	const lines = shipments.map(
		(shipment) => `${masterNumberOf(shipment)}  ${shipment.pieces.length} piece(s)`,
	);
	const text = [`GROUND MANIFEST ${cycle}`, ...lines, ""].join("\n");
	return {
		closeDocuments: [
			{
				type: "MANIFEST",
				shippingCycle: cycle,
				shippingDocumentDisposition: "RETURNED",
				resolution: 200,
				copiesToPrint: 1,
				parts: [{ documentPartSequenceNumber: 1, image: btoa(text) }],
			},
		],
	};
}

function nothing(ids: Caller["ids"], message: string): Outcome {
	return refuseOne(ids, {
		status: 404,
		rule: "nothing-closed",
		code: "NOT.FOUND.ERROR",
		message,
	});
}

function malformed(ids: Caller["ids"], error: z.ZodError): Outcome {
	const errors = error.issues.map((issue) =>
		invalidInput(issue.path.join("."), `Invalid field value: ${issue.message}`),
	);
	return refuse(ids, { status: 400, rule: "invalid-request", errors });
}
