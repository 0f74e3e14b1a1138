import { LIMITS } from "../../shipping/model/limits.ts";
import type { Scope } from "../../shipping/ports/access.ts";
import {
	makeApiToken,
	newApiTokenSchema,
	readApiTokens,
	revokeApiToken,
} from "../api/api-tokens.ts";
import { type Api, type HttpContext, newApi } from "../context.ts";
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
import { pageOf, queryOf } from "./parts/query.ts";
import { At, Badge, Card, Nothing, Pager } from "./parts/texts.tsx";

const LIST = "/console/api-tokens";

const SCOPE_OPTIONS: { value: Scope; label: string }[] = [
	{ value: "read", label: "read – looks at everything" },
	{ value: "operate", label: "operate – also ships, voids, replays and prints" },
	{ value: "admin", label: "admin – also changes settings, connections, people and tokens" },
];

const LIFE_OPTIONS = [
	{ value: "30", label: "30 days" },
	{ value: "90", label: "90 days" },
	{ value: "365", label: "a year" },
	{ value: "none", label: "no end" },
];

/** Tokens of programs that use the API. */
export function apiTokenPages(): Api {
	const routes = newApi();
	routes.get(LIST, (c) => showTokens(c, { form: EMPTY_FORM, problems: [] }));
	routes.post(LIST, async (c) => {
		const form = await readForm(c);
		const days = Number(form.text("days"));
		const parsed = newApiTokenSchema.safeParse({
			name: form.text("name"),
			scopes: [form.text("scope")],
			expiresAt:
				days > 0 ? new Date(c.var.services.clock.now() + days * LIMITS.day).toISOString() : null,
		});
		if (!parsed.success) {
			return showTokens(c, { form, problems: fieldProblems(parsed.error) });
		}
		const { token } = await makeApiToken(c, parsed.data);
		return showNewToken(c, parsed.data.name, token);
	});
	routes.post(`${LIST}/:id/revoke`, (c) =>
		act(c, LIST, async () => {
			await revokeApiToken(c, c.req.param("id"));
			return "The token is revoked: it opens nothing from now on.";
		}),
	);
	return routes;
}

type Token = Awaited<ReturnType<typeof readApiTokens>>["items"][number];

async function showTokens(
	c: HttpContext,
	state: { form: Form; problems: readonly FieldProblem[] },
): Promise<Response> {
	const query = queryOf(c, []);
	const { items, nextCursor } = await readApiTokens(c, pageOf(query));
	const now = c.var.services.clock.now();
	const status = state.problems.length === 0 ? 200 : 422;
	return showPage(c, { title: "API tokens", status }, (token) => (
		<>
			<p class="hint lead">
				A program sends its token with each call: <code>Authorization: Bearer efc_…</code>. It may
				make {LIMITS.apiCallsAMinute} calls a minute. <a href="/console/api">API</a> describes every
				call.
			</p>
			<Card title="Tokens">
				{items.length === 0 ? (
					<Nothing>No program has one yet.</Nothing>
				) : (
					<div class="scroll">
						<table class="list rows">
							<thead>
								<tr>
									<th>Name</th>
									<th>May</th>
									<th>State</th>
									<th>Made</th>
									<th>By</th>
									<th>Ends</th>
									<th>Last used</th>
									<th>
										<span class="unseen">Revoke</span>
									</th>
								</tr>
							</thead>
							<tbody>
								{items.map((item) => (
									<TokenRow item={item} token={token} now={now} />
								))}
							</tbody>
						</table>
					</div>
				)}
				<Pager path={LIST} query={query} nextCursor={nextCursor} />
			</Card>
			<NewToken token={token} {...state} />
		</>
	));
}

function TokenRow({ item, token, now }: { item: Token; token: string; now: number }) {
	const state = stateOf(item, now);
	return (
		<tr>
			<td>{item.name}</td>
			<td>{item.scopes.join(", ")}</td>
			<td>
				<Badge value={state} />
			</td>
			<td>
				<At iso={item.createdAt} />
			</td>
			<td>{item.createdBy === "operator:admin" ? "administrator's token" : item.createdBy}</td>
			<td>
				<At iso={item.expiresAt} empty="no end" />
			</td>
			<td>{item.lastUsedDay ?? <span class="quiet">never</span>}</td>
			<td>
				{state === "active" ? (
					<PostForm
						token={token}
						action={`${LIST}/${item.id}/revoke`}
						label="Revoke"
						name={`Revoke ${item.name}`}
						kind="danger"
					/>
				) : null}
			</td>
		</tr>
	);
}

function stateOf({ revokedAt, expiresAt }: Token, now: number): string {
	if (revokedAt !== null) {
		return "revoked";
	}
	return expiresAt !== null && Date.parse(expiresAt) <= now ? "expired" : "active";
}

function NewToken(props: { token: string; form: Form; problems: readonly FieldProblem[] }) {
	const { form, problems } = props;
	return (
		<form method="post" action={LIST} class="card stack form" id="new">
			<TokenField token={props.token} />
			<h2>New token</h2>
			<ProblemSummary problems={problems} />
			<Field name="name" label="Name" hint="Which program it is for." problems={problems}>
				<input
					id={fieldId("name")}
					name="name"
					value={form.text("name") ?? ""}
					maxlength={100}
					autocomplete="off"
					required
				/>
			</Field>
			<Field name="scopes" label="What it may do" problems={problems}>
				<select id={fieldId("scopes")} name="scope">
					{SCOPE_OPTIONS.map(({ value, label }) => (
						<option value={value} selected={value === (form.text("scope") ?? "read")}>
							{label}
						</option>
					))}
				</select>
			</Field>
			<Field
				name="days"
				label="Ends after"
				hint="Make a new one before that day; both work meanwhile."
				problems={problems}
			>
				<Select name="days" value={form.text("days") ?? "90"} options={LIFE_OPTIONS} />
			</Field>
			<p class="actions">
				<button class="primary">Make the token</button>
			</p>
		</form>
	);
}

function showNewToken(c: HttpContext, name: string, token: string): Promise<Response> {
	const trail = [{ path: LIST, label: "API tokens" }];
	return showPage(c, { title: `Token of ${name}`, trail }, () => (
		<div class="card stack">
			<p>This is the token. Copy it now: only its hash is kept, so it is never shown again.</p>
			<p>
				<code class="copy">{token}</code>
			</p>
			<p class="actions">
				<a class="button primary" href={LIST}>
					I have copied it
				</a>
			</p>
		</div>
	));
}
