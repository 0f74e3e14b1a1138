import { sha256Hex } from "../../lib/encoding.ts";
import type { ShippingDeps } from "../deps.ts";
import type { DivisionSettings } from "../model/division-settings.ts";
import { LIMITS } from "../model/limits.ts";
import type { Billing } from "../model/settings/billing.ts";
import { localMoment, planShipDate } from "../model/ship-date.ts";
import type { ShipmentPlan } from "../model/shipment-plan.ts";
import type { RawAnswer } from "../model/shipment.ts";
import type { PaceFacts } from "../model/tracking-paces.ts";
import type { Carrier } from "../ports/carrier.ts";
import type { FedexAccount } from "../ports/fedex-accounts.ts";
import type { JournalEntry } from "../ports/platform.ts";
import type { DueShipment, SentShipment } from "../ports/shipments.ts";
import { takeMarker } from "./claim-marker.ts";
import { followMarker } from "./recover-shipment.ts";
import { newReference } from "./references.ts";
import { giveBackUnsent, settleFailure } from "./settle-answer.ts";
import { settleCall } from "./settle-call.ts";

/**
 * One label, bought once: claim in D1, marker in R2 (the permission to call), one call, journal, confirm. What dies
 * on the way is picked up when its lease ran out: from the journal if the answer is there; as never sent if the
 * marker was not taken; else as unknown, which is never sent again blindly.
 */
export type BookingRun = {
	settings: DivisionSettings;
	account: FedexAccount;
	carrier: Carrier;
	/** False keeps the labels of a sandbox account out of a live Exact. */
	writesBack: boolean;
	/** The token of the probe of a suspended account. */
	probeAt: number | null;
	billing: Billing | null;
	pickUp: PaceFacts["pickUp"];
};

/** Room that a call must still have in its lease when it starts. */
const CALL_MARGIN_MS = LIMITS.fedexCreateTimeoutMs + 20_000;

/** Answers until when the whole account has to wait; 0 where it has not. */
export async function bookShipment(
	shipment: DueShipment & { plan: ShipmentPlan },
	run: BookingRun,
	deps: ShippingDeps,
): Promise<number> {
	const now = deps.clock.now();
	const reference = newReference(shipment.orderNumber);
	const shipDate = planShipDate(now, run.settings);
	const request = run.carrier.writeBooking({
		plan: shipment.plan,
		accountNumber: run.account.accountNumber,
		reference,
		shipDate,
		today: localMoment(now, run.settings.timeZone).date,
	});
	const leasedUntil = now + LIMITS.claimLeaseMs;
	const outcome = await deps.shipments.claim({
		shipment,
		reference,
		requestHash: await sha256Hex(request),
		shipDate,
		now,
		leasedUntil,
		maxLabelsPerHour: run.settings.maxLabelsPerHour,
		freshSince: now - LIMITS.freshnessMs,
		probeAt: run.probeAt,
	});
	if (outcome === "lost") {
		const dueAt = now + LIMITS.earlyDelayMs;
		await deps.shipments.postpone(shipment.id, shipment.version, dueAt, shipment.failures);
		return 0;
	}
	const sent: SentShipment = {
		...shipment,
		status: "creating",
		version: shipment.version + 1,
		attemptNumber: shipment.attemptNumber + 1,
		reference,
		shipDate,
	};
	const entry = await deps.journal.begin(sent.exactOrderId, reference);
	const verdict = await takeMarker(
		sent,
		{ reference, shipmentId: sent.id, shipDate, at: now, isAbandoned: false },
		deps.objects,
	);
	if (verdict.kind === "taken" && verdict.marker.reference !== reference) {
		return followMarker(sent, verdict.marker, run, deps);
	}
	const isAbandoned = verdict.kind === "taken" && verdict.marker.isAbandoned;
	if (isAbandoned || deps.clock.now() > leasedUntil - CALL_MARGIN_MS) {
		await giveBackUnsent(sent, deps);
		return 0;
	}
	return callCarrier(sent, { request, entry }, run, deps);
}

async function callCarrier(
	shipment: SentShipment,
	call: { request: string; entry: JournalEntry },
	run: BookingRun,
	deps: ShippingDeps,
): Promise<number> {
	let answer: RawAnswer;
	try {
		answer = await run.carrier.sendBooking(call.request, shipment.reference);
	} catch (error) {
		return settleFailure(shipment, error, deps);
	}
	await call.entry.record(answer);
	return settleCall(shipment, answer, run, deps);
}
