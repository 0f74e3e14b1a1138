import { isAppError } from "../../lib/errors.ts";
import type { HttpContext } from "../context.ts";
import { statusOf } from "../errors.ts";
import { notify } from "./notice.ts";
import { sayProblem } from "./say-problem.ts";

/**
 * Does what a button asked for and goes back to a page that says what came of it, if anything. A refusal is told there too; what
 * is not there at all, or went wrong here, becomes the error page.
 */
export async function act(
	c: HttpContext,
	back: string | (() => string),
	work: () => Promise<string | { text: string; lines: string[] }>,
): Promise<Response> {
	try {
		const done = await work();
		if (done !== "") {
			await notify(c, typeof done === "string" ? { text: done } : done);
		}
	} catch (error) {
		if (!isAppError(error) || error.code.endsWith(".not_found") || statusOf(error) >= 500) {
			throw error;
		}
		await notify(c, {
			kind: "refused",
			text: sayProblem(error).message,
			code: error.code,
			lines: error.problems.map(sayProblem).map(({ message, remedy }) => `${message} ${remedy}`),
		});
	}
	return c.redirect(typeof back === "string" ? back : back(), 303);
}
