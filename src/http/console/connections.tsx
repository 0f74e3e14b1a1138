import { useContext } from "hono/jsx";

import { createConnection } from "../../shipping/connect/create-connection.ts";
import { deleteConnection } from "../../shipping/connect/delete-connection.ts";
import { invalidFields, requireFound } from "../../shipping/refusals.ts";
import { readDivisions } from "../api/divisions.ts";
import {
	clientSecretSchema,
	keepClientSecret,
	newConnectionSchema,
	readConnections,
	toConnectionView,
} from "../api/exact-connections.ts";
import { type Api, changeOf, type HttpContext, newApi } from "../context.ts";
import { redirectUri } from "../public-url.ts";
import { fieldProblems } from "../validation.ts";
import { act } from "./act.ts";
import { newConnectionForm } from "./connection-form.tsx";
import { DivisionTable } from "./division-table.tsx";
import { EMPTY_FORM, readForm } from "./form.ts";
import { notify } from "./notice.ts";
import { showPage } from "./page.tsx";
import { Action, Field, fieldId, TokenField } from "./parts/forms.tsx";
import { May } from "./parts/may.tsx";
import { nested } from "./parts/nested.ts";
import { pageOf, queryOf } from "./parts/query.ts";
import { At, Badge, Card, Facts, Nothing, Pager } from "./parts/texts.tsx";
import { t } from "./texts/t.ts";

const LIST = "/console/connections";
const trailToList = () => [{ path: LIST, label: t.common.connections }];
/** A connection's divisions are found among these. */
const DIVISIONS_MAX = 200;

export function connectionPages(): Api {
	const routes = newApi();
	routes.get(LIST, showConnections);
	routes.get(`${LIST}/new`, (c) => newConnectionForm(c, { form: EMPTY_FORM, problems: [] }));
	routes.post(`${LIST}/new`, async (c) => {
		const form = await readForm(c);
		const parsed = newConnectionSchema.safeParse(nested(form));
		if (!parsed.success) {
			return newConnectionForm(c, { form, problems: fieldProblems(parsed.error) });
		}
		const input = { ...parsed.data, redirectUri: redirectUri(c) };
		const { id, name } = await createConnection(input, changeOf(c), c.var.services.setup);
		await notify(c, {
			text: t.connections.wasMadeRegisterIts(name),
		});
		return c.redirect(`${LIST}/${id}`, 303);
	});
	routes.get(`${LIST}/:id`, (c) => showConnection(c, c.req.param("id")));
	routes.post(`${LIST}/:id/secret`, async (c) => {
		const id = c.req.param("id");
		const form = await readForm(c);
		return act(c, `${LIST}/${id}`, async () => {
			const given = clientSecretSchema.safeParse({ clientSecret: form.text("clientSecret") });
			if (!given.success) {
				throw invalidFields(fieldProblems(given.error));
			}
			await keepClientSecret(c, id, given.data.clientSecret);
			return t.connections.secretIsKept;
		});
	});
	routes.post(`${LIST}/:id/delete`, async (c) => {
		const id = c.req.param("id");
		const found = await c.var.services.setup.connections.find(id);
		const { name } = requireFound("connection", id, found);
		const gone = { isGone: false };
		return act(
			c,
			() => (gone.isGone ? LIST : `${LIST}/${id}`),
			async () => {
				await deleteConnection(id, changeOf(c), c.var.services.setup);
				gone.isGone = true;
				return t.connections.wasDeleted(name);
			},
		);
	});
	return routes;
}

async function showConnections(c: HttpContext): Promise<Response> {
	const query = queryOf(c, []);
	const { items, nextCursor } = await readConnections(c, pageOf(query));
	const aside = (
		<a class="button primary" href={`${LIST}/new`}>
			{t.connections.newConnection}
		</a>
	);
	return showPage(c, { title: t.common.connections, aside }, () => (
		<>
			{items.length === 0 ? (
				<Nothing>{t.connections.aConnectionIsOne}</Nothing>
			) : (
				<div class="scroll">
					<table class="list flows">
						<thead>
							<tr>
								<th>{t.common.name}</th>
								<th>{t.common.site}</th>
								<th>{t.common.state}</th>
								<th>{t.connections.user}</th>
								<th>{t.connections.grantEnds}</th>
							</tr>
						</thead>
						<tbody>
							{items.map(({ id, name, region, status, user, grantExpiresAt }) => (
								<tr>
									<td>
										<a href={`${LIST}/${id}`}>{name}</a>
									</td>
									<td>exactonline.{region}</td>
									<td>
										<Badge value={status} />
									</td>
									<td>{user?.name ?? "–"}</td>
									<td>
										<At iso={grantExpiresAt} />
									</td>
								</tr>
							))}
						</tbody>
					</table>
				</div>
			)}
			<Pager path={LIST} query={query} nextCursor={nextCursor} />
		</>
	));
}

async function showConnection(c: HttpContext, id: string): Promise<Response> {
	const found = requireFound("connection", id, await c.var.services.setup.connections.find(id));
	const view = toConnectionView(c, found);
	const { items } = await readDivisions(c, { limit: DIVISIONS_MAX, cursor: undefined });
	const divisions = items.filter((division) => division.connectionId === id);
	const isNew = view.status === "pending";
	const aside = (
		<a
			class={view.status === "connected" ? "button" : "button primary"}
			href={`/oauth/exact/start?connection=${id}`}
		>
			{isNew ? t.connections.connectToExact : t.connections.reconnectToExact}
		</a>
	);
	return showPage(c, { title: view.name, trail: trailToList(), aside }, (token) => (
		<>
			<Card title={t.common.state} aside={<Badge value={view.status} />}>
				<Facts
					rows={[
						[t.common.countrySite, `exactonline.${view.region}`],
						[t.connections.clientId, <code>{found.clientId}</code>],
						[t.connections.userWhoConsented, view.user?.name ?? t.connections.nobodyYet],
						[
							t.connections.grantEnds,
							<At iso={view.grantExpiresAt} empty={t.common.notConnected} />,
						],
						[t.connections.redirectUri, <code>{view.redirectUri}</code>],
						[t.connections.webhookAddress, <code>{view.webhookUrl}</code>],
					]}
				/>
				<p class="hint">
					{isNew ? t.connections.enterTheRedirectUri : t.connections.theGrantIsRenewed}
				</p>
			</Card>
			<Card title={t.common.divisions}>
				{divisions.length === 0 ? (
					<Nothing>{t.connections.theyAreListedHere}</Nothing>
				) : (
					<DivisionTable divisions={divisions} />
				)}
			</Card>
			<SecretForm token={token} action={`${LIST}/${id}/secret`} />
			<Card title={t.connections.deleteWord}>
				<Action
					token={token}
					action={`${LIST}/${id}/delete`}
					label={t.connections.deleteThisConnection}
					kind="danger"
					does={t.connections.forgetsTheGrantThe}
				/>
			</Card>
		</>
	));
}

/** After a restore the keeper of the secret has none, and where Exact made another one it has the wrong one. */
function SecretForm({ token, action }: { token: string; action: string }) {
	if (!useContext(May)("POST", action)) {
		return null;
	}
	return (
		<form method="post" action={action} class="card stack form">
			<TokenField token={token} />
			<h2>{t.connections.giveSecretAgain}</h2>
			<Field
				name="clientSecret"
				label={t.connections.clientSecret}
				hint={t.connections.whenSecretAgain}
			>
				<input
					id={fieldId("clientSecret")}
					name="clientSecret"
					type="password"
					autocomplete="off"
					required
				/>
			</Field>
			<p class="actions">
				<button class="normal">{t.common.save}</button>
			</p>
		</form>
	);
}
