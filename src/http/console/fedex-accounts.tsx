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
import { At, Badge, Card, Facts, Nothing, Pager } from "./parts/texts.tsx";

const LIST = "/console/fedex-accounts";
const trail = [{ path: LIST, label: "FedEx accounts" }];

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
		await notify(c, { text: `${name} was added. Check it before a division ships with it.` });
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
				return verb === "pause" ? `${name} is paused.` : `${name} ships again.`;
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
		["Ship", checks.ship],
		["Track", checks.track],
		...(checks.freight === undefined ? [] : [["Freight", checks.freight] as const]),
	] as const;
	const failed = named.filter(([, { ok }]) => !ok).map(([name]) => name);
	return {
		text:
			failed.length === 0
				? "FedEx accepts all of the credentials."
				: `FedEx does not accept the credentials of ${failed.join(" and ")}.`,
		lines: named.map(
			([name, { ok, problem }]) => `${name}: ${ok ? "accepted" : (problem ?? "not accepted")}`,
		),
	};
}

async function showAccounts(c: HttpContext): Promise<Response> {
	const query = queryOf(c, []);
	const { items, nextCursor } = await readFedexAccounts(c, pageOf(query));
	const aside = (
		<a class="button primary" href={`${LIST}/new`}>
			New FedEx account
		</a>
	);
	return showPage(c, { title: "FedEx accounts", aside }, () => (
		<>
			{items.length === 0 ? (
				<Nothing>A FedEx account is what the labels are paid by. Add one to begin.</Nothing>
			) : (
				<div class="scroll">
					<table class="list">
						<thead>
							<tr>
								<th>Name</th>
								<th>Account number</th>
								<th>Environment</th>
								<th>State</th>
							</tr>
						</thead>
						<tbody>
							{items.map((account) => (
								<tr>
									<td>
										<a href={`${LIST}/${account.id}`}>{account.name}</a>
									</td>
									<td class="mono">{account.accountNumber}</td>
									<td>{account.environment}</td>
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
	return showPage(c, { title: account.name, trail }, (token) => (
		<>
			<Card title="State" aside={<Badge value={stateOf(account)} />}>
				<Facts
					rows={[
						["Account number", <span class="mono">{account.accountNumber}</span>],
						["Environment", account.environment],
						["Paused since", <At iso={account.pausedAt} empty="not paused" />],
					]}
				/>
				{suspended === null ? null : (
					<div class="notice refused">
						<div>
							<p>
								<strong>Suspended</strong> since <At iso={suspended.at} />: {suspended.message}
							</p>
							<p class="small">
								{suspended.code} · tried again at <At iso={suspended.probeAt} />; shipments wait
								until it is over, none is lost.
							</p>
						</div>
					</div>
				)}
			</Card>
			<PushCard id={id} push={account.push} publicUrl={c.var.publicUrl} token={token} />
			<Card title="What you can do">
				<Action
					token={token}
					action={`${LIST}/${id}/check`}
					label="Check the credentials"
					does="Asks FedEx whether it accepts the Ship, the Track and, where there are any, the freight credentials. Nothing is shipped."
				/>
				{account.pausedAt === null ? (
					<Action
						token={token}
						action={`${LIST}/${id}/pause`}
						label="Pause this account"
						kind="danger"
						does="No label is made with it until it is resumed. Its shipments wait."
					/>
				) : (
					<Action
						token={token}
						action={`${LIST}/${id}/resume`}
						label="Resume this account"
						kind="primary"
						does="Its shipments that wait are made now."
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
