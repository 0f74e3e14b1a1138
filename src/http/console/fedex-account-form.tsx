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

const ENVIRONMENTS = [
	{ value: "production", label: "production: real labels that cost money" },
	{ value: "sandbox", label: "sandbox: labels marked TEST" },
];

const PROJECTS: readonly { name: string; label: string; hint: string; isOptional?: true }[] = [
	{ name: "ship", label: "Ship", hint: "The project with the Ship API: it makes the labels." },
	{
		name: "track",
		label: "Track",
		hint: "FedEx keeps tracking in a project of its own. It is needed to go live: a shipment whose answer was lost is looked up with it.",
	},
	{
		name: "freight",
		label: "Freight",
		hint: "Only for less-than-truckload freight in the United States, Canada and Mexico: FedEx Freight has a project of its own. Leave both empty otherwise.",
		isOptional: true,
	},
];

/** Secrets are typed again after a refusal: no page ever holds one. */
export function newAccountForm(
	c: HttpContext,
	state: { form: Form; problems: readonly FieldProblem[] },
): Promise<Response> {
	const { form, problems } = state;
	const trail = [{ path: "/console/fedex-accounts", label: "FedEx accounts" }];
	const status = problems.length === 0 ? 200 : 422;
	return showPage(c, { title: "New FedEx account", trail, status }, (token) => (
		<form method="post" class="card stack form">
			<TokenField token={token} />
			<ProblemSummary problems={problems} />
			<Field name="name" label="Name" problems={problems}>
				<input id={fieldId("name")} name="name" value={form.text("name") ?? ""} required />
			</Field>
			<Field name="accountNumber" label="Account number" hint="Nine digits." problems={problems}>
				<input
					id={fieldId("accountNumber")}
					name="accountNumber"
					inputmode="numeric"
					value={form.text("accountNumber") ?? ""}
					required
				/>
			</Field>
			<Field name="environment" label="Environment" problems={problems}>
				<Select
					name="environment"
					value={form.text("environment") ?? "production"}
					options={ENVIRONMENTS}
				/>
			</Field>
			{PROJECTS.map((project) => (
				<fieldset>
					<legend>{project.label} credentials</legend>
					<p class="hint">{project.hint}</p>
					<Field name={`${project.name}.clientId`} label="API key" problems={problems}>
						<input
							id={fieldId(`${project.name}.clientId`)}
							name={`${project.name}.clientId`}
							value={form.text(`${project.name}.clientId`) ?? ""}
							autocomplete="off"
							required={project.isOptional !== true}
						/>
					</Field>
					<Field name={`${project.name}.clientSecret`} label="Secret key" problems={problems}>
						<SecretInput
							name={`${project.name}.clientSecret`}
							isOptional={project.isOptional === true}
						/>
					</Field>
				</fieldset>
			))}
			<p class="actions">
				<button class="primary">Add the account</button>
				<a class="button" href="/console/fedex-accounts">
					Cancel
				</a>
			</p>
		</form>
	));
}
