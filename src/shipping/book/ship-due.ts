import { forEachLimited } from "../../lib/concurrency.ts";
import { isAppError, refusal } from "../../lib/errors.ts";
import type { ShippingDeps } from "../deps.ts";
import { LIMITS } from "../model/limits.ts";
import type { Carrier } from "../ports/carrier.ts";
import type { Division } from "../ports/divisions.ts";
import type { FedexAccount } from "../ports/fedex-accounts.ts";
import type { DueShipment, SentShipment } from "../ports/shipments.ts";
import { judgeRowError } from "../row-policy.ts";
import { admitShipments, postponeRows } from "./admit-shipments.ts";
import { bookShipment } from "./book-shipment.ts";
import { postponeShipment } from "./postpone-shipment.ts";
import { recoverShipment } from "./recover-shipment.ts";
import { settleService } from "./settle-service.ts";
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
	const settlement = { carrier, writesBack, billing: division.settings?.billing ?? null };
	const sent = rows.filter(isSent);
	await forEachLimited(sent, LIMITS.callsAtOnce, async (row) => {
		await guarded(row, deps, () => recoverShipment(row, settlement, deps));
	});
	const planned = rows.filter((row) => row.status === "planned");
	const ready = await admitShipments(planned, division, account, deps);
	if (ready.length === 0 || division.settings === null) {
		return;
	}
	try {
		await carrier.prepare();
	} catch (error) {
		await postponeForCarrier(ready, account, error, deps);
		return;
	}
	const run = { ...settlement, settings: division.settings, account };
	await forEachLimited(ready, LIMITS.callsAtOnce, async (row) => {
		const { plan } = row;
		const settled = await guarded(row, deps, () => {
			if (plan === null) {
				throw refusal("shipment.no_plan", "The shipment has no plan; judge its order again.");
			}
			return settleService({ ...row, plan }, run, deps);
		});
		if (settled !== undefined) {
			await guarded(settled, deps, () => bookShipment(settled, run, deps));
		}
	});
	await deps.wakeUps.send("write-back", division.id);
	if (account.suspendedAt !== null) {
		await endSuspension(ready, account, deps);
	}
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
		await deps.accounts.suspend(account.id, {
			code: verdict.code,
			message: verdict.message,
			now,
			probeAt: verdict.dueAt,
		});
	}
	const dueAt = "dueAt" in verdict ? verdict.dueAt : now + LIMITS.suspendedProbeMs;
	await postponeRows(rows, dueAt, isAppError(error) ? error.code : "carrier_unavailable", deps);
}

/** One bad row never stops the others. A row that was claimed already is left to its lease. */
async function guarded<T>(
	row: DueShipment,
	deps: ShippingDeps,
	work: () => Promise<T>,
): Promise<T | undefined> {
	try {
		return await work();
	} catch (error) {
		if (row.status === "planned") {
			await postponeShipment(row, error, deps);
		} else {
			deps.log.error("shipment.recovery_failed", error, { shipmentId: row.id });
		}
		return undefined;
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
