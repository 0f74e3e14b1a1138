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
	const trail = [{ path: "/console/connections", label: "Connections" }];
	const status = problems.length === 0 ? 200 : 422;
	return showPage(c, { title: "New connection", trail, status }, (token) => (
		<form method="post" class="card stack form">
			<TokenField token={token} />
			<ProblemSummary problems={problems} />
			<p>
				First register an app in Exact's App Center, at the country site the company uses. Enter
				this redirect URI there, letter by letter: Exact sends the answer of the consent to no other
				address.
			</p>
			<p>
				<code class="copy">{redirectUri(c)}</code>
			</p>
			<Field
				name="name"
				label="Name"
				hint="As you want to see it here, for instance the company's."
				problems={problems}
			>
				<input id={fieldId("name")} name="name" value={form.text("name") ?? ""} required />
			</Field>
			<Field name="region" label="Country site" problems={problems}>
				<Select name="region" value={form.text("region") ?? "nl"} options={SITES} />
			</Field>
			<Field name="clientId" label="Client id" problems={problems}>
				<input
					id={fieldId("clientId")}
					name="clientId"
					value={form.text("clientId") ?? ""}
					autocomplete="off"
					required
				/>
			</Field>
			<Field name="clientSecret" label="Client secret" problems={problems}>
				<SecretInput name="clientSecret" />
			</Field>
			<Field
				name="webhookSecret"
				label="Webhook secret"
				hint="From the same registration. With it Exact signs what it sends here. All three are kept encrypted and never shown again."
				problems={problems}
			>
				<SecretInput name="webhookSecret" />
			</Field>
			<p class="actions">
				<button class="primary">Make the connection</button>
				<a class="button" href="/console/connections">
					Cancel
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
