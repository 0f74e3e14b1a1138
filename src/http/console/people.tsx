import { ROLES } from "../../shipping/model/roles.ts";
import { addPerson } from "../../shipping/operate/add-person.ts";
import { changePerson, removePerson } from "../../shipping/operate/change-person.ts";
import { invalidFields } from "../../shipping/refusals.ts";
import { newPersonSchema, personChangeSchema, readPeople } from "../api/people.ts";
import { type Api, changeOf, type HttpContext, newApi } from "../context.ts";
import { fieldProblems } from "../validation.ts";
import { act } from "./act.ts";
import { EMPTY_FORM, type Form, readForm } from "./form.ts";
import { showPage } from "./page.tsx";
import {
	Field,
	fieldId,
	type FieldProblem,
	PostForm,
	ProblemSummary,
	Select,
	TokenField,
} from "./parts/forms.tsx";
import { At, Card, Nothing } from "./parts/texts.tsx";

const LIST = "/console/people";
const ROLE_OPTIONS = ROLES.map((value) => ({ value, label: value }));
const ROLE_HINT =
	"A viewer looks. An operator also ships, voids, replays and prints. An administrator also changes settings, connections, people and tokens.";

/** Who may enter through Cloudflare Access, and as what. */
export function peoplePages(): Api {
	const routes = newApi();
	routes.get(LIST, (c) => showPeople(c, { form: EMPTY_FORM, problems: [] }));
	routes.post(LIST, async (c) => {
		const form = await readForm(c);
		const parsed = newPersonSchema.safeParse({
			email: form.text("email"),
			name: form.text("name"),
			role: form.text("role"),
		});
		if (!parsed.success) {
			return showPeople(c, { form, problems: fieldProblems(parsed.error) });
		}
		const { email, role } = parsed.data;
		return act(c, LIST, async () => {
			await addPerson(parsed.data, changeOf(c), c.var.services.setup.people);
			return `${email} may enter as ${role}.`;
		});
	});
	routes.post(`${LIST}/:id`, (c) =>
		act(c, LIST, async () => {
			const form = await readForm(c);
			const parsed = personChangeSchema.safeParse({
				name: form.text("name"),
				role: form.text("role"),
			});
			if (!parsed.success) {
				throw invalidFields(fieldProblems(parsed.error));
			}
			const { people } = c.var.services.setup;
			await changePerson(c.req.param("id"), parsed.data, changeOf(c), people);
			return `${parsed.data.name} is ${parsed.data.role} now.`;
		}),
	);
	routes.post(`${LIST}/:id/remove`, (c) =>
		act(c, LIST, async () => {
			const { people } = c.var.services.setup;
			const { name } = await removePerson(c.req.param("id"), changeOf(c), people);
			return `${name} may not enter any more, and is logged out.`;
		}),
	);
	return routes;
}

async function showPeople(
	c: HttpContext,
	state: { form: Form; problems: readonly FieldProblem[] },
): Promise<Response> {
	const { problems } = state;
	const people = await readPeople(c);
	const self = c.var.operator?.actor;
	const isAccessSetUp = c.var.accessTeam() !== undefined;
	const status = problems.length === 0 ? 200 : 422;
	return showPage(c, { title: "People", status }, (token) => (
		<>
			<p class="hint lead">
				{isAccessSetUp
					? "Cloudflare Access checks who somebody is, by e-mail address. This list says what they may do here; who is not on it is nobody."
					: "Cloudflare Access is not set up, so ADMIN_TOKEN opens the console. Add yourself as administrator here first, then set ACCESS_TEAM_DOMAIN and ACCESS_AUD: from then on these people enter, and ADMIN_TOKEN opens nothing."}
			</p>
			<Card title="Who may enter">
				{people.length === 0 ? (
					<Nothing>Nobody yet.</Nothing>
				) : (
					<div class="scroll">
						<table class="list rows stacked">
							<thead>
								<tr>
									<th>E-mail address</th>
									<th>Name and role</th>
									<th>Added</th>
									<th>
										<span class="unseen">Remove</span>
									</th>
								</tr>
							</thead>
							<tbody>
								{people.map((person) => (
									<tr>
										<td class="breakable">
											{person.email}
											{self === `person:${person.id}` ? <span class="quiet"> · you</span> : null}
										</td>
										<td>
											<PersonForm token={token} person={person} />
										</td>
										<td>
											<At iso={person.createdAt} />
											<p class="quiet small">by {nameOf(person.addedBy)}</p>
										</td>
										<td>
											<PostForm
												token={token}
												action={`${LIST}/${person.id}/remove`}
												label="Remove"
												name={`Remove ${person.email}`}
												kind="danger"
											/>
										</td>
									</tr>
								))}
							</tbody>
						</table>
					</div>
				)}
			</Card>
			<NewPerson token={token} {...state} />
		</>
	));
}

function PersonForm(props: {
	token: string;
	person: { id: string; email: string; name: string; role: string };
}) {
	const { id, email, name, role } = props.person;
	return (
		<form method="post" action={`${LIST}/${id}`} class="in-line">
			<TokenField token={props.token} />
			<input name="name" value={name} aria-label={`Name of ${email}`} maxlength={100} required />
			<select name="role" aria-label={`Role of ${email}`}>
				{ROLES.map((one) => (
					<option value={one} selected={one === role}>
						{one}
					</option>
				))}
			</select>
			<button aria-label={`Save ${email}`}>Save</button>
		</form>
	);
}

function NewPerson(props: { token: string; form: Form; problems: readonly FieldProblem[] }) {
	const { form, problems } = props;
	return (
		<form method="post" action={LIST} class="card stack form" id="new">
			<TokenField token={props.token} />
			<h2>Let somebody in</h2>
			<ProblemSummary problems={problems} />
			<Field
				name="email"
				label="E-mail address"
				hint="The one that the person logs in to Cloudflare Access with."
				problems={problems}
			>
				<input
					id={fieldId("email")}
					name="email"
					type="email"
					value={form.text("email") ?? ""}
					autocomplete="off"
					required
				/>
			</Field>
			<Field name="name" label="Name" problems={problems}>
				<input
					id={fieldId("name")}
					name="name"
					value={form.text("name") ?? ""}
					maxlength={100}
					autocomplete="off"
					required
				/>
			</Field>
			<Field name="role" label="Role" hint={ROLE_HINT} problems={problems}>
				<Select name="role" value={form.text("role") ?? "viewer"} options={ROLE_OPTIONS} />
			</Field>
			<p class="actions">
				<button class="primary">Let in</button>
			</p>
		</form>
	);
}

/** Whoever is neither a person nor a token came with the administrator's. */
function nameOf(actor: string): string {
	return actor === "operator:admin" ? "administrator's token" : actor;
}
