import { useContext } from "hono/jsx";

import { readDeliveries, readEndpoint } from "../../api/outgoing-webhooks.ts";
import type { HttpContext } from "../../context.ts";
import { Form } from "../form.ts";
import { showPage } from "../page.tsx";
import { Field, fieldId, type FieldProblem, PostForm, TokenField } from "../parts/forms.tsx";
import { IfMay, May } from "../parts/may.tsx";
import { pageOf, queryOf } from "../parts/query.ts";
import { At, Badge, Card, Facts, Nothing, Pager } from "../parts/texts.tsx";
import { t } from "../texts/t.ts";
import { sayAnswer, stateOf } from "./say-answer.ts";
import { WebhookForm } from "./webhook-form.tsx";
import { WEBHOOKS_PATH } from "./webhook-list.tsx";

const LIST = WEBHOOKS_PATH;

type Endpoint = Awaited<ReturnType<typeof readEndpoint>>;

/** A webhook: how it fares, what it was told, and its form as it was refused, if it was. */
export async function showWebhook(
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
						<table class="list rows flows">
							<thead>
								<tr>
									<th>{t.common.when}</th>
									<th>{t.webhooks.event}</th>
									<th>{t.common.order}</th>
									<th>{t.common.state}</th>
									<th class="number">{t.webhooks.tries}</th>
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
											<Badge value={item.state} />
										</td>
										<td class="number" data-label={t.webhooks.tries}>
											{item.tries}
										</td>
										<td>{item.problem === null ? null : sayAnswer(item.problem)}</td>
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
			<IfMay post={path}>
				<WebhookForm
					token={token}
					action={path}
					title={t.webhooks.change}
					button={t.common.save}
					form={form}
					problems={refused?.problems ?? []}
				/>
			</IfMay>
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
					[
						t.webhooks.lastProblem,
						endpoint.lastProblem === null ? t.webhooks.noProblem : sayAnswer(endpoint.lastProblem),
					],
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
