import { z } from "zod";

import { fromBase64Url, toBase64Url } from "../../lib/encoding.ts";
import { isAppError } from "../../lib/errors.ts";
import type { HttpContext } from "../context.ts";
import { keepCookie, readCookie } from "../cookies.ts";
import { findOperator } from "../sessions.ts";

/** What the last form did, told once on the next page. It travels in a signed cookie of that session. */
const COOKIE = "notice";
const LIFE_SECONDS = 120;
const LINES_MAX = 8;
const LINE_MAX = 240;

const noticeSchema = z.object({
	kind: z.enum(["done", "refused"]).default("done"),
	text: z.string(),
	lines: z.array(z.string()).default([]),
	code: z.string().nullable().default(null),
});

export type Notice = z.output<typeof noticeSchema>;

export async function notify(c: HttpContext, notice: z.input<typeof noticeSchema>): Promise<void> {
	const operator = c.var.operator ?? (await findOperator(c).catch(ignoreRefusal));
	if (operator === undefined) {
		return;
	}
	const { lines = [], ...rest } = notice;
	// A cookie holds 4 KB, and texts of vendors come in any length.
	const short = {
		...rest,
		text: notice.text.slice(0, 3 * LINE_MAX),
		lines: lines.slice(0, LINES_MAX).map((line) => line.slice(0, LINE_MAX)),
	};
	const payload = toBase64Url(new TextEncoder().encode(JSON.stringify(short)));
	const signature = await c.var.services.keys.sign(
		"console",
		message(operator.sessionHash, payload),
	);
	keepCookie(c, COOKIE, `${payload}~${signature}`, { path: "/", maxAgeSeconds: LIFE_SECONDS });
}

/** Whoever may not see the console is told nothing by it; what was done for them stays done. */
function ignoreRefusal(error: unknown): undefined {
	if (!isAppError(error)) {
		throw error;
	}
}

/** The notice that waits for this session, which is then gone. */
export async function takeNotice(c: HttpContext): Promise<Notice | undefined> {
	const [payload = "", signature = ""] = (readCookie(c, COOKIE) ?? "").split("~");
	const { operator } = c.var;
	if (payload === "" || operator === undefined) {
		return undefined;
	}
	keepCookie(c, COOKIE, "", { path: "/", maxAgeSeconds: 0 });
	const { keys } = c.var.services;
	if (!(await keys.verify("console", message(operator.sessionHash, payload), signature))) {
		return undefined;
	}
	return noticeSchema.parse(JSON.parse(new TextDecoder().decode(fromBase64Url(payload))));
}

function message(sessionHash: string, payload: string): string {
	return `notice|${sessionHash}|${payload}`;
}
