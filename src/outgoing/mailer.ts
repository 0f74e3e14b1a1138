import { AppError, type Disposition } from "../lib/errors.ts";
import type { Mailer } from "../shipping/ports/telling.ts";

/** Cloudflare's binding (`send_email`), as much of it as is used. */
type Binding = {
	send(message: {
		to: string[];
		from: { email: string; name: string };
		replyTo?: string;
		subject: string;
		text: string;
		html?: string;
		headers?: Record<string, string>;
	}): Promise<{ messageId: string }>;
};

/**
 * What the binding's error codes mean (Email Service, Workers API; not all of them are confirmed): only those are
 * taken to have sent nothing. Whatever else goes wrong may have gone out.
 */
const DISPOSITIONS: Readonly<Record<string, Disposition>> = {
	E_RATE_LIMIT_EXCEEDED: "wait",
	E_DAILY_LIMIT_EXCEEDED: "wait",
	E_SENDER_NOT_VERIFIED: "retry",
	E_SENDER_DOMAIN_NOT_AVAILABLE: "retry",
	E_RECIPIENT_NOT_ALLOWED: "refuse",
	E_RECIPIENT_SUPPRESSED: "refuse",
	E_VALIDATION_ERROR: "refuse",
	E_FIELD_MISSING: "refuse",
	E_TOO_MANY_RECIPIENTS: "refuse",
	E_CONTENT_TOO_LARGE: "refuse",
	E_HEADER_NOT_ALLOWED: "refuse",
	E_HEADER_VALUE_INVALID: "refuse",
};

const WAIT_SECONDS: Readonly<Record<string, number>> = {
	E_RATE_LIMIT_EXCEEDED: 60,
	E_DAILY_LIMIT_EXCEEDED: 3_600,
};

/** Undefined where there is no binding, or no address to send from: then no mail is sent, and nothing else changes. */
export function createMailer(
	binding: Binding | undefined,
	from: string | undefined,
): Mailer | undefined {
	if (binding === undefined || from === undefined || from === "") {
		return undefined;
	}
	return {
		async send({ to, fromName, replyTo, subject, text, html, headers }) {
			try {
				return await binding.send({
					to: [...to],
					from: { email: from, name: oneLine(fromName ?? from) },
					...(replyTo === null ? {} : { replyTo }),
					subject: oneLine(subject),
					text,
					...(html === null ? {} : { html }),
					headers: { ...headers },
				});
			} catch (cause) {
				throw toMailError(cause);
			}
		},
	};
}

/** A line break in a header would begin one of its own. */
function oneLine(text: string): string {
	return text.replaceAll(/\s+/g, " ").trim().slice(0, 200);
}

/** The cause's own words may hold the address, so they go no further. */
function toMailError(cause: unknown): AppError {
	const given = (cause as { code?: unknown } | null)?.code;
	const code = typeof given === "string" ? given : "";
	return new AppError({
		code: code in DISPOSITIONS ? `mail.${code.slice(2).toLowerCase()}` : "mail.outcome_unknown",
		disposition: DISPOSITIONS[code] ?? "uncertain",
		message: "The mail was not taken.",
		retryAfterSeconds: WAIT_SECONDS[code],
	});
}
