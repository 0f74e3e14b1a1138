import { sessionIdOf } from "../../db/sessions.ts";
import { mayActAs } from "../../shipping/model/roles.ts";
import { endSession, readSessions } from "../api/sessions.ts";
import { type Api, type HttpContext, newApi, type Operator } from "../context.ts";
import { act } from "./act.ts";
import { showPage } from "./page.tsx";
import { PostForm } from "./parts/forms.tsx";
import { words } from "./parts/texts.tsx";
import { At, Card, Facts } from "./parts/texts.tsx";
import { t } from "./texts/t.ts";

const LIST = "/console/sessions";

/** One's own sessions; an administrator sees and ends everybody's. */
export function sessionPages(): Api {
	const routes = newApi();
	routes.get(LIST, showSessions);
	routes.post(`${LIST}/:id/end`, (c) => {
		const operator = requireOperator(c);
		return act(c, LIST, async () => {
			await endSession(c, c.req.param("id"), visibleTo(operator));
			return t.access.theSessionIsEnded;
		});
	});
	return routes;
}

async function showSessions(c: HttpContext): Promise<Response> {
	const operator = requireOperator(c);
	const sessions = await readSessions(c, visibleTo(operator));
	const ownId = sessionIdOf(operator.sessionHash);
	return showPage(c, { title: t.access.sessions }, (token) => (
		<>
			<Card title={t.access.youToo}>
				<Facts
					rows={[
						[t.access.loggedInAs, operator.email ?? t.access.whoeverHasTheAdministrators],
						[t.common.role, words(operator.role)],
						[t.access.byWord, operator.email === null ? "ADMIN_TOKEN" : "Cloudflare Access"],
					]}
				/>
			</Card>
			<Card
				title={
					visibleTo(operator) === undefined ? t.access.everybodysSessions : t.access.yourSessions
				}
			>
				<div class="scroll">
					<table class="list rows flows">
						<thead>
							<tr>
								<th>{t.common.who}</th>
								<th>{t.access.browser}</th>
								<th>{t.common.since}</th>
								<th>{t.access.until}</th>
								<th>
									<span class="unseen">{t.access.end}</span>
								</th>
							</tr>
						</thead>
						<tbody>
							{sessions.map((session) => (
								<tr>
									<td class="breakable">{nameOf(session)}</td>
									<td>
										{session.browser ?? <span class="quiet">{t.access.notKnown}</span>}
										{session.id === ownId ? <span class="quiet"> {t.access.thisOne}</span> : null}
									</td>
									<td>
										<At iso={session.createdAt} />
									</td>
									<td>
										<At iso={session.expiresAt} />
									</td>
									<td>
										<PostForm
											token={token}
											action={session.id === ownId ? "/logout" : `${LIST}/${session.id}/end`}
											label={session.id === ownId ? t.access.logOut : t.access.end}
											name={(session.id === ownId ? t.access.logOutOf : t.access.endThatOf)(
												nameOf(session),
												session.browser ?? t.access.browserNotKnown,
											)}
											kind="danger"
										/>
									</td>
								</tr>
							))}
						</tbody>
					</table>
				</div>
			</Card>
		</>
	));
}

function nameOf({ actor, name }: { actor: string; name: string }): string {
	return actor.startsWith("person:") ? name : t.common.administratorsToken;
}

/** Undefined for all: an administrator's. */
function visibleTo(operator: Operator): string | undefined {
	return mayActAs(operator.role, "administrator") ? undefined : operator.actor;
}

function requireOperator(c: HttpContext): Operator {
	const { operator } = c.var;
	if (operator === undefined) {
		throw new Error(`${c.req.path} was reached without a session`);
	}
	return operator;
}
