import { sessionIdOf } from "../../db/sessions.ts";
import { mayActAs } from "../../shipping/model/roles.ts";
import { endSession, readSessions } from "../api/sessions.ts";
import { type Api, type HttpContext, newApi, type Operator } from "../context.ts";
import { act } from "./act.ts";
import { showPage } from "./page.tsx";
import { PostForm } from "./parts/forms.tsx";
import { At, Card, Facts } from "./parts/texts.tsx";

const LIST = "/console/sessions";

/** One's own sessions; an administrator sees and ends everybody's. */
export function sessionPages(): Api {
	const routes = newApi();
	routes.get(LIST, showSessions);
	routes.post(`${LIST}/:id/end`, (c) => {
		const operator = requireOperator(c);
		return act(c, LIST, async () => {
			await endSession(c, c.req.param("id"), visibleTo(operator));
			return "The session is ended: its browser has to log in again.";
		});
	});
	return routes;
}

async function showSessions(c: HttpContext): Promise<Response> {
	const operator = requireOperator(c);
	const sessions = await readSessions(c, visibleTo(operator));
	const ownId = sessionIdOf(operator.sessionHash);
	return showPage(c, { title: "Sessions" }, (token) => (
		<>
			<Card title="You">
				<Facts
					rows={[
						["Logged in as", operator.email ?? "whoever has the administrator's token"],
						["Role", operator.role],
						["By", operator.email === null ? "ADMIN_TOKEN" : "Cloudflare Access"],
					]}
				/>
			</Card>
			<Card title={visibleTo(operator) === undefined ? "Everybody's sessions" : "Your sessions"}>
				<div class="scroll">
					<table class="list rows">
						<thead>
							<tr>
								<th>Who</th>
								<th>Browser</th>
								<th>Since</th>
								<th>Until</th>
								<th>
									<span class="unseen">End</span>
								</th>
							</tr>
						</thead>
						<tbody>
							{sessions.map((session) => (
								<tr>
									<td class="breakable">{session.name}</td>
									<td>
										{session.browser ?? <span class="quiet">not known</span>}
										{session.id === ownId ? <span class="quiet"> · this one</span> : null}
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
											label={session.id === ownId ? "Log out" : "End"}
											name={`${session.id === ownId ? "Log out:" : "End"} the session of ${session.name}, ${session.browser ?? "browser not known"}`}
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
