import { isAppError, type Problem } from "../../lib/errors.ts";
import { toGuid } from "../../lib/guid.ts";
import { logPostponed } from "../../lib/log.ts";
import type { ShippingDeps } from "../deps.ts";
import { noteGrantEnded } from "../grant.ts";
import { LIMITS } from "../model/limits.ts";
import type { Division } from "../ports/divisions.ts";
import { ENDPOINT_RESTS, type ErpDivision, type ErpWebhook } from "../ports/erp.ts";
import { OTHER_DEPLOYMENT, type Subscription, type SubscriptionStore } from "../ports/webhooks.ts";
import { judgeRowError } from "../row-policy.ts";
import { withLease } from "../with-lease.ts";
import * as reasons from "./subscription-reasons.ts";

/**
 * Has Exact tell about a division: what is subscribed already is left alone, what is missing is made, and what goes
 * to another deployment is refused and never taken over. Looked at daily with one call, since Exact does not say
 * when it drops one. Whatever fails here only costs time: polling goes on without hints.
 */
type SubscribeDeps = Pick<
	ShippingDeps,
	"clock" | "log" | "divisions" | "leases" | "wakeUps" | "grants" | "erp"
> & {
	subscriptions: SubscriptionStore;
	/** Where Exact is to call; undefined where it could not reach this Worker. */
	callbackUrl(connectionId: string): string | undefined;
};

export async function subscribeWebhooks(divisionId: string, deps: SubscribeDeps): Promise<void> {
	const lease = { kind: "subscribe", scope: divisionId, leaseMs: LIMITS.pollLeaseMs } as const;
	await withLease(lease, deps, async () => {
		const now = deps.clock.now();
		const division = await deps.divisions.find(divisionId);
		const rows = await deps.subscriptions.list(divisionId);
		const isDue = rows.some((row) => row.dueAt !== null && row.dueAt <= now);
		const isOpen = division !== undefined && division.mode !== "off";
		if (isDue && isOpen && !(await deps.divisions.isPaused(divisionId))) {
			await look(division, rows, deps);
		}
		return "done";
	});
}

/** All topics of a division are looked at together: the list is one call for all of them. */
async function look(
	division: Division,
	rows: readonly Subscription[],
	deps: SubscribeDeps,
): Promise<void> {
	const callbackUrl = deps.callbackUrl(division.connectionId);
	if (callbackUrl === undefined) {
		for (const row of rows) {
			await refuse(row, reasons.NO_PUBLIC_URL, deps);
		}
		return;
	}
	const { erp, room } = deps.erp(division, "backfill");
	try {
		const clientId = await deps.subscriptions.findClientId(division.connectionId);
		const ours = await listOurs(erp, clientId);
		for (const row of rows) {
			try {
				await settle(row, { erp, ours, clientId, callbackUrl }, deps);
			} catch (error) {
				await postpone(division, row, error, deps);
			}
		}
	} catch (error) {
		for (const row of rows) {
			await postpone(division, row, error, deps);
		}
	} finally {
		await room.flush();
	}
}

type Looked = {
	erp: ErpDivision;
	ours: readonly ErpWebhook[];
	clientId: string | undefined;
	callbackUrl: string;
};

/** The subscriptions of this app; those of others are none of its business. */
async function listOurs(erp: ErpDivision, clientId: string | undefined): Promise<ErpWebhook[]> {
	const all = await erp.listWebhooks();
	return all.filter(
		(webhook) => webhook.clientId === null || toGuid(webhook.clientId) === toGuid(clientId ?? ""),
	);
}

async function settle(row: Subscription, looked: Looked, deps: SubscribeDeps): Promise<void> {
	const { erp, callbackUrl } = looked;
	const found = looked.ours.find((webhook) => webhook.topic === row.topic);
	if (found !== undefined) {
		await keepOrReplace(row, found, looked, deps);
		return;
	}
	const made = await erp.createWebhook({ topic: row.topic, callbackUrl });
	if (made !== "exists") {
		await keep(row, made.id, deps);
		return;
	}
	const hidden = (await listOurs(erp, looked.clientId)).find(
		(webhook) => webhook.topic === row.topic,
	);
	if (hidden === undefined) {
		await refuse(row, reasons.unseen(row.topic), deps);
		return;
	}
	await keepOrReplace(row, hidden, looked, deps);
}

async function keepOrReplace(
	row: Subscription,
	found: ErpWebhook,
	{ erp, callbackUrl }: Looked,
	deps: SubscribeDeps,
): Promise<void> {
	if (isSameAddress(found.callbackUrl, callbackUrl)) {
		await keep(row, found.id, deps);
		return;
	}
	if (await isLeftOver(found.callbackUrl, callbackUrl, deps)) {
		await erp.deleteWebhook(found.id);
		const made = await erp.createWebhook({ topic: row.topic, callbackUrl });
		if (made !== "exists") {
			await keep(row, made.id, deps);
			return;
		}
	}
	await refuse(row, reasons.otherDeployment(row.topic, found.callbackUrl), deps);
}

/** It calls this deployment for a connection that was deleted since: nobody else listens to it. */
async function isLeftOver(
	found: string,
	callbackUrl: string,
	deps: SubscribeDeps,
): Promise<boolean> {
	const there = URL.parse(found);
	const here = new URL(callbackUrl);
	const connectionId = /^\/webhooks\/exact\/([^/]+)\/?$/.exec(there?.pathname ?? "")?.[1];
	if (there?.origin !== here.origin || connectionId === undefined) {
		return false;
	}
	return (await deps.subscriptions.findClientId(connectionId)) === undefined;
}

function isSameAddress(one: string, other: string): boolean {
	const plain = (url: string) => (URL.parse(url)?.href ?? url).replace(/\/+$/, "");
	return plain(one) === plain(other);
}

async function keep(row: Subscription, id: string, deps: SubscribeDeps): Promise<void> {
	const now = deps.clock.now();
	await deps.subscriptions.save(
		{
			...row,
			state: "subscribed",
			exactSubscriptionId: id,
			reason: null,
			failures: 0,
			dueAt: now + LIMITS.webhookCheckMs,
		},
		now,
	);
	if (row.state !== "subscribed" || row.exactSubscriptionId !== id) {
		deps.log.info("webhook.subscribed", { divisionId: row.divisionId, topic: row.topic });
	}
}

async function refuse(row: Subscription, reason: Problem, deps: SubscribeDeps): Promise<void> {
	const now = deps.clock.now();
	await deps.subscriptions.save(
		{
			...row,
			state: "refused",
			exactSubscriptionId: null,
			reason,
			failures: 0,
			dueAt: now + LIMITS.webhookCheckMs,
		},
		now,
	);
	deps.log.warn("webhook.refused", {
		divisionId: row.divisionId,
		topic: row.topic,
		code: reason.code,
	});
}

/**
 * What can't be told now says nothing about a subscription that stands, nor about one that another deployment
 * holds: both stay as they are until a look succeeds.
 */
async function postpone(
	division: Division,
	row: Subscription,
	error: unknown,
	deps: SubscribeDeps,
): Promise<void> {
	const now = deps.clock.now();
	const verdict = judgeRowError(error, row, now);
	const isHeld = row.state === "subscribed" || row.reason?.code === OTHER_DEPLOYMENT;
	if (verdict.kind === "reauthorize") {
		await noteGrantEnded(division.connectionId, deps);
	}
	if (verdict.kind === "suspended" && !isHeld && !isWaiting(error)) {
		await refuse(row, reasons.notAllowed(row.topic, verdict), deps);
		return;
	}
	const isFree = verdict.kind === "reauthorize" || isWaiting(error);
	const failures = isFree ? row.failures : row.failures + 1;
	await deps.subscriptions.save(
		{
			...row,
			failures: Math.min(failures, LIMITS.attemptsBeforeFailed),
			reason: isHeld ? row.reason : reasons.notMade(row.topic, error),
			dueAt: nextLookAt(error, verdict, failures, now),
		},
		now,
	);
	logPostponed(deps.log, "webhook.postponed", error, {
		divisionId: row.divisionId,
		topic: row.topic,
		failures,
	});
}

function isWaiting(error: unknown): boolean {
	return isAppError(error) && (error.disposition === "wait" || error.code === ENDPOINT_RESTS);
}

/** A 400 counts towards the errors after which Exact blocks the endpoint for an hour; its 500s do not. */
function nextLookAt(
	error: unknown,
	verdict: ReturnType<typeof judgeRowError>,
	failures: number,
	now: number,
): number {
	if (failures >= LIMITS.attemptsBeforeFailed) {
		return now + LIMITS.webhookCheckMs;
	}
	if (verdict.kind === "refused" && isAppError(error) && error.code === "exact.bad_request") {
		return now + LIMITS.hour;
	}
	return "dueAt" in verdict ? verdict.dueAt : now + LIMITS.backoffBaseMs * 2 ** failures;
}
