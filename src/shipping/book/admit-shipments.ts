import type { ShippingDeps } from "../deps.ts";
import { LIMITS } from "../model/limits.ts";
import type { Division } from "../ports/divisions.ts";
import type { FedexAccount } from "../ports/fedex-accounts.ts";
import type { DueShipment } from "../ports/shipments.ts";

/** `probeAt` is the token of the probe of a suspended account; null where the account works. */
type Admitted = { rows: DueShipment[]; probeAt: number | null };

const NONE: Admitted = { rows: [], probeAt: null };

/**
 * Which of the planned rows may go out now. The others are postponed together until what they lack may be there: the
 * gate, room in the hour, feeds and address read lately. It spends no try of theirs.
 */
export async function admitShipments(
	planned: DueShipment[],
	division: Division,
	account: FedexAccount,
	deps: ShippingDeps,
): Promise<Admitted> {
	if (planned.length === 0 || division.settings === null) {
		return NONE;
	}
	const now = deps.clock.now();
	const { maxLabelsPerHour } = division.settings;
	const gate = await deps.shipments.gate(division.id, account.id, {
		now,
		slots: Math.min(LIMITS.drainRows, maxLabelsPerHour),
	});
	if (gate.closedBy !== null) {
		const probeAt = gate.closedBy === "account_suspended" ? (account.probeAt ?? 0) : 0;
		const dueAt = probeAt > now ? probeAt : now + LIMITS.minute;
		await postponeRows(planned, dueAt, gate.closedBy, deps);
		return NONE;
	}
	const left = Math.max(0, maxLabelsPerHour - gate.labelsLastHour);
	if (left < planned.length) {
		// The whole backlog waits until a run's worth of slots is free, or it would be moved for every label.
		const dueAt = gate.slotsFreeAt ?? now + LIMITS.hour + 1;
		await postponeRows(planned.slice(left), dueAt, "labels_per_hour", deps);
		await deps.shipments.postponeBacklog(division.id, now, dueAt);
	}
	const within = planned.slice(0, left);
	// A return is of goods that are out: nothing in Exact changes what it is.
	const returns = within.filter(isReturn);
	const outbound = within.filter((row) => !isReturn(row));
	const fresh =
		outbound.length === 0 ? [] : await withFreshData(outbound, division.id, gate.feedsReadAt, deps);
	const ready = [...returns, ...fresh];
	return probeOnly(ready, account, deps);
}

function isReturn({ plan }: DueShipment): boolean {
	return plan?.return !== undefined;
}

/** A poll reads the feeds and the addresses again, and judges what changed. */
async function withFreshData(
	rows: DueShipment[],
	divisionId: string,
	feedsReadAt: number | null,
	deps: ShippingDeps,
): Promise<DueShipment[]> {
	const since = deps.clock.now() - LIMITS.freshnessMs;
	if ((feedsReadAt ?? 0) <= since) {
		await waitForPoll(rows, divisionId, "feeds_stale", deps);
		return [];
	}
	const orders = await deps.shipments.listOrderFreshness(rows.map((row) => row.orderId));
	const isStale = (row: DueShipment) => (orders.get(row.orderId)?.addressReadAt ?? 0) <= since;
	const isFlagged = (row: DueShipment) => orders.get(row.orderId)?.isFlagged === true;
	const stale = rows.filter(isStale);
	if (stale.length > 0) {
		await deps.orders.requestJudgement(
			stale.map((row) => row.orderId),
			deps.clock.now(),
		);
	}
	await waitForPoll(
		rows.filter((row) => isStale(row) || isFlagged(row)),
		divisionId,
		"order_to_judge",
		deps,
	);
	return rows.filter((row) => !isStale(row) && !isFlagged(row));
}

/** A suspended account whose time has come is tried with one shipment of all divisions; the others wait for what it tells. */
async function probeOnly(
	rows: DueShipment[],
	account: FedexAccount,
	deps: ShippingDeps,
): Promise<Admitted> {
	if (account.suspendedAt === null || rows.length === 0) {
		return { rows, probeAt: null };
	}
	const now = deps.clock.now();
	const next = now + LIMITS.minute;
	const isMine = await deps.accounts.takeProbe(account.id, { now, next });
	await postponeRows(isMine ? rows.slice(1) : rows, next, "account_probe", deps);
	return isMine ? { rows: rows.slice(0, 1), probeAt: next } : NONE;
}

async function waitForPoll(
	rows: readonly DueShipment[],
	divisionId: string,
	why: string,
	deps: ShippingDeps,
): Promise<void> {
	if (rows.length === 0) {
		return;
	}
	const now = deps.clock.now();
	await deps.divisions.requestPoll(divisionId, now);
	// A poll that failed waits for its own reasons, and asking sooner would change nothing.
	const pollDueAt = (await deps.divisions.find(divisionId))?.pollDueAt ?? now;
	await postponeRows(rows, Math.max(now, pollDueAt) + LIMITS.earlyDelayMs, why, deps);
	await deps.wakeUps.send("poll", divisionId);
}

export async function postponeRows(
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
