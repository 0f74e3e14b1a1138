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
import { At, Card, Nothing, words } from "./parts/texts.tsx";
import { t } from "./texts/t.ts";

const LIST = "/console/people";
const roleOptions = () => ROLES.map((value) => ({ value, label: words(value) }));
const roleHint = () => t.access.aViewerLooksAn;

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
			return t.access.mayEnterAs(email, words(role));
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
			return t.access.isNow(parsed.data.name, words(parsed.data.role));
		}),
	);
	routes.post(`${LIST}/:id/remove`, (c) =>
		act(c, LIST, async () => {
			const { people } = c.var.services.setup;
			const { name } = await removePerson(c.req.param("id"), changeOf(c), people);
			return t.access.mayNotEnterAny(name);
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
	return showPage(c, { title: t.access.people, status }, (token) => (
		<>
			<p class="hint lead">
				{isAccessSetUp ? t.access.cloudflareAccessChecksWho : t.access.cloudflareAccessIsNot}
			</p>
			<Card title={t.access.whoMayEnter}>
				{people.length === 0 ? (
					<Nothing>{t.access.nobodyYet}</Nothing>
				) : (
					<div class="scroll">
						<table class="list rows stacked">
							<thead>
								<tr>
									<th>{t.common.eMailAddress}</th>
									<th>{t.access.nameAndRole}</th>
									<th>{t.access.added}</th>
									<th>
										<span class="unseen">{t.common.remove}</span>
									</th>
								</tr>
							</thead>
							<tbody>
								{people.map((person) => (
									<tr>
										<td class="breakable">
											{person.email}
											{self === `person:${person.id}` ? (
												<span class="quiet"> {t.access.you}</span>
											) : null}
										</td>
										<td>
											<PersonForm token={token} person={person} />
										</td>
										<td>
											<At iso={person.createdAt} />
											<p class="quiet small">
												{t.access.byToo} {nameOf(person.addedBy)}
											</p>
										</td>
										<td>
											<PostForm
												token={token}
												action={`${LIST}/${person.id}/remove`}
												label={t.common.remove}
												name={t.access.remove(person.email)}
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
			<input
				name="name"
				value={name}
				aria-label={t.access.nameOf(email)}
				maxlength={100}
				required
			/>
			<select name="role" aria-label={t.access.roleOf(email)}>
				{ROLES.map((one) => (
					<option value={one} selected={one === role}>
						{words(one)}
					</option>
				))}
			</select>
			<button aria-label={t.access.save(email)}>{t.common.save}</button>
		</form>
	);
}

function NewPerson(props: { token: string; form: Form; problems: readonly FieldProblem[] }) {
	const { form, problems } = props;
	return (
		<form method="post" action={LIST} class="card stack form" id="new">
			<TokenField token={props.token} />
			<h2>{t.access.letSomebodyIn}</h2>
			<ProblemSummary problems={problems} />
			<Field
				name="email"
				label={t.common.eMailAddress}
				hint={t.access.theOneThatThe}
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
			<Field name="name" label={t.common.name} problems={problems}>
				<input
					id={fieldId("name")}
					name="name"
					value={form.text("name") ?? ""}
					maxlength={100}
					autocomplete="off"
					required
				/>
			</Field>
			<Field name="role" label={t.common.role} hint={roleHint()} problems={problems}>
				<Select name="role" value={form.text("role") ?? "viewer"} options={roleOptions()} />
			</Field>
			<p class="actions">
				<button class="primary">{t.access.letIn}</button>
			</p>
		</form>
	);
}

/** Whoever is neither a person nor a token came with the administrator's. */
function nameOf(actor: string): string {
	return actor === "operator:admin" ? t.common.administratorsToken : actor;
}
