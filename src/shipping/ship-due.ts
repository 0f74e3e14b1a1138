import { forEachLimited } from "../lib/concurrency.ts";
import { isAppError, refusal } from "../lib/errors.ts";
import { bookShipment } from "./book-shipment.ts";
import type { ShippingDeps } from "./deps.ts";
import { LIMITS } from "./limits.ts";
import type { Carrier } from "./ports.ts";
import { postponeShipment } from "./postpone-shipment.ts";
import { recoverShipment } from "./recover-shipment.ts";
import { judgeRowError } from "./row-policy.ts";
import type { Division, DueShipment, FedexAccount, SentShipment, ShippingGate } from "./stores.ts";

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
		await postpone(rows, now + LIMITS.suspendedProbeMs, "account_missing", deps);
		return;
	}
	// Rows of another account (the division was mapped anew) take the next run.
	const mine = rows.filter((row) => row.fedexAccountId === account.id);
	await postpone(
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
	const writesBack =
		account.environment === "production" || division.settings?.testDivision === true;
	const sent = rows.filter(isSent);
	await forEachLimited(sent, LIMITS.callsAtOnce, async (row) => {
		await guarded(row, deps, () => recoverShipment(row, { carrier, writesBack }, deps));
	});
	const admitted = await admit(
		rows.filter((row) => row.status === "planned"),
		division,
		deps,
	);
	const ready = await probeOnly(admitted, account, deps);
	if (ready.length === 0 || division.settings === null) {
		return;
	}
	try {
		await carrier.prepare();
	} catch (error) {
		await postponeForCarrier(ready, account, error, deps);
		return;
	}
	const run = { settings: division.settings, account, carrier, writesBack };
	await forEachLimited(ready, LIMITS.callsAtOnce, async (row) => {
		const { plan } = row;
		await guarded(row, deps, async () => {
			if (plan === null) {
				throw refusal("shipment.no_plan", "The shipment has no plan; judge its order again.");
			}
			await bookShipment({ ...row, plan }, run, deps);
		});
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

/** Which of the planned rows may go out now; the others are postponed until what they lack may be there. */
async function admit(
	planned: DueShipment[],
	division: Division,
	deps: ShippingDeps,
): Promise<DueShipment[]> {
	const [first] = planned;
	if (first === undefined || division.settings === null) {
		return [];
	}
	const now = deps.clock.now();
	const gate = await deps.shipments.gate(division.id, first.fedexAccountId, now);
	if (!gate.isOpen) {
		await postpone(planned, now + LIMITS.minute, gate.closedBy ?? "closed", deps);
		return [];
	}
	if ((gate.feedsReadAt ?? 0) <= now - LIMITS.freshnessMs) {
		await waitForPoll(planned, division.id, "feeds_stale", deps);
		return [];
	}
	const ages = await deps.shipments.listAddressAges(planned.map((row) => row.orderId));
	const isFresh = (row: DueShipment) =>
		(ages.get(row.orderId)?.readAt ?? 0) > now - LIMITS.freshnessMs;
	const stale = planned.filter((row) => !isFresh(row));
	if (stale.length > 0) {
		await deps.orders.requestJudgement(
			stale.map((row) => row.orderId),
			now,
		);
		await waitForPoll(stale, division.id, "address_stale", deps);
	}
	return withinHour(planned.filter(isFresh), division.settings.maxLabelsPerHour, gate, deps);
}

/** A suspended account whose time has come is tried with one shipment; the others wait for what it tells. */
async function probeOnly(
	rows: DueShipment[],
	account: FedexAccount,
	deps: ShippingDeps,
): Promise<DueShipment[]> {
	if (account.suspendedAt === null) {
		return rows;
	}
	await postpone(rows.slice(1), deps.clock.now() + LIMITS.minute, "account_probe", deps);
	return rows.slice(0, 1);
}

async function withinHour(
	rows: DueShipment[],
	maxLabelsPerHour: number,
	gate: ShippingGate,
	deps: ShippingDeps,
): Promise<DueShipment[]> {
	const left = Math.max(0, maxLabelsPerHour - gate.labelsLastHour);
	const now = deps.clock.now();
	await postpone(
		rows.slice(left),
		(gate.oldestLabelAt ?? now) + LIMITS.hour + 1_000,
		"labels_per_hour",
		deps,
	);
	return rows.slice(0, left);
}

async function waitForPoll(
	rows: readonly DueShipment[],
	divisionId: string,
	why: string,
	deps: ShippingDeps,
): Promise<void> {
	const now = deps.clock.now();
	await postpone(rows, now + LIMITS.earlyDelayMs, why, deps);
	await deps.divisions.requestPoll(divisionId, now);
	await deps.wakeUps.send("poll", divisionId);
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
	await postpone(rows, dueAt, isAppError(error) ? error.code : "carrier_unavailable", deps);
}

async function postpone(
	rows: readonly DueShipment[],
	dueAt: number,
	why: string,
	deps: ShippingDeps,
): Promise<void> {
	if (rows.length === 0) {
		return;
	}
	await deps.shipments.postponeAll(
		rows.map((row) => row.id),
		dueAt,
	);
	deps.log.info("shipments.postponed", {
		divisionId: rows[0]?.divisionId,
		rows: rows.length,
		why,
		dueInMs: dueAt - deps.clock.now(),
	});
}

/** One bad row never stops the others. A row that was claimed already is left to its lease. */
async function guarded(
	row: DueShipment,
	deps: ShippingDeps,
	work: () => Promise<void>,
): Promise<void> {
	try {
		await work();
	} catch (error) {
		if (row.status === "planned") {
			await postponeShipment(row, error, deps);
		} else {
			deps.log.error("shipment.recovery_failed", error, { shipmentId: row.id });
		}
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
