import type { MailKind } from "../model/customer-mails.ts";
import type { Mail, MailFacts } from "../ports/telling.ts";
import { mailLanguage, mailSayer } from "./mail-texts.ts";

type Links = { trackingUrl: string; stopUrl: string };

/** A mail to a customer, as plain text and as plain HTML: no picture, so nobody sees when it is opened. */
export function composeMail(kind: MailKind, facts: MailFacts, links: Links): Omit<Mail, "to"> {
	const language = mailLanguage(facts);
	const { company, trackingNumber } = facts;
	const say = mailSayer(language, { company, number: facts.orderNumber });
	const number = trackingNumber === null ? [] : [`${say("number")}: ${trackingNumber}`];
	const text = [
		say(`${kind}.title`),
		"",
		say(`${kind}.text`),
		"",
		`${say("follow")}: ${links.trackingUrl}`,
		...number,
		"",
		company,
		"",
		"--",
		say("why"),
		`${say("stop")}: ${links.stopUrl}`,
		"",
	].join("\n");
	return {
		fromName: company === "" ? null : company,
		replyTo: facts.replyTo,
		subject: say(`${kind}.subject`),
		text,
		html: toHtml({
			language,
			company,
			colour: readColour(facts.colour),
			title: say(`${kind}.title`),
			text: say(`${kind}.text`),
			follow: say("follow"),
			number: number[0] ?? "",
			why: say("why"),
			stop: say("stop"),
			...links,
		}),
		// One click for mail programs (RFC 8058); the page that a person opens asks first, because scanners open links.
		headers: {
			"List-Unsubscribe": `<${links.stopUrl}>`,
			"List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
		},
	};
}

function readColour(colour: string | null): string {
	return /^#[\da-f]{6}$/.test(colour ?? "") ? (colour ?? "") : "#1f3a5f";
}

type Parts = Record<
	| "language"
	| "company"
	| "colour"
	| "title"
	| "text"
	| "follow"
	| "number"
	| "why"
	| "stop"
	| "trackingUrl"
	| "stopUrl",
	string
>;

/** Tables and styles on the elements: what mail programs read. */
function toHtml(parts: Parts): string {
	const p = Object.fromEntries(
		Object.entries(parts).map(([name, value]) => [name, escapeHtml(value)]),
	) as Parts;
	const font = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
	return `<!doctype html>
<html lang="${p.language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${p.title}</title></head>
<body style="margin:0;padding:24px 12px;background:#f2f3f5">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:520px;background:#ffffff;border-top:4px solid ${p.colour};border-radius:6px;color:#20242b;${font};font-size:16px;line-height:1.5">
<tr><td style="padding:28px 28px 8px;font-size:14px;color:#5a6270">${p.company}</td></tr>
<tr><td style="padding:0 28px"><h1 style="margin:0 0 12px;font-size:22px;line-height:1.3">${p.title}</h1><p style="margin:0 0 20px">${p.text}</p>
<p style="margin:0 0 20px"><a href="${p.trackingUrl}" style="display:inline-block;padding:11px 20px;background:${p.colour};color:#ffffff;border-radius:5px;text-decoration:none;font-weight:600">${p.follow}</a></p>
<p style="margin:0 0 24px;font-size:14px;color:#5a6270">${p.number}</p></td></tr>
<tr><td style="padding:16px 28px 24px;border-top:1px solid #e3e6ea;font-size:13px;color:#5a6270">${p.why}<br><a href="${p.stopUrl}" style="color:#5a6270">${p.stop}</a></td></tr>
</table></td></tr></table>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
	return text
		.replaceAll("&", "&amp;")
		.replaceAll("<", "&lt;")
		.replaceAll(">", "&gt;")
		.replaceAll('"', "&quot;");
}
