import { chunk, forEachLimited } from "../../lib/concurrency.ts";
import type { MailKind } from "../model/customer-mails.ts";
import type { CustomerMail, Mailer, MailFacts, MailStore } from "../ports/telling.ts";
import { withLease } from "../with-lease.ts";
import { composeMail } from "./compose-mail.ts";
import { TELL_LIMITS } from "./tell-limits.ts";
import type { TellingDeps } from "./telling-deps.ts";
import { trySend } from "./try-send.ts";

/**
 * Sends customers what is due. A row is claimed before it is handed over, and one whose answer was lost is never sent
 * again: a customer who is told nothing asks, one who is told twice loses trust. What was refused before it went out is
 * tried again over hours; what is no news any more is left out.
 */
export async function sendMails(scope: string, deps: TellingDeps): Promise<void> {
	const lease = { kind: "mails", scope, leaseMs: TELL_LIMITS.leaseMs } as const;
	await withLease(lease, deps, async (mayGoOn) => {
		const unknown = await deps.mails.forgetOrphans(deps.clock.now());
		if (unknown > 0) {
			deps.log.warn("mails.outcome_unknown", { mails: unknown });
		}
		for (;;) {
			const now = deps.clock.now();
			if (!(await mayGoOn())) {
				return "unfinished";
			}
			const due = await deps.mails.listDue(now, TELL_LIMITS.deliveryRows);
			if (due.length === 0) {
				return "done";
			}
			const facts = await deps.mails.findFacts([...new Set(due.map((mail) => mail.shipmentId))]);
			// What is claimed and not settled may have gone out and is given up: so few at a time, and nothing in between.
			for (const some of chunk(due, TELL_LIMITS.callsAtOnce)) {
				const until = deps.clock.now() + TELL_LIMITS.leaseMs;
				await sendAll(await deps.mails.claim(some, now, until), facts, deps);
			}
		}
	});
}

type Result = Parameters<MailStore["settle"]>[0][number];

async function sendAll(
	due: readonly CustomerMail[],
	facts: ReadonlyMap<string, MailFacts>,
	deps: TellingDeps,
): Promise<void> {
	const results: Result[] = [];
	await forEachLimited(due, TELL_LIMITS.callsAtOnce, async (mail) => {
		const outcome = await sendOne(mail, facts.get(mail.shipmentId), deps);
		results.push({ shipmentId: mail.shipmentId, kind: mail.kind, ...outcome });
	});
	await deps.mails.settle(results, deps.clock.now());
	const sent = results.filter(({ state }) => state === "sent").length;
	deps.log.info("mails.sent", { sent, of: results.length });
}

async function sendOne(
	mail: CustomerMail,
	facts: MailFacts | undefined,
	deps: TellingDeps,
): Promise<Omit<Result, "shipmentId" | "kind">> {
	const why =
		facts === undefined ? "mail.no_shipment" : reasonToSkip(mail.kind, facts, deps.mailer);
	if (facts === undefined || facts.address === null || why !== undefined) {
		return { state: "skipped", dueAt: null, code: why ?? "mail.no_address", messageId: null };
	}
	const [trackingUrl, stopUrl] = await Promise.all([
		deps.customerLinks.tracking(facts.shipmentId, facts.trackingLink),
		deps.customerLinks.stop(facts.shipmentId),
	]);
	if (deps.mailer === undefined || trackingUrl === null || stopUrl === null) {
		return { state: "skipped", dueAt: null, code: "mail.not_set_up", messageId: null };
	}
	const { mailer } = deps;
	const message = {
		...composeMail(mail.kind, facts, { trackingUrl, stopUrl }),
		to: [facts.address],
	};
	return trySend(() => mailer.send(message), mail.attempts, deps.clock);
}

/** What is no news any more, or nobody is to be told. */
function reasonToSkip(
	kind: MailKind,
	facts: MailFacts,
	mailer: Mailer | undefined,
): string | undefined {
	const { status, trackingState } = facts;
	if (mailer === undefined) {
		return "mail.not_set_up";
	}
	if (facts.address === null) {
		return "mail.no_address";
	}
	if (facts.isStopped) {
		return "mail.stopped";
	}
	const isNews = {
		label_made: trackingState !== "delivered",
		out_for_delivery: trackingState === "out_for_delivery",
		delivered: trackingState === "delivered",
		problem: trackingState === "exception" || trackingState === "returned",
	}[kind];
	const isFit = status === "labelled" && !facts.isReturn && facts.isDivisionThere;
	return isNews && isFit ? undefined : "mail.no_news";
}
