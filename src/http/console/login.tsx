import { findCount } from "../../db/counts.ts";
import { AppError, refusal } from "../../lib/errors.ts";
import { LIMITS } from "../../shipping/limits.ts";
import { isSameSecret, requireStrongAdminToken } from "../auth.ts";
import { type Api, type HttpContext, newApi } from "../context.ts";
import { describeError } from "../errors.ts";
import { closeSession, findOperator, openSession } from "../sessions.ts";
import { Document } from "./document.tsx";
import { requireOwnOrigin } from "./form-token.ts";
import { readForm } from "./form.ts";
import { localPath } from "./session-gate.ts";

/** Wrong tokens that one address may send in a minute. */
const TRIES_MAX = 10;

export function loginRoutes(): Api {
	const routes = newApi();

	routes.get("/login", async (c) => {
		const next = localPath(c.req.query("next"));
		return (await findOperator(c)) === undefined ? loginPage(c, { next }) : c.redirect(next, 303);
	});

	routes.post("/login", async (c) => {
		requireOwnOrigin(c);
		requireStrongAdminToken(c.var.adminToken);
		const form = await readForm(c);
		const next = localPath(form.text("next"));
		const tries = await triesOf(c);
		if ((await findCount(c.var.services.db, tries)) >= TRIES_MAX) {
			return loginPage(c, { next, error: tooManyTries(c) });
		}
		if (!(await isSameSecret(form.text("token") ?? "", c.var.adminToken))) {
			const { day, ...wrong } = tries;
			await c.var.services.counts.add(day, [{ ...wrong, count: 1 }]);
			const text = "This is not the administrator's token. It is the secret ADMIN_TOKEN.";
			return loginPage(c, { next, error: refusal("auth.invalid", text) });
		}
		await openSession(c);
		return c.redirect(next, 303);
	});

	routes.post("/logout", async (c) => {
		if (c.var.operator !== undefined) {
			await closeSession(c, c.var.operator);
		}
		return c.redirect("/login", 303);
	});
	return routes;
}

/** Counted by minute and address; what is kept of the address can't be turned back into it. */
async function triesOf(c: HttpContext) {
	const { clock, keys } = c.var.services;
	const at = new Date(clock.now()).toISOString();
	const address = networkOf(c.req.header("CF-Connecting-IP") ?? "");
	const [, hash = ""] = (await keys.sign("console", `login|${address}`)).split(".");
	return { day: at.slice(0, 10), scope: `login:${hash.slice(0, 16)}`, name: at.slice(11, 16) };
}

/** One household or server has a whole /64 of IPv6 to itself. */
function networkOf(address: string): string {
	return address.includes(":") ? toGroups(address).slice(0, 4).join(":") : address;
}

function toGroups(address: string): string[] {
	const [head = "", tail] = address.toLowerCase().split("::");
	const groups = (text: string) => (text === "" ? [] : text.split(":"));
	if (tail === undefined) {
		return groups(head);
	}
	const missing = Math.max(0, 8 - groups(head).length - groups(tail).length);
	return [...groups(head), ...Array<string>(missing).fill("0"), ...groups(tail)];
}

function tooManyTries(c: HttpContext): AppError {
	const now = c.var.services.clock.now();
	return new AppError({
		code: "auth.too_many_tries",
		disposition: "wait",
		message: "Too many wrong tokens came from here. Wait a minute, then try again.",
		retryAfterSeconds: (LIMITS.minute - (now % LIMITS.minute)) / 1_000,
	});
}

function loginPage(c: HttpContext, page: { next: string; error?: AppError }) {
	const answer = page.error === undefined ? undefined : describeError(page.error, c);
	return c.html(
		<Document title="Log in">
			<main class="narrow">
				<h1>Exact Online to FedEx</h1>
				<form method="post" action="/login" class="card stack">
					<input type="hidden" name="next" value={page.next} />
					{answer === undefined ? null : (
						<p class="notice refused" role="alert">
							{answer.detail}
						</p>
					)}
					<div class="field">
						<label for="token">Administrator's token</label>
						<input
							id="token"
							name="token"
							type="password"
							autocomplete="current-password"
							required
							autofocus
							aria-describedby="token-hint"
						/>
						<p class="hint" id="token-hint">
							The secret ADMIN_TOKEN that this Worker was set up with. You stay logged in for 12
							hours.
						</p>
					</div>
					<button class="primary">Log in</button>
				</form>
			</main>
		</Document>,
		answer?.status ?? 200,
		answer?.headers ?? {},
	);
}
