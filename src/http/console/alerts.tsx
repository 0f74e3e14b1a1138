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

const PATH = "/console/alerts";

const WORDS: Readonly<Record<AlertKind, string>> = {
	consent: "Exact's consent has ended",
	budget: "a division's calls to Exact come to their end",
	hold: "FedEx hands out no tokens for a while",
	account: "FedEx refuses an account",
	suspended: "Exact or FedEx refuses one kind of work",
	"failed-work": "work failed for good",
	exceptions: "many parcels are in trouble on one day",
	webhook: "a webhook was disabled",
};

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
		return act(c, PATH, () => Promise.resolve("Saved."));
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
	return showPage(c, { title: "Alerts", status }, (token) => (
		<>
			<p class="hint lead">
				What you are told of without looking here: once when it begins, and once when it is over.
			</p>
			<Card title="Open now">
				{alerts.open.length === 0 ? (
					<Nothing>Nothing you were told of is open.</Nothing>
				) : (
					<table class="list rows">
						<thead>
							<tr>
								<th>What</th>
								<th>Told</th>
							</tr>
						</thead>
						<tbody>
							{alerts.open.map(({ message, since }) => (
								<tr>
									<td>{message}</td>
									<td>
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
			<h2>Who is told, and of what</h2>
			<ProblemSummary problems={problems} />
			<Field
				name="mailTo"
				label="Mail to"
				hint={
					canMail
						? "One address a line."
						: "One address a line. This Worker can't send mails yet: the README says how (MAIL_FROM and the binding EMAIL)."
				}
				problems={problems}
				isOptional
			>
				<textarea id={fieldId("mailTo")} name="mailTo" rows={3}>
					{form.text("mailTo") ?? ""}
				</textarea>
			</Field>
			<Field
				name="chatUrl"
				label="Chat"
				hint={
					hasChat
						? "One is set. It is a secret, so it is not shown; enter another one to replace it."
						: "The address of an incoming webhook of Slack, or of a chat that takes the same."
				}
				problems={problems}
				isOptional
			>
				<input
					id={fieldId("chatUrl")}
					name="chatUrl"
					type="url"
					placeholder={hasChat ? "set" : ""}
					autocomplete="off"
				/>
			</Field>
			{hasChat ? (
				<label class="tick">
					<input type="checkbox" name="noChat" value="1" /> No chat any more
				</label>
			) : null}
			<TickList
				name="kinds"
				label="Tell when"
				options={ALERT_KINDS.map((kind) => ({ value: kind, label: WORDS[kind] }))}
				ticked={form.all("kinds")}
				problems={problems}
			/>
			<Field
				name="exceptionsADay"
				label="Parcels in trouble on one day, more than"
				problems={problems}
			>
				<input
					id={fieldId("exceptionsADay")}
					name="exceptionsADay"
					inputmode="numeric"
					value={form.text("exceptionsADay") ?? ""}
				/>
			</Field>
			<Field
				name="budgetPercent"
				label="Calls to Exact left of the day, less than so many percent"
				problems={problems}
			>
				<input
					id={fieldId("budgetPercent")}
					name="budgetPercent"
					inputmode="numeric"
					value={form.text("budgetPercent") ?? ""}
				/>
			</Field>
			<p class="actions">
				<button class="primary">Save</button>
			</p>
		</form>
	);
}
