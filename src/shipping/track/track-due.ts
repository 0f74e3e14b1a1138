import { forEachLimited } from "../../lib/concurrency.ts";
import { isAppError } from "../../lib/errors.ts";
import { logPostponed } from "../../lib/log.ts";
import type { ShippingDeps } from "../deps.ts";
import { LIMITS } from "../model/limits.ts";
import { TRACKING_PACES, URGENT_PACES } from "../model/tracking-paces.ts";
import type { ParcelTracker } from "../ports/carrier.ts";
import type { FedexAccount } from "../ports/fedex-accounts.ts";
import type { Work } from "../ports/suspensions.ts";
import { retryAt, stopsAll } from "../row-policy.ts";
import { admitWork, noteRefusedWork, noteWorksAgain } from "../suspended-work.ts";
import { type MayGoOn, type RunOutcome, withLease } from "../with-lease.ts";
import { type GroupRun, packGroups } from "./pack-groups.ts";
import { withSlowLooks } from "./slow-looks.ts";
import { splitGroup } from "./split-group.ts";
import { storeLooks } from "./store-looks.ts";
import { addTrackCalls, countTrackCallsLeft, untilMidnight } from "./track-quota.ts";

/**
 * Looks at the parcels of an account whose time has come: one drain at a time (lease), six calls at once, 30 numbers
 * each. What stops the whole account (the day's quota, a 429, a token, a refused project) puts all its due groups
 * off together; what stops one call puts off that group. A group never fails for good: a look can always be
 * repeated. Only the account's tracking waits, labels go on.
 */
export async function trackDue(accountId: string, deps: ShippingDeps): Promise<void> {
	const lease = { kind: "track", scope: accountId, leaseMs: LIMITS.trackLeaseMs } as const;
	await withLease(lease, deps, async (mayGoOn) => {
		const account = await deps.accounts.find(accountId);
		if (account === undefined) {
			return "done";
		}
		const tracking = withSlowLooks(deps.tracking, account, deps.clock.now());
		return drain(account, mayGoOn, { ...deps, tracking });
	});
}

async function drain(
	account: FedexAccount,
	mayGoOn: MayGoOn,
	deps: ShippingDeps,
): Promise<RunOutcome> {
	const due = () =>
		deps.tracking.listDue(
			account.id,
			deps.clock.now(),
			LIMITS.drainRows * LIMITS.trackNumbersPerCall,
		);
	const work: Work = { kind: "track", scope: account.id };
	let admission = await admitWork(work, deps);
	let tracker: ParcelTracker | undefined;
	for (let groups = await due(); groups.length > 0; groups = await due()) {
		if (admission.kind === "closed") {
			await deps.tracking.postponeDue(account.id, deps.clock.now(), admission.until);
			return "done";
		}
		if (!(await mayGoOn())) {
			return "unfinished";
		}
		const callsLeft = await countTrackCallsLeft(account.id, LIMITS.trackDayCalls, deps);
		if (callsLeft <= 0) {
			await putOff(account, untilMidnight(deps.clock.now()), "tracking.quota_used_up", deps);
			return "done";
		}
		if (
			callsLeft <= LIMITS.trackDayCalls - LIMITS.trackUnhurriedDayCalls &&
			groups.some(({ pace }) => !URGENT_PACES.includes(pace))
		) {
			await putOffUnhurried(account, deps);
			continue;
		}
		const runs = await packGroups(account.id, groups, deps);
		if (runs.length === 0) {
			continue;
		}
		try {
			tracker ??= await deps.tracker(account);
		} catch (error) {
			await stop(account, error, deps);
			return "done";
		}
		const calls = admission.kind === "probe" ? 1 : callsLeft;
		const { stoppedBy, isAnswered } = await askAll(runs.slice(0, calls), account, tracker, deps);
		if (stoppedBy !== undefined) {
			await stop(account, stoppedBy, deps);
			return "done";
		}
		if (admission.kind === "probe") {
			if (isAnswered) {
				await noteWorksAgain(work, deps);
			}
			admission = await admitWork(work, deps);
		}
	}
	return "done";
}

/** Calls and stores; answers the error that stops the whole account, if there was one, and whether FedEx let a call through. */
async function askAll(
	runs: readonly GroupRun[],
	account: FedexAccount,
	tracker: ParcelTracker,
	deps: ShippingDeps,
): Promise<{ stoppedBy: unknown; isAnswered: boolean }> {
	const answers: (() => Promise<string[]>)[] = [];
	let calls = 0;
	let isAnswered = false;
	let stoppedBy: unknown;
	await forEachLimited(runs, LIMITS.callsAtOnce, async (run) => {
		if (stoppedBy !== undefined) {
			return;
		}
		const looked = { accountId: account.id, ...run };
		calls += 1;
		try {
			const looks = await tracker.track(
				run.members.map(({ shipmentId, trackingNumber, uniqueId }) => ({
					trackingNumber,
					uniqueId,
					shipDate: run.shipments.get(shipmentId)?.shipDate ?? "",
				})),
			);
			isAnswered = true;
			answers.push(() => storeLooks({ ...looked, looks, failures: 0 }, deps));
		} catch (error) {
			if (stopsAll(error)) {
				stoppedBy = error;
			} else {
				isAnswered ||= isAppError(error) && error.disposition === "refuse";
				answers.push(() => settleFailure(run, account, error, deps));
			}
		}
	});
	await addTrackCalls(account.id, calls, deps);
	await storeAll(answers, deps);
	return { stoppedBy, isAnswered };
}

/** One after the other: two groups may hold parcels of the same shipment. */
async function storeAll(
	answers: readonly (() => Promise<string[]>)[],
	deps: ShippingDeps,
): Promise<void> {
	const divisionIds = new Set<string>();
	try {
		for (const store of answers) {
			for (const divisionId of await store()) {
				divisionIds.add(divisionId);
			}
		}
	} finally {
		for (const divisionId of divisionIds) {
			await deps.wakeUps.send("write-back", divisionId);
		}
	}
}

/** A call that failed for its group alone. */
async function settleFailure(
	run: GroupRun,
	account: FedexAccount,
	error: unknown,
	deps: ShippingDeps,
): Promise<string[]> {
	const { group, members } = run;
	const now = deps.clock.now();
	const failures = group.failures + 1;
	logPostponed(deps.log, "tracking.look_failed", error, { groupId: group.id, failures });
	if (isAppError(error) && error.disposition === "refuse") {
		if (members.length > 1) {
			await splitGroup(run, account.id, failures, deps);
			return [];
		}
		// The one number that FedEx will not hear of: looked at alone, like one that is not known yet.
		const looks = members.map(({ trackingNumber }) => ({
			kind: "unseen" as const,
			trackingNumber,
			code: error.code,
		}));
		return storeLooks({ accountId: account.id, ...run, looks, failures }, deps);
	}
	await deps.tracking.postponeGroup(group.id, retryAt(error, group.failures, now), failures, now);
	return [];
}

async function stop(account: FedexAccount, error: unknown, deps: ShippingDeps): Promise<void> {
	await noteRefusedWork({ kind: "track", scope: account.id }, error, deps);
	const dueAt = retryAt(error, 0, deps.clock.now());
	await putOff(account, dueAt, isAppError(error) ? error.code : "internal.unexpected", deps);
}

/** The rest of the day's calls is for parcels that are expected today. */
async function putOffUnhurried(account: FedexAccount, deps: ShippingDeps): Promise<void> {
	const now = deps.clock.now();
	const unhurried = TRACKING_PACES.filter((pace) => !URGENT_PACES.includes(pace));
	await deps.tracking.postponeDue(account.id, now, untilMidnight(now), unhurried);
	deps.log.warn("tracking.quota_short", { accountId: account.id });
}

async function putOff(
	account: FedexAccount,
	dueAt: number,
	why: string,
	deps: ShippingDeps,
): Promise<void> {
	const now = deps.clock.now();
	await deps.tracking.postponeDue(account.id, now, dueAt);
	deps.log.warn("tracking.stopped", { accountId: account.id, why, dueInMs: dueAt - now });
}
