import { forEachLimited } from "../../lib/concurrency.ts";
import { AppError, refusal } from "../../lib/errors.ts";
import { ALERT_KINDS, type AlertKind, type AlertSettings } from "../model/alerts.ts";
import type { AlertMessage, OpenAlert } from "../ports/telling.ts";
import { type MayGoOn, type RunOutcome, withLease } from "../with-lease.ts";
import { TELL_LIMITS } from "./tell-limits.ts";
import type { TellingDeps } from "./telling-deps.ts";
import { trySend } from "./try-send.ts";

/**
 * Every few minutes: what is there that the operator is to be told of, and what is over? Each is told once when it begins
 * and once when it ends; the alert and its messages are one batch. Then what is due of messages goes out. What can't be
 * asked just now keeps the state it had.
 */
export async function watchAlerts(scope: string, deps: TellingDeps): Promise<void> {
	const lease = { kind: "alerts", scope, leaseMs: TELL_LIMITS.leaseMs } as const;
	await withLease(lease, deps, async (mayGoOn) => {
		const settings = await deps.alerts.findSettings();
		if (settings === undefined) {
			return "done";
		}
		const { chatUrl, alerts, watchDueAt } = settings;
		if (watchDueAt <= deps.clock.now()) {
			const channels = [
				...(alerts.mailTo.length > 0 && deps.mailer !== undefined ? (["mail"] as const) : []),
				...(chatUrl === null ? [] : (["chat"] as const)),
			];
			await watch(alerts, channels, deps);
		}
		return sendMessages(alerts, chatUrl, mayGoOn, deps);
	});
}

async function watch(
	settings: AlertSettings,
	channels: readonly ("mail" | "chat")[],
	deps: TellingDeps,
): Promise<void> {
	const now = deps.clock.now();
	const [known, open, asked] = await Promise.all([
		deps.alerts.listCauses(settings, now),
		deps.alerts.listOpen(),
		askKeepers(settings, deps),
	]);
	const causes = [...known, ...asked.causes].filter(({ key }) =>
		settings.kinds.includes(kindOf(key)),
	);
	const isThere = new Set(causes.map(({ key }) => key));
	const isOpen = new Set(open.map(({ key }) => key));
	const over = open.filter(({ key }) => !isThere.has(key) && !asked.silent.includes(kindOf(key)));
	await deps.alerts.note(
		{ began: causes.filter(({ key }) => !isOpen.has(key)), over, channels },
		now + TELL_LIMITS.watchEveryMs,
		now,
	);
}

function kindOf(key: string): AlertKind {
	return ALERT_KINDS.find((kind) => key.startsWith(`${kind}:`)) ?? "suspended";
}

/** `silent`: the kinds whose keepers did not answer. */
async function askKeepers(
	settings: AlertSettings,
	deps: TellingDeps,
): Promise<{ causes: OpenAlert[]; silent: AlertKind[] }> {
	const causes: OpenAlert[] = [];
	const silent: AlertKind[] = [];
	if (settings.kinds.includes("hold")) {
		try {
			for (const { host } of await deps.keepers.holds()) {
				causes.push(
					toAlert(
						`hold:${host}`,
						"fedex.token_hold",
						`${host} hands out no tokens for a while.`,
						"It goes on by itself after ten minutes; should it come again, check the accounts' credentials.",
					),
				);
			}
		} catch (error) {
			deps.log.error("alerts.holds_not_read", error);
			silent.push("hold");
		}
	}
	if (settings.kinds.includes("budget")) {
		try {
			for (const { divisionId, name, dayLeft, dayLimit } of await deps.keepers.budgets()) {
				if (dayLeft * 100 < dayLimit * settings.budgetPercent) {
					causes.push(
						toAlert(
							`budget:${divisionId}`,
							"exact.day_ending",
							`${name} has ${dayLeft} of ${dayLimit} calls to Exact left today.`,
							"Labels go first by themselves; a slower schedule or a smaller write-back policy saves calls.",
						),
					);
				}
			}
		} catch (error) {
			deps.log.error("alerts.budgets_not_read", error);
			silent.push("budget");
		}
	}
	return { causes, silent };
}

function toAlert(key: string, code: string, message: string, remedy: string): OpenAlert {
	return { key, problem: { code, field: "", message, remedy } };
}

async function sendMessages(
	settings: AlertSettings,
	chatUrl: string | null,
	mayGoOn: MayGoOn,
	deps: TellingDeps,
): Promise<RunOutcome> {
	await deps.alerts.forgetOrphans(deps.clock.now());
	for (;;) {
		if (!(await mayGoOn())) {
			return "unfinished";
		}
		const now = deps.clock.now();
		// A mail that is claimed and not settled may have gone out and is given up: so few at a time.
		const due = await deps.alerts.claimMessages({
			now,
			until: now + TELL_LIMITS.leaseMs,
			limit: TELL_LIMITS.callsAtOnce,
		});
		if (due.length === 0) {
			return "done";
		}
		await forEachLimited(due, TELL_LIMITS.callsAtOnce, async (message) => {
			const result = await trySend(
				() => tell(message, settings, chatUrl, deps),
				message.attempts,
				deps.clock,
			);
			await deps.alerts.settleMessage(message.id, result, deps.clock.now());
		});
	}
}

/** One who was taken off the settings meanwhile is told no more. */
async function tell(
	{ channel, subject, body }: AlertMessage,
	{ mailTo }: AlertSettings,
	chatUrl: string | null,
	deps: TellingDeps,
): Promise<{ messageId: string | null }> {
	if (channel === "mail") {
		if (deps.mailer === undefined || mailTo.length === 0) {
			throw refusal("alert.no_mail", "Nobody is told by mail any more.");
		}
		return deps.mailer.send({
			to: mailTo,
			fromName: "Exact to FedEx",
			replyTo: null,
			subject,
			text: `${subject}\n\n${body}\n`,
			html: null,
			headers: {},
		});
	}
	if (chatUrl === null) {
		throw refusal("alert.no_chat", "Nobody is told by chat any more.");
	}
	const { status, retryAfterSeconds } = await deps.outbound.post(chatUrl, {
		headers: { "content-type": "application/json" },
		body: JSON.stringify({ text: `*${escapeChat(subject)}*\n${escapeChat(body)}` }),
	});
	if (status < 200 || status >= 300) {
		throw new AppError({
			code: `http.${status}`,
			disposition: "retry",
			message: "The chat did not take the message.",
			retryAfterSeconds,
		});
	}
	return { messageId: null };
}

/** What Slack reads as links and mentions otherwise (its reference on formatting, read 2026-11). */
function escapeChat(text: string): string {
	return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
