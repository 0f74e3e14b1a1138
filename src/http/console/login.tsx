import { type AppError, isAppError, refusal } from "../../lib/errors.ts";
import { throttle } from "../access/throttle.ts";
import {
	isAdminTokenDoorOpen,
	isSameSecret,
	requireAdminTokenDoor,
	requireStrongAdminToken,
} from "../auth.ts";
import { type Api, type HttpContext, newApi } from "../context.ts";
import { describeError } from "../errors.ts";
import { closeSession, findAdministrator, openSession } from "../sessions.ts";
import { Document } from "./document.tsx";
import { requireOwnOrigin } from "./form-token.ts";
import { readForm } from "./form.ts";
import { localPath } from "./session-gate.ts";
import { t } from "./texts/t.ts";

export function loginRoutes(): Api {
	const routes = newApi();

	routes.get("/login", async (c) => {
		const next = localPath(c.req.query("next"));
		if (!(await isAdminTokenDoorOpen(c))) {
			return throughAccessPage(c, next);
		}
		return (await findAdministrator(c)) === undefined
			? loginPage(c, { next })
			: c.redirect(next, 303);
	});

	routes.post("/login", async (c) => {
		requireOwnOrigin(c);
		requireStrongAdminToken(c.var.adminToken);
		await requireAdminTokenDoor(c);
		const form = await readForm(c);
		const next = localPath(form.text("next"));
		try {
			await requireRightToken(c, form.text("token") ?? "");
		} catch (error) {
			if (isAppError(error) && error.code.startsWith("auth.")) {
				return loginPage(c, { next, error });
			}
			throw error;
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

/** @throws AppError `auth.invalid`, `auth.too_many_tries`, `auth.nobody_counts` */
async function requireRightToken(c: HttpContext, token: string): Promise<void> {
	const isRight = await isSameSecret(token, c.var.adminToken);
	await throttle(c, "admin_token", isRight);
	if (!isRight) {
		throw refusal("auth.invalid", t.frame.thisIsNotThe);
	}
}

/** Where people come from Cloudflare Access there is nothing to type: they are in, or learn why not. */
function throughAccessPage(c: HttpContext, next: string) {
	return c.html(
		<Document c={c} title={t.frame.logIn}>
			<main class="narrow">
				<h1>{t.frame.exactOnlineToFedex}</h1>
				<div class="card stack">
					<p>{t.frame.youAreNotLogged}</p>
					<p class="actions">
						<a class="button primary" href={next}>
							{t.frame.goIn}
						</a>
						<a class="button" href="/cdn-cgi/access/logout">
							{t.common.logOutAtCloudflare}
						</a>
					</p>
					<p class="hint">
						{t.frame.nobodyCanGetIn} <code>npm run admin:reset</code>.
					</p>
				</div>
			</main>
		</Document>,
	);
}

function loginPage(c: HttpContext, page: { next: string; error?: AppError }) {
	const answer = page.error === undefined ? undefined : describeError(page.error, c);
	return c.html(
		<Document c={c} title={t.frame.logIn}>
			<main class="narrow">
				<h1>{t.frame.exactOnlineToFedex}</h1>
				<form method="post" action="/login" class="card stack">
					<input type="hidden" name="next" value={page.next} />
					{answer === undefined ? null : (
						<p class="notice refused" role="alert">
							{answer.detail}
						</p>
					)}
					<div class="field">
						<label for="token">{t.frame.administratorsToken}</label>
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
							{c.var.accessTeam() === undefined
								? t.frame.theSecretAdminToken
								: t.frame.theSecretAdminTokenWhich}
						</p>
					</div>
					<p class="actions">
						<button class="primary">{t.frame.logIn}</button>
						{c.var.accessTeam() === undefined ? null : (
							<a class="button" href={page.next}>
								{t.frame.goInThroughCloudflare}
							</a>
						)}
					</p>
				</form>
			</main>
		</Document>,
		answer?.status ?? 200,
		answer?.headers ?? {},
	);
}
