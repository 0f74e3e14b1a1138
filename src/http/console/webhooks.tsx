import { useContext } from "hono/jsx";

import { isAppError } from "../../lib/errors.ts";
import {
	addEndpoint,
	changeEndpoint,
	endpointChangeSchema,
	newEndpointSchema,
	readDeliveries,
	readEndpoint,
	readEndpoints,
	removeEndpoint,
	renewEndpointSecret,
	replayTo,
	setEnabled,
} from "../api/outgoing-webhooks.ts";
import { type Api, type HttpContext, newApi } from "../context.ts";
import { fieldProblems } from "../validation.ts";
import { act } from "./act.ts";
import { EMPTY_FORM, Form, readForm } from "./form.ts";
import { showPage } from "./page.tsx";
import { Field, fieldId, type FieldProblem, PostForm, TokenField } from "./parts/forms.tsx";
import { May } from "./parts/may.tsx";
import { pageOf, queryOf } from "./parts/query.ts";
import { At, Badge, Card, Facts, Nothing, Pager } from "./parts/texts.tsx";
import { t } from "./texts/t.ts";
import { WebhookForm } from "./webhook-form.tsx";

const LIST = "/console/webhooks";
const STANDARD = "Standard Webhooks";

/** Other programs that are told what happens. */
export function webhookPages(): Api {
	const routes = newApi();
	routes.get(LIST, (c) => showList(c, { form: EMPTY_FORM, problems: [] }));
	routes.post(LIST, async (c) => {
		const form = await readForm(c);
		const parsed = newEndpointSchema.safeParse(valuesOf(form));
		if (!parsed.success) {
			return showList(c, { form, problems: fieldProblems(parsed.error) });
		}
		const added = await tryTo(() => addEndpoint(c, parsed.data));
		return "problems" in added
			? showList(c, { form, problems: added.problems })
			: showSecret(c, added.done);
	});
	routes.get(`${LIST}/:id`, (c) => showOne(c, c.req.param("id"), null));
	routes.post(`${LIST}/:id`, async (c) => {
		const id = c.req.param("id");
		const form = await readForm(c);
		const parsed = endpointChangeSchema.safeParse(valuesOf(form));
		const problems = parsed.success
			? await tryTo(() => changeEndpoint(c, id, parsed.data))
			: { problems: fieldProblems(parsed.error) };
		return "problems" in problems
			? showOne(c, id, { form, problems: problems.problems })
			: act(c, `${LIST}/${id}`, () => Promise.resolve(t.webhooks.saved));
	});
	for (const [name, done] of [
		["enable", () => t.webhooks.enabled],
		["disable", () => t.webhooks.disabled],
	] as const) {
		routes.post(`${LIST}/:id/${name}`, (c) =>
			act(c, `${LIST}/${c.req.param("id")}`, async () => {
				await setEnabled(c, c.req.param("id"), name === "enable");
				return done();
			}),
		);
	}
	routes.post(`${LIST}/:id/delete`, (c) =>
		act(c, LIST, async () => {
			await removeEndpoint(c, c.req.param("id"));
			return t.webhooks.deleted;
		}),
	);
	routes.post(`${LIST}/:id/secret`, async (c) =>
		showSecret(c, await renewEndpointSecret(c, c.req.param("id"))),
	);
	routes.post(`${LIST}/:id/replay`, (c) =>
		act(c, `${LIST}/${c.req.param("id")}`, async () => {
			const replayed = await replayTo(c, c.req.param("id"), replayOf(await readForm(c)));
			return replayed === 1 ? t.webhooks.oneEventAgain : t.webhooks.eventsAgain(replayed);
		}),
	);
	return routes;
}

function valuesOf(form: Form) {
	return { name: form.text("name"), url: form.text("url"), kinds: form.all("kinds") };
}

/** All since the beginning of that day in UTC, where no event is named. */
function replayOf(form: Form): { eventId: string } | { since: string } {
	const eventId = form.text("eventId") ?? "";
	const day = form.text("since") ?? "";
	return eventId === ""
		? { since: `${/^\d{4}-\d{2}-\d{2}$/.test(day) ? day : "9999-12-31"}T00:00:00Z` }
		: { eventId };
}

/** What is wrong with a field is told at the field. */
async function tryTo<T>(
	work: () => Promise<T>,
): Promise<{ done: T } | { problems: FieldProblem[] }> {
	try {
		return { done: await work() };
	} catch (error) {
		if (isAppError(error) && error.problems.length > 0) {
			return { problems: error.problems };
		}
		throw error;
	}
}

type Endpoint = Awaited<ReturnType<typeof readEndpoint>>;

async function showList(
	c: HttpContext,
	state: { form: Form; problems: readonly FieldProblem[] },
): Promise<Response> {
	const endpoints = await readEndpoints(c);
	const status = state.problems.length === 0 ? 200 : 422;
	return showPage(c, { title: t.telling.webhooks, status }, (token) => (
		<>
			<p class="hint lead">
				{t.webhooks.lead}
				<a href="https://www.standardwebhooks.com/">{STANDARD}</a>
				{t.webhooks.leadEnd}
			</p>
			<Card title={t.webhooks.receivers}>
				{endpoints.length === 0 ? (
					<Nothing>{t.webhooks.noReceivers}</Nothing>
				) : (
					<div class="scroll">
						<table class="list rows">
							<thead>
								<tr>
									<th>{t.common.name}</th>
									<th>{t.webhooks.address}</th>
									<th>{t.common.state}</th>
									<th>{t.webhooks.lastTaken}</th>
									<th>{t.webhooks.lastProblem}</th>
								</tr>
							</thead>
							<tbody>
								{endpoints.map((endpoint) => (
									<tr>
										<td>
											<a href={`${LIST}/${endpoint.id}`}>{endpoint.name}</a>
										</td>
										<td>
											<code>{endpoint.url}</code>
										</td>
										<td>
											<Badge value={stateOf(endpoint)} />
										</td>
										<td>
											<At iso={endpoint.lastTakenAt} empty={t.webhooks.nothingYet} />
										</td>
										<td>
											{endpoint.lastProblem ?? <span class="quiet">{t.webhooks.noProblem}</span>}
										</td>
									</tr>
								))}
							</tbody>
						</table>
					</div>
				)}
			</Card>
			<Allowed path={LIST}>
				<WebhookForm
					token={token}
					action={LIST}
					title={t.webhooks.newOne}
					button={t.webhooks.add}
					{...state}
				/>
			</Allowed>
		</>
	));
}

/** What only those see who may post it. */
function Allowed(props: { path: string; children?: unknown }) {
	return useContext(May)("POST", props.path) ? <>{props.children}</> : null;
}

function stateOf({ state, failingSince }: Endpoint): string {
	return state === "active" && failingSince !== null ? "failing" : state;
}

async function showOne(
	c: HttpContext,
	id: string,
	refused: { form: Form; problems: readonly FieldProblem[] } | null,
): Promise<Response> {
	const endpoint = await readEndpoint(c, id);
	const query = queryOf(c, []);
	const { items, nextCursor } = await readDeliveries(c, id, pageOf(query));
	const path = `${LIST}/${id}`;
	const form =
		refused?.form ??
		new Form(
			new Map([
				["name", [endpoint.name]],
				["url", [endpoint.url]],
				["kinds", endpoint.kinds],
			]),
		);
	const head = {
		title: endpoint.name,
		trail: [{ path: LIST, label: t.telling.webhooks }],
		status: refused === null ? 200 : 422,
	} as const;
	return showPage(c, head, (token) => (
		<>
			<State endpoint={endpoint} token={token} path={path} />
			<Card title={t.webhooks.deliveries}>
				{items.length === 0 ? (
					<Nothing>{t.webhooks.noDeliveries}</Nothing>
				) : (
					<div class="scroll">
						<table class="list rows">
							<thead>
								<tr>
									<th>{t.common.when}</th>
									<th>{t.webhooks.event}</th>
									<th>{t.common.order}</th>
									<th>{t.common.state}</th>
									<th>{t.webhooks.tries}</th>
									<th>{t.webhooks.problem}</th>
									<th>
										<span class="unseen">{t.webhooks.sendAgain}</span>
									</th>
								</tr>
							</thead>
							<tbody>
								{items.map((item) => (
									<tr>
										<td>
											<At iso={item.at} hasSeconds />
										</td>
										<td>
											<code title={item.eventId}>{item.type}</code>
										</td>
										<td>
											{item.shipmentId === null ? (
												item.orderNumber
											) : (
												<a href={`/console/shipments/${item.shipmentId}`}>{item.orderNumber}</a>
											)}
										</td>
										<td>
											<Badge value={item.state === "taken" ? "delivered" : item.state} />
										</td>
										<td>{item.tries}</td>
										<td>{item.problem ?? <span class="quiet">{t.webhooks.noProblem}</span>}</td>
										<td>
											<PostForm
												token={token}
												action={`${path}/replay`}
												label={t.webhooks.sendAgain}
												name={t.webhooks.sendEventAgain(item.type, item.orderNumber)}
												fields={{ eventId: item.eventId }}
											/>
										</td>
									</tr>
								))}
							</tbody>
						</table>
					</div>
				)}
				<Pager path={path} query={query} nextCursor={nextCursor} />
			</Card>
			<Replay token={token} action={`${path}/replay`} now={c.var.services.clock.now()} />
			<Allowed path={path}>
				<WebhookForm
					token={token}
					action={path}
					title={t.webhooks.change}
					button={t.common.save}
					form={form}
					problems={refused?.problems ?? []}
				/>
			</Allowed>
		</>
	));
}

function State(props: { endpoint: Endpoint; token: string; path: string }) {
	const { endpoint, token, path } = props;
	const isActive = endpoint.state === "active";
	return (
		<Card
			title={t.common.state}
			aside={
				<span class="actions">
					<PostForm
						token={token}
						action={`${path}/${isActive ? "disable" : "enable"}`}
						label={isActive ? t.webhooks.disable : t.webhooks.enable}
						kind={isActive ? "normal" : "primary"}
					/>
					<PostForm token={token} action={`${path}/secret`} label={t.webhooks.newSecret} />
					<PostForm
						token={token}
						action={`${path}/delete`}
						label={t.webhooks.delete}
						kind="danger"
					/>
				</span>
			}
		>
			<Facts
				rows={[
					[t.common.state, <Badge value={stateOf(endpoint)} />],
					[t.webhooks.address, <code>{endpoint.url}</code>],
					[t.webhooks.lastTaken, <At iso={endpoint.lastTakenAt} empty={t.webhooks.nothingYet} />],
					[t.webhooks.takesNothingSince, <At iso={endpoint.failingSince} empty="–" />],
					[t.webhooks.lastProblem, endpoint.lastProblem ?? t.webhooks.noProblem],
				]}
			/>
		</Card>
	);
}

function Replay({ token, action, now }: { token: string; action: string; now: number }) {
	if (!useContext(May)("POST", action)) {
		return null;
	}
	const today = new Date(now).toISOString().slice(0, 10);
	return (
		<form method="post" action={action} class="card stack form">
			<TokenField token={token} />
			<h2>{t.webhooks.sendAllAgain}</h2>
			<Field name="since" label={t.common.since} hint={t.webhooks.sendAllHint} problems={[]}>
				<input id={fieldId("since")} name="since" type="date" value={today} max={today} required />
			</Field>
			<p class="actions">
				<button>{t.webhooks.sendAgain}</button>
			</p>
		</form>
	);
}

function showSecret(c: HttpContext, { id, secret }: { id: string; secret: string }) {
	const path = `${LIST}/${id}`;
	return showPage(
		c,
		{ title: t.webhooks.secret, trail: [{ path: LIST, label: t.telling.webhooks }] },
		() => (
			<div class="card stack">
				<p>{t.webhooks.secretShownOnce}</p>
				<p>
					<code class="copy">{secret}</code>
				</p>
				<p class="actions">
					<a class="button primary" href={path}>
						{t.webhooks.secretCopied}
					</a>
				</p>
			</div>
		),
	);
}
