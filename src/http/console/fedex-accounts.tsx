import { addFedexAccount } from "../../shipping/connect/add-fedex-account.ts";
import { checkFedexAccount } from "../../shipping/connect/check-fedex-account.ts";
import { pauseFedexAccount } from "../../shipping/operate/pause.ts";
import { requireFound } from "../../shipping/refusals.ts";
import { newFedexAccountSchema, readFedexAccounts, toAccountView } from "../api/fedex-accounts.ts";
import { type Api, changeOf, type HttpContext, newApi } from "../context.ts";
import { fieldProblems } from "../validation.ts";
import { act } from "./act.ts";
import { newAccountForm } from "./fedex-account-form.tsx";
import { PushCard } from "./fedex-push.tsx";
import { EMPTY_FORM, readForm } from "./form.ts";
import { notify } from "./notice.ts";
import { showPage } from "./page.tsx";
import { Action } from "./parts/forms.tsx";
import { nested } from "./parts/nested.ts";
import { pageOf, queryOf } from "./parts/query.ts";
import { At, Badge, Card, Facts, Nothing, Pager, words } from "./parts/texts.tsx";
import { sayProblem } from "./say-problem.ts";
import { t } from "./texts/t.ts";

const LIST = "/console/fedex-accounts";
const trailToList = () => [{ path: LIST, label: t.common.fedexAccounts }];

export function fedexAccountPages(): Api {
	const routes = newApi();
	routes.get(LIST, showAccounts);
	routes.get(`${LIST}/new`, (c) => newAccountForm(c, { form: EMPTY_FORM, problems: [] }));
	routes.post(`${LIST}/new`, async (c) => {
		const form = await readForm(c);
		const parsed = newFedexAccountSchema.safeParse(withoutEmptyFreight(nested(form)));
		if (!parsed.success) {
			return newAccountForm(c, { form, problems: fieldProblems(parsed.error) });
		}
		const { accounts } = c.var.services.setup;
		const { id, name } = await addFedexAccount(parsed.data, changeOf(c), accounts);
		await notify(c, { text: t.accounts.wasAddedCheckIt(name) });
		return c.redirect(`${LIST}/${id}`, 303);
	});
	routes.get(`${LIST}/:id`, (c) => showAccount(c, c.req.param("id")));
	routes.post(`${LIST}/:id/check`, (c) =>
		act(c, `${LIST}/${c.req.param("id")}`, () => check(c, c.req.param("id"))),
	);
	for (const verb of ["pause", "resume"] as const) {
		routes.post(`${LIST}/:id/${verb}`, (c) => {
			const id = c.req.param("id");
			return act(c, `${LIST}/${id}`, async () => {
				const { accounts } = c.var.services.setup;
				const { name } = await pauseFedexAccount(id, verb === "pause", changeOf(c), accounts);
				return verb === "pause" ? t.accounts.isPaused(name) : t.accounts.shipsAgain(name);
			});
		});
	}
	return routes;
}

/** Its fields are on the form for everybody, and most accounts have no freight. */
function withoutEmptyFreight({ freight, ...account }: Record<string, unknown>) {
	const isFilled =
		typeof freight === "object" &&
		freight !== null &&
		Object.values(freight).some((text) => String(text).trim() !== "");
	return isFilled ? { ...account, freight } : account;
}

async function check(c: HttpContext, id: string) {
	const { setup, carrier } = c.var.services;
	const checks = await checkFedexAccount(id, { accounts: setup.accounts, carrier });
	const named = [
		[t.common.ship, checks.ship],
		[t.common.track, checks.track],
		...(checks.freight === undefined ? [] : [[t.common.freight, checks.freight] as const]),
	] as const;
	const failed = named.filter(([, { ok }]) => !ok).map(([name]) => name);
	return {
		text:
			failed.length === 0
				? t.accounts.fedexAcceptsAllOf
				: t.accounts.fedexRefusesCredentialsOf(failed.join(t.accounts.and)),
		lines: named.map(
			([name, { ok, problem }]) =>
				`${name}: ${ok ? t.accounts.accepted : (problem ?? t.accounts.notAccepted)}`,
		),
	};
}

async function showAccounts(c: HttpContext): Promise<Response> {
	const query = queryOf(c, []);
	const { items, nextCursor } = await readFedexAccounts(c, pageOf(query));
	const aside = (
		<a class="button primary" href={`${LIST}/new`}>
			{t.accounts.newFedexAccount}
		</a>
	);
	return showPage(c, { title: t.common.fedexAccounts, aside }, () => (
		<>
			{items.length === 0 ? (
				<Nothing>{t.accounts.aFedexAccountIs}</Nothing>
			) : (
				<div class="scroll">
					<table class="list flows">
						<thead>
							<tr>
								<th>{t.common.name}</th>
								<th>{t.common.accountNumber}</th>
								<th>{t.common.environment}</th>
								<th>{t.common.state}</th>
							</tr>
						</thead>
						<tbody>
							{items.map((account) => (
								<tr>
									<td>
										<a href={`${LIST}/${account.id}`}>{account.name}</a>
									</td>
									<td class="mono">{account.accountNumber}</td>
									<td>{words(account.environment)}</td>
									<td>
										<Badge value={stateOf(account)} />
									</td>
								</tr>
							))}
						</tbody>
					</table>
				</div>
			)}
			<Pager path={LIST} query={query} nextCursor={nextCursor} />
		</>
	));
}

async function showAccount(c: HttpContext, id: string): Promise<Response> {
	const found = await c.var.services.setup.accounts.find(id);
	const account = toAccountView(requireFound("fedex_account", id, found));
	const { suspended } = account;
	return showPage(c, { title: account.name, trail: trailToList() }, (token) => (
		<>
			<Card title={t.common.state} aside={<Badge value={stateOf(account)} />}>
				<Facts
					rows={[
						[t.common.accountNumber, <span class="mono">{account.accountNumber}</span>],
						[t.common.environment, words(account.environment)],
						[t.common.pausedSince, <At iso={account.pausedAt} empty={t.common.notPaused} />],
					]}
				/>
				{suspended === null ? null : (
					<div class="notice refused">
						<div>
							<p>
								<strong>{t.accounts.suspended}</strong> {t.accounts.since} <At iso={suspended.at} />
								:{" "}
								{
									sayProblem({ code: suspended.code ?? "", message: suspended.message ?? "" })
										.message
								}
							</p>
							<p class="small">
								{suspended.code} {t.accounts.triedAgainAt} <At iso={suspended.probeAt} />
								{t.accounts.shipmentsWaitUntilIt}
							</p>
						</div>
					</div>
				)}
			</Card>
			<PushCard id={id} push={account.push} publicUrl={c.var.publicUrl} token={token} />
			<Card title={t.common.whatYouCanDo}>
				<Action
					token={token}
					action={`${LIST}/${id}/check`}
					label={t.accounts.checkTheCredentials}
					does={t.accounts.asksFedexWhetherIt}
				/>
				{account.pausedAt === null ? (
					<Action
						token={token}
						action={`${LIST}/${id}/pause`}
						label={t.accounts.pauseThisAccount}
						kind="danger"
						does={t.accounts.noLabelIsMade}
					/>
				) : (
					<Action
						token={token}
						action={`${LIST}/${id}/resume`}
						label={t.accounts.resumeThisAccount}
						kind="primary"
						does={t.accounts.itsShipmentsThatWait}
					/>
				)}
			</Card>
		</>
	));
}

function stateOf(account: { suspended: unknown; pausedAt: string | null }): string {
	if (account.suspended !== null) {
		return "suspended";
	}
	return account.pausedAt === null ? "active" : "paused";
}
