import { useContext } from "hono/jsx";

import { isAppError } from "../../lib/errors.ts";
import { ALERT_KINDS, type AlertKind } from "../../shipping/model/alerts.ts";
import { alertsChangeSchema, readAlerts, saveAlerts } from "../api/alerts.ts";
import { type Api, type HttpContext, newApi } from "../context.ts";
import { fieldProblems } from "../validation.ts";
import { act } from "./act.ts";
import { Form, readForm } from "./form.ts";
import { showPage } from "./page.tsx";
import { Field, fieldId, type FieldProblem, ProblemSummary, TokenField } from "./parts/forms.tsx";
import { May } from "./parts/may.tsx";
import { At, Card, Nothing } from "./parts/texts.tsx";
import { TickList } from "./parts/tick-list.tsx";
import { sayProblem } from "./say-problem.ts";
import { t } from "./texts/t.ts";

const PATH = "/console/alerts";

const words = (): Readonly<Record<AlertKind, string>> => ({
	consent: t.telling.consentEnded,
	budget: t.telling.budgetEnds,
	hold: t.telling.fedexHolds,
	account: t.telling.accountRefused,
	suspended: t.telling.workSuspended,
	"failed-work": t.telling.workFailed,
	exceptions: t.telling.manyExceptions,
	webhook: t.telling.webhookDisabled,
	mails: t.telling.mailsNotSent,
});

/** What the operator is told of without looking. */
export function alertPages(): Api {
	const routes = newApi();
	routes.get(PATH, (c) => showAlerts(c, null));
	routes.post(PATH, async (c) => {
		const form = await readForm(c);
		const parsed = alertsChangeSchema.safeParse(valuesOf(form));
		if (!parsed.success) {
			return showAlerts(c, { form, problems: fieldProblems(parsed.error) });
		}
		try {
			await saveAlerts(c, parsed.data);
		} catch (error) {
			if (isAppError(error) && error.code === "webhook.target_refused") {
				const problems = error.problems.map((problem) => ({ ...problem, field: "chatUrl" }));
				return showAlerts(c, { form, problems });
			}
			throw error;
		}
		return act(c, PATH, () => Promise.resolve(t.telling.alertsSaved));
	});
	return routes;
}

function valuesOf(form: Form) {
	const chatUrl = form.text("chatUrl")?.trim() ?? "";
	const lines = (form.text("mailTo") ?? "").split(/[\s,;]+/).filter((line) => line !== "");
	return {
		mailTo: lines,
		kinds: form.all("kinds"),
		exceptionsADay: Number(form.text("exceptionsADay")),
		budgetPercent: Number(form.text("budgetPercent")),
		...(chatUrl === "" ? {} : { chatUrl }),
		...(form.has("noChat") ? { chatUrl: null } : {}),
	};
}

async function showAlerts(
	c: HttpContext,
	refused: { form: Form; problems: readonly FieldProblem[] } | null,
): Promise<Response> {
	const alerts = await readAlerts(c);
	const form =
		refused?.form ??
		new Form(
			new Map([
				["mailTo", [alerts.mailTo.join("\n")]],
				["kinds", alerts.kinds],
				["exceptionsADay", [String(alerts.exceptionsADay)]],
				["budgetPercent", [String(alerts.budgetPercent)]],
			]),
		);
	const status = refused === null ? 200 : 422;
	return showPage(c, { title: t.telling.alerts, status }, (token) => (
		<>
			<p class="hint lead">{t.telling.alertsLead}</p>
			<Card title={t.telling.openAlerts}>
				{alerts.open.length === 0 ? (
					<Nothing>{t.telling.noOpenAlerts}</Nothing>
				) : (
					<table class="list rows flows">
						<thead>
							<tr>
								<th>{t.common.what}</th>
								<th>{t.telling.toldAt}</th>
							</tr>
						</thead>
						<tbody>
							{alerts.open.map(sayProblem).map(({ message, remedy, since }) => (
								<tr>
									<td class="whole">
										<p>{message}</p>
										<p class="remedy">{remedy}</p>
									</td>
									<td data-label={t.telling.toldAt}>
										<At iso={since} />
									</td>
								</tr>
							))}
						</tbody>
					</table>
				)}
			</Card>
			<AlertForm
				token={token}
				form={form}
				problems={refused?.problems ?? []}
				canMail={alerts.canMail}
				hasChat={alerts.hasChat}
			/>
		</>
	));
}

function AlertForm(props: {
	token: string;
	form: Form;
	problems: readonly FieldProblem[];
	canMail: boolean;
	hasChat: boolean;
}) {
	const { form, problems, canMail, hasChat } = props;
	if (!useContext(May)("POST", PATH)) {
		return null;
	}
	return (
		<form method="post" action={PATH} class="card stack form">
			<TokenField token={props.token} />
			<h2>{t.telling.whoIsTold}</h2>
			<ProblemSummary problems={problems} />
			<Field
				name="mailTo"
				label={t.telling.mailTo}
				hint={canMail ? t.telling.mailToHint : t.telling.mailToCannot}
				problems={problems}
				isOptional
			>
				<textarea id={fieldId("mailTo")} name="mailTo" rows={3}>
					{form.text("mailTo") ?? ""}
				</textarea>
			</Field>
			<Field
				name="chatUrl"
				label={t.telling.chat}
				hint={hasChat ? t.telling.chatHintSet : t.telling.chatHint}
				problems={problems}
				isOptional
			>
				<input
					id={fieldId("chatUrl")}
					name="chatUrl"
					type="url"
					placeholder={hasChat ? t.telling.chatSet : ""}
					autocomplete="off"
				/>
			</Field>
			{hasChat ? (
				<label class="tick">
					<input type="checkbox" name="noChat" value="1" /> {t.telling.noChat}
				</label>
			) : null}
			<TickList
				name="kinds"
				label={t.telling.tellWhen}
				options={ALERT_KINDS.map((kind) => ({ value: kind, label: words()[kind] }))}
				ticked={form.all("kinds")}
				isColumn
				problems={problems}
			/>
			<Field name="exceptionsADay" label={t.telling.exceptionsADay} problems={problems}>
				<input
					id={fieldId("exceptionsADay")}
					name="exceptionsADay"
					inputmode="numeric"
					value={form.text("exceptionsADay") ?? ""}
				/>
			</Field>
			<Field name="budgetPercent" label={t.telling.budgetPercent} problems={problems}>
				<input
					id={fieldId("budgetPercent")}
					name="budgetPercent"
					inputmode="numeric"
					value={form.text("budgetPercent") ?? ""}
				/>
			</Field>
			<p class="actions">
				<button class="primary">{t.common.save}</button>
			</p>
		</form>
	);
}
