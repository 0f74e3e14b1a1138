import type { HttpContext } from "../context.ts";
import { SecretInput } from "./connection-form.tsx";
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

const environments = () => [
	{ value: "production", label: t.accounts.productionRealLabelsThat },
	{ value: "sandbox", label: t.accounts.sandboxLabelsMarkedTest },
];

const projects = (): readonly {
	name: string;
	label: string;
	hint: string;
	isOptional?: true;
}[] => [
	{ name: "ship", label: t.common.ship, hint: t.accounts.theProjectWithThe },
	{
		name: "track",
		label: t.common.track,
		hint: t.accounts.fedexKeepsTrackingIn,
	},
	{
		name: "freight",
		label: t.common.freight,
		hint: t.accounts.onlyForLessThan,
		isOptional: true,
	},
];

/** Secrets are typed again after a refusal: no page ever holds one. */
export function newAccountForm(
	c: HttpContext,
	state: { form: Form; problems: readonly FieldProblem[] },
): Promise<Response> {
	const { form, problems } = state;
	const trail = [{ path: "/console/fedex-accounts", label: t.common.fedexAccounts }];
	const status = problems.length === 0 ? 200 : 422;
	return showPage(c, { title: t.accounts.newFedexAccount, trail, status }, (token) => (
		<form method="post" class="card stack form">
			<TokenField token={token} />
			<ProblemSummary problems={problems} />
			<Field name="name" label={t.common.name} problems={problems}>
				<input id={fieldId("name")} name="name" value={form.text("name") ?? ""} required />
			</Field>
			<Field
				name="accountNumber"
				label={t.common.accountNumber}
				hint={t.accounts.nineDigits}
				problems={problems}
			>
				<input
					id={fieldId("accountNumber")}
					name="accountNumber"
					inputmode="numeric"
					value={form.text("accountNumber") ?? ""}
					required
				/>
			</Field>
			<Field name="environment" label={t.common.environment} problems={problems}>
				<Select
					name="environment"
					value={form.text("environment") ?? "production"}
					options={environments()}
				/>
			</Field>
			{projects().map((project) => (
				<fieldset>
					<legend>{t.accounts.credentialsOf(project.label)}</legend>
					<p class="hint">{project.hint}</p>
					<Field name={`${project.name}.clientId`} label={t.accounts.apiKey} problems={problems}>
						<input
							id={fieldId(`${project.name}.clientId`)}
							name={`${project.name}.clientId`}
							value={form.text(`${project.name}.clientId`) ?? ""}
							autocomplete="off"
							required={project.isOptional !== true}
						/>
					</Field>
					<Field
						name={`${project.name}.clientSecret`}
						label={t.accounts.secretKey}
						problems={problems}
					>
						<SecretInput
							name={`${project.name}.clientSecret`}
							isOptional={project.isOptional === true}
						/>
					</Field>
				</fieldset>
			))}
			<p class="actions">
				<button class="primary">{t.accounts.addTheAccount}</button>
				<a class="button" href="/console/fedex-accounts">
					{t.common.cancel}
				</a>
			</p>
		</form>
	));
}
