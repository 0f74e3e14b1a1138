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
import { t } from "./texts/t.ts";

const LIST = "/console/api-tokens";

const scopeOptions = (): { value: Scope; label: string }[] => [
	{ value: "read", label: t.access.readLooksAtEverything },
	{ value: "operate", label: t.access.operateAlsoShipsVoids },
	{ value: "admin", label: t.access.adminAlsoChangesSettings },
];

const lifeOptions = () => [
	{ value: "30", label: t.access.n30Days },
	{ value: "90", label: t.access.n90Days },
	{ value: "365", label: t.access.aYear },
	{ value: "none", label: t.access.noEnd },
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
			return t.access.theTokenIsRevoked;
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
	return showPage(c, { title: t.common.apiTokens, status }, (token) => (
		<>
			<p class="hint lead">
				{t.access.aProgramSendsIts} <code>Authorization: Bearer efc_…</code>
				{t.access.itMayMake} {LIMITS.apiCallsAMinute} {t.access.callsAMinute}{" "}
				<a href="/console/api">API</a> {t.access.describesTheApi}
			</p>
			<Card title={t.access.tokens}>
				{items.length === 0 ? (
					<Nothing>{t.access.noProgramHasOne}</Nothing>
				) : (
					<div class="scroll">
						<table class="list rows flows">
							<thead>
								<tr>
									<th>{t.common.name}</th>
									<th>{t.access.may}</th>
									<th>{t.common.state}</th>
									<th>{t.access.made}</th>
									<th>{t.access.byWord}</th>
									<th>{t.access.ends}</th>
									<th>{t.access.lastUsed}</th>
									<th>
										<span class="unseen">{t.access.revoke}</span>
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
			<td>{item.createdBy === "operator:admin" ? t.common.administratorsToken : item.createdBy}</td>
			<td>
				<At iso={item.expiresAt} empty={t.access.noEnd} />
			</td>
			<td>{item.lastUsedDay ?? <span class="quiet">{t.common.never}</span>}</td>
			<td>
				{state === "active" ? (
					<PostForm
						token={token}
						action={`${LIST}/${item.id}/revoke`}
						label={t.access.revoke}
						name={t.access.revokeToo(item.name)}
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
			<h2>{t.access.newToken}</h2>
			<ProblemSummary problems={problems} />
			<Field name="name" label={t.common.name} hint={t.access.whichProgramItIs} problems={problems}>
				<input
					id={fieldId("name")}
					name="name"
					value={form.text("name") ?? ""}
					maxlength={100}
					autocomplete="off"
					required
				/>
			</Field>
			<Field name="scopes" label={t.access.whatItMayDo} problems={problems}>
				<select id={fieldId("scopes")} name="scope">
					{scopeOptions().map(({ value, label }) => (
						<option value={value} selected={value === (form.text("scope") ?? "read")}>
							{label}
						</option>
					))}
				</select>
			</Field>
			<Field name="days" label={t.access.endsAfter} hint={t.access.makeANewOne} problems={problems}>
				<Select name="days" value={form.text("days") ?? "90"} options={lifeOptions()} />
			</Field>
			<p class="actions">
				<button class="primary">{t.access.makeTheToken}</button>
			</p>
		</form>
	);
}

function showNewToken(c: HttpContext, name: string, token: string): Promise<Response> {
	const trail = [{ path: LIST, label: t.common.apiTokens }];
	return showPage(c, { title: t.access.tokenOf(name), trail }, () => (
		<div class="card stack">
			<p>{t.access.thisIsTheToken}</p>
			<p>
				<code class="copy">{token}</code>
			</p>
			<p class="actions">
				<a class="button primary" href={LIST}>
					{t.access.iHaveCopiedIt}
				</a>
			</p>
		</div>
	));
}
