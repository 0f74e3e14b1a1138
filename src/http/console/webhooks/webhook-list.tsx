import { readEndpoints } from "../../api/outgoing-webhooks.ts";
import type { HttpContext } from "../../context.ts";
import type { Form } from "../form.ts";
import { showPage } from "../page.tsx";
import type { FieldProblem } from "../parts/forms.tsx";
import { IfMay } from "../parts/may.tsx";
import { At, Badge, Card, Nothing } from "../parts/texts.tsx";
import { t } from "../texts/t.ts";
import { sayAnswer, stateOf } from "./say-answer.ts";
import { WebhookForm } from "./webhook-form.tsx";

export const WEBHOOKS_PATH = "/console/webhooks";
const LIST = WEBHOOKS_PATH;
const STANDARD = "Standard Webhooks";

export async function showWebhooks(
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
						<table class="list rows flows">
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
										<td class="whole">
											<code>{endpoint.url}</code>
										</td>
										<td>
											<Badge value={stateOf(endpoint)} />
										</td>
										<td data-label={t.webhooks.lastTaken}>
											<At iso={endpoint.lastTakenAt} empty={t.webhooks.nothingYet} />
										</td>
										<td data-label={t.webhooks.lastProblem}>
											{endpoint.lastProblem === null ? (
												<span class="quiet">{t.webhooks.noProblem}</span>
											) : (
												sayAnswer(endpoint.lastProblem)
											)}
										</td>
									</tr>
								))}
							</tbody>
						</table>
					</div>
				)}
			</Card>
			<IfMay post={LIST}>
				<WebhookForm
					token={token}
					action={LIST}
					title={t.webhooks.newOne}
					button={t.webhooks.add}
					{...state}
				/>
			</IfMay>
		</>
	));
}
