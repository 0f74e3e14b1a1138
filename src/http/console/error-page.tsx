import type { HttpContext } from "../context.ts";
import { describeError } from "../errors.ts";
import { Document } from "./document.tsx";
import { sayProblem } from "./say-problem.ts";
import { t } from "./texts/t.ts";

/** The same errors as the API's, for people. It asks nothing of the database, which may be what is wrong. */
export function answerErrorPage(error: unknown, c: HttpContext): Response | Promise<Response> {
	const answer = describeError(error, c);
	const { status, code, headers } = answer;
	const title = titleOf(answer);
	const { message: detail } = sayProblem({ code, message: answer.detail });
	const errors = answer.errors.map(sayProblem);
	return c.html(
		<Document c={c} title={title}>
			<main class="narrow">
				<h1>{title}</h1>
				<div class="card stack">
					<p>{detail}</p>
					{errors.length === 0 ? null : (
						<ul>
							{errors.map(({ field, message, remedy }) => (
								<li>
									<code>{field}</code> {message} {remedy}
								</li>
							))}
						</ul>
					)}
					<p class="actions">
						{isAboutAccess(code) ? (
							<a class="button" href="/cdn-cgi/access/logout">
								{t.common.logOutAtCloudflare}
							</a>
						) : (
							<>
								<a class="button" href="/">
									{t.frame.toTheOverview}
								</a>
								{code === "auth.role" ? null : (
									<a class="button" href="/console/connections">
										{t.frame.toTheConnections}
									</a>
								)}
							</>
						)}
					</p>
					<p class="quiet small">
						{status} · <code>{code}</code> {t.frame.request} <code>{c.var.requestId}</code>
					</p>
				</div>
			</main>
		</Document>,
		status,
		headers,
	);
}

function titleOf({ status, title }: { status: number; title: string }): string {
	const known: Readonly<Record<string, string>> = t.errors;
	return known[`s${status}`] ?? title;
}

/** Whom Cloudflare Access let through and this does not: no page here is open to them. */
function isAboutAccess(code: string): boolean {
	return ["auth.nobody", "auth.access_invalid", "auth.session_ended"].includes(code);
}
