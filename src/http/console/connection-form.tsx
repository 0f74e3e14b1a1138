import type { HttpContext } from "../context.ts";
import { redirectUri } from "../public-url.ts";
import type { Form } from "./form.ts";
import { showPage } from "./page.tsx";
import {
	Field,
	fieldId,
	type FieldProblem,
	ProblemSummary,
	Select,
	TokenField,
} from "./parts/forms.tsx";
import { t } from "./texts/t.ts";

const SITES = ["nl", "be", "de", "fr", "es", "co.uk", "com"].map((value) => ({
	value,
	label: `exactonline.${value}`,
}));

/** Secrets are typed again after a refusal: no page ever holds one. */
export function newConnectionForm(
	c: HttpContext,
	state: { form: Form; problems: readonly FieldProblem[] },
): Promise<Response> {
	const { form, problems } = state;
	const trail = [{ path: "/console/connections", label: t.common.connections }];
	const status = problems.length === 0 ? 200 : 422;
	return showPage(c, { title: t.connections.newConnection, trail, status }, (token) => (
		<form method="post" class="card stack form">
			<TokenField token={token} />
			<ProblemSummary problems={problems} />
			<p>{t.connections.firstRegisterAnApp}</p>
			<p>
				<code class="copy">{redirectUri(c)}</code>
			</p>
			<Field name="name" label={t.common.name} hint={t.connections.asYouWantTo} problems={problems}>
				<input id={fieldId("name")} name="name" value={form.text("name") ?? ""} required />
			</Field>
			<Field name="region" label={t.common.countrySite} problems={problems}>
				<Select name="region" value={form.text("region") ?? "nl"} options={SITES} />
			</Field>
			<Field name="clientId" label={t.connections.clientId} problems={problems}>
				<input
					id={fieldId("clientId")}
					name="clientId"
					value={form.text("clientId") ?? ""}
					autocomplete="off"
					required
				/>
			</Field>
			<Field name="clientSecret" label={t.connections.clientSecret} problems={problems}>
				<SecretInput name="clientSecret" />
			</Field>
			<Field
				name="webhookSecret"
				label={t.connections.webhookSecret}
				hint={t.connections.fromTheSameRegistration}
				problems={problems}
			>
				<SecretInput name="webhookSecret" />
			</Field>
			<p class="actions">
				<button class="primary">{t.connections.makeTheConnection}</button>
				<a class="button" href="/console/connections">
					{t.common.cancel}
				</a>
			</p>
		</form>
	));
}

export function SecretInput(props: { name: string; isOptional?: boolean }) {
	return (
		<input
			id={fieldId(props.name)}
			name={props.name}
			type="password"
			autocomplete="off"
			required={props.isOptional !== true}
		/>
	);
}
