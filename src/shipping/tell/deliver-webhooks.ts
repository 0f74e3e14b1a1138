import { Webhook } from "standardwebhooks";

import { backoffMs } from "../../lib/backoff.ts";
import { forEachLimited } from "../../lib/concurrency.ts";
import { isAppError } from "../../lib/errors.ts";
import { eventBody } from "../model/told-events.ts";
import type { DeliveryResult, DueDelivery, Endpoint } from "../ports/telling.ts";
import { withLease } from "../with-lease.ts";
import { TELL_LIMITS } from "./tell-limits.ts";
import type { TellingDeps } from "./telling-deps.ts";

/**
 * Sends an endpoint what is due for it: one run at a time (lease), fifty events claimed and settled together, six
 * requests at once, signed as Standard Webhooks says. A run that dies before it has settled sends them again under the
 * same ids, so each comes at least once. What was not taken comes again over a day; an endpoint that takes nothing
 * rests ever longer, is tried with one event, and is disabled after a day. Its rows stay.
 */
export async function deliverWebhooks(endpointId: string, deps: TellingDeps): Promise<void> {
	const lease = { kind: "webhooks", scope: endpointId, leaseMs: TELL_LIMITS.leaseMs } as const;
	await withLease(lease, deps, async (mayGoOn) => {
		for (;;) {
			const endpoint = await deps.telling.findEndpoint(endpointId);
			const now = deps.clock.now();
			if (endpoint === undefined || endpoint.restUntil > now) {
				return "done";
			}
			if (!(await mayGoOn())) {
				return "unfinished";
			}
			const due = await deps.telling.claimDeliveries(endpointId, {
				now,
				until: now + TELL_LIMITS.leaseMs,
				limit: endpoint.failures > 0 ? 1 : TELL_LIMITS.deliveryRows,
			});
			if (due.length === 0) {
				return "done";
			}
			await deliver(endpoint, due, deps);
		}
	});
}

async function deliver(
	endpoint: Endpoint & { secret: string },
	due: readonly DueDelivery[],
	deps: TellingDeps,
): Promise<void> {
	const signer = new Webhook(endpoint.secret);
	const results: DeliveryResult[] = [];
	let retryAfterSeconds: number | undefined;
	await forEachLimited(due, TELL_LIMITS.callsAtOnce, async (delivery) => {
		const answer = await send(endpoint, signer, delivery, deps);
		retryAfterSeconds = answer.retryAfterSeconds ?? retryAfterSeconds;
		results.push(resultOf(delivery, answer, deps.clock.now()));
	});
	const now = deps.clock.now();
	await deps.telling.settleDeliveries(endpoint.id, results, now);
	const taken = results.filter(({ state }) => state === "taken").length;
	const lastCode = results.find(({ state }) => state !== "taken")?.code ?? null;
	deps.log.info("webhooks.sent", { endpointId: endpoint.id, taken, of: results.length });
	if (taken > 0) {
		const health = { failures: 0, failingSince: null, restUntil: 0, lastCode, takenAt: now };
		await deps.telling.noteEndpoint(endpoint.id, health);
		return;
	}
	const failures = endpoint.failures + 1;
	const failingSince = endpoint.failingSince ?? now;
	await deps.telling.noteEndpoint(endpoint.id, {
		failures,
		failingSince,
		restUntil: now + waitMs(failures, retryAfterSeconds),
		lastCode,
		takenAt: null,
	});
	if (now - failingSince >= TELL_LIMITS.giveUpMs && failures >= TELL_LIMITS.giveUpRuns) {
		await deps.telling.disableEndpoint(endpoint, lastCode ?? "webhook.no_answer", now);
		deps.log.warn("webhooks.given_up", { endpointId: endpoint.id });
		await deps.wakeUps.send("alerts", "all");
	}
}

type Answer = { code: string | null; retryAfterSeconds: number | undefined };

async function send(
	endpoint: Endpoint,
	signer: Webhook,
	{ event, name }: DueDelivery,
	deps: TellingDeps,
): Promise<Answer> {
	const body = eventBody(event, name);
	const at = new Date(deps.clock.now());
	const headers = {
		"content-type": "application/json",
		"webhook-id": event.id,
		"webhook-timestamp": String(Math.floor(at.getTime() / 1_000)),
		"webhook-signature": signer.sign(event.id, at, body),
	};
	try {
		const { status, retryAfterSeconds } = await deps.outbound.post(endpoint.url, { headers, body });
		return {
			code: status >= 200 && status < 300 ? null : `http.${status}`,
			retryAfterSeconds,
		};
	} catch (error) {
		// Whatever it was, it comes again; the address itself and what it said are for no log.
		return {
			code: isAppError(error) ? error.code : "internal.unexpected",
			retryAfterSeconds: undefined,
		};
	}
}

function resultOf(
	{ event, attempts, firstTriedAt }: DueDelivery,
	{ code, retryAfterSeconds }: Answer,
	now: number,
): DeliveryResult {
	if (code === null) {
		return { eventId: event.id, state: "taken", dueAt: null, code };
	}
	if (firstTriedAt !== null && now - firstTriedAt >= TELL_LIMITS.giveUpMs) {
		return { eventId: event.id, state: "failed", dueAt: null, code };
	}
	return {
		eventId: event.id,
		state: "due",
		dueAt: now + waitMs(attempts, retryAfterSeconds),
		code,
	};
}

function waitMs(attempt: number, retryAfterSeconds: number | undefined): number {
	return backoffMs({
		attempt,
		baseMs: TELL_LIMITS.backoffBaseMs,
		capMs: TELL_LIMITS.backoffCapMs,
		retryAfterSeconds,
	});
}
