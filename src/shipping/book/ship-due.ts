import { forEachLimited } from "../../lib/concurrency.ts";
import { isAppError, refusal } from "../../lib/errors.ts";
import type { ShippingDeps } from "../deps.ts";
import { LIMITS } from "../model/limits.ts";
import type { ShipmentPlan } from "../model/shipment-plan.ts";
import type { Carrier } from "../ports/carrier.ts";
import type { Division } from "../ports/divisions.ts";
import type { FedexAccount } from "../ports/fedex-accounts.ts";
import type { DueShipment, SentShipment } from "../ports/shipments.ts";
import { judgeRowError, retryAt } from "../row-policy.ts";
import { admitShipments, postponeRows } from "./admit-shipments.ts";
import { type BookingRun, bookShipment } from "./book-shipment.ts";
import { pickUpOf } from "./pick-up-of.ts";
import { postponeShipment } from "./postpone-shipment.ts";
import { recoverShipment } from "./recover-shipment.ts";
import { loseShipment } from "./settle-answer.ts";
import { settleService } from "./settle-service.ts";
import { suspendAccount } from "./suspend-account.ts";
import { writesBackFrom } from "./writes-back.ts";

/**
 * Leases the due shipments of a division and books them, six at once. What the whole division lacks (a pause, the
 * hour's labels, fresh data, a token) postpones its rows together and spends no try of theirs.
 */
export async function shipDue(divisionId: string, deps: ShippingDeps): Promise<void> {
	const division = await deps.divisions.find(divisionId);
	if (division === undefined) {
		deps.log.warn("ship.division_missing", { divisionId });
		return;
	}
	const now = deps.clock.now();
	const rows = await deps.shipments.leaseDue(divisionId, {
		limit: LIMITS.drainRows,
		now,
		until: now + LIMITS.claimLeaseMs,
	});
	const [first] = rows;
	if (first === undefined) {
		return;
	}
	const account = await deps.accounts.find(first.fedexAccountId);
	if (account === undefined) {
		await postponeRows(rows, now + LIMITS.suspendedProbeMs, "account_missing", deps);
		return;
	}
	// Rows of another account (the division was mapped anew) take the next run.
	const mine = rows.filter((row) => row.fedexAccountId === account.id);
	await postponeRows(
		rows.filter((row) => row.fedexAccountId !== account.id),
		now,
		"other_account",
		deps,
	);
	await shipRows(mine, division, account, deps);
	if ((await deps.shipments.countDue(divisionId, deps.clock.now())) > 0) {
		await deps.wakeUps.send("ship", divisionId);
	}
}

async function shipRows(
	rows: DueShipment[],
	division: Division,
	account: FedexAccount,
	deps: ShippingDeps,
): Promise<void> {
	let carrier: Carrier;
	try {
		carrier = await deps.carrier(account);
	} catch (error) {
		await postponeForCarrier(rows, account, error, deps);
		return;
	}
	const writesBack = writesBackFrom(account, division);
	const settlement = {
		carrier,
		writesBack,
		billing: division.settings?.billing ?? null,
		pickUp: pickUpOf(division),
	};
	const sent = rows.filter(isSent);
	await forEachLimited(sent, LIMITS.callsAtOnce, async (row) => {
		try {
			await recoverShipment(row, settlement, deps);
		} catch (error) {
			await recoverLater(row, error, deps);
		}
	});
	const planned = rows.filter((row) => row.status === "planned");
	const { rows: ready, probeAt } = await admitShipments(planned, division, account, deps);
	if (ready.length === 0 || division.settings === null) {
		return;
	}
	try {
		await carrier.prepare();
	} catch (error) {
		await postponeForCarrier(ready, account, error, deps);
		return;
	}
	const run = { ...settlement, settings: division.settings, account, probeAt };
	await bookRows(ready, run, deps);
	await deps.wakeUps.send("write-back", division.id);
	if (account.suspendedAt !== null) {
		await endSuspension(ready, account, deps);
	}
}

/** What stops the account stops the rows that have not begun: sent into it they would only be refused as well. */
async function bookRows(
	rows: readonly DueShipment[],
	run: BookingRun,
	deps: ShippingDeps,
): Promise<void> {
	const left: DueShipment[] = [];
	let stoppedUntil = 0;
	await forEachLimited(rows, LIMITS.callsAtOnce, async (row) => {
		if (stoppedUntil > 0) {
			left.push(row);
			return;
		}
		let current = row;
		try {
			const settled = await settleService(withPlan(row), run, deps);
			if (settled !== undefined) {
				current = settled;
				stoppedUntil = Math.max(stoppedUntil, await bookShipment(settled, run, deps));
			}
		} catch (error) {
			// One bad row never stops the others. One that was claimed already is left to its lease.
			await postponeShipment(current, error, deps);
		}
	});
	await postponeRows(left, stoppedUntil, "account_stopped", deps);
}

function withPlan<T extends DueShipment>(row: T): T & { plan: ShipmentPlan } {
	const { plan } = row;
	if (plan === null) {
		throw refusal("shipment.no_plan", "The shipment has no plan; judge its order again.");
	}
	return { ...row, plan };
}

/** The probe of a suspended account made a label: it works again, and its other rows need not wait. */
async function endSuspension(
	probes: readonly DueShipment[],
	account: FedexAccount,
	deps: ShippingDeps,
): Promise<void> {
	if (await deps.shipments.hasLabelled(probes.map((row) => row.id))) {
		await deps.accounts.resume(account.id, deps.clock.now());
	}
}

async function postponeForCarrier(
	rows: readonly DueShipment[],
	account: FedexAccount,
	error: unknown,
	deps: ShippingDeps,
): Promise<void> {
	const now = deps.clock.now();
	const verdict = judgeRowError(error, { failures: 0 }, now);
	if (verdict.kind === "suspended") {
		await suspendAccount(account.id, verdict, deps);
	}
	const dueAt = retryAt(error, 0, now);
	await postponeRows(rows, dueAt, isAppError(error) ? error.code : "carrier_unavailable", deps);
}

/**
 * What is left of an attempt can't be read now. After too many tries it is taken for lost, which costs nothing: the
 * look reads the journal first, and a person sees that it is not known what became of it.
 */
async function recoverLater(row: SentShipment, error: unknown, deps: ShippingDeps): Promise<void> {
	deps.log.error("shipment.recovery_failed", error, { shipmentId: row.id });
	const now = deps.clock.now();
	const verdict = judgeRowError(error, row, now);
	if (verdict.kind === "again" || verdict.kind === "wait") {
		const failures = verdict.kind === "again" ? verdict.failures : row.failures;
		await deps.shipments.postpone(row.id, row.version, verdict.dueAt, failures);
	} else {
		await loseShipment(row, undefined, deps);
	}
}

function isSent(row: DueShipment): row is SentShipment {
	return (
		row.status === "creating" &&
		row.reference !== null &&
		row.shipDate !== null &&
		row.plan !== null
	);
}
