import { LIMITS } from "../../shipping/model/limits.ts";
import { holdDivision } from "../../shipping/operate/hold-division.ts";
import { pauseDivision } from "../../shipping/operate/pause.ts";
import { pollNow } from "../../shipping/operate/poll-now.ts";
import { requireFound } from "../../shipping/refusals.ts";
import { type DivisionView, toDivisionView } from "../api/division-view.ts";
import { readDivisions } from "../api/divisions.ts";
import { type Api, changeOf, type HttpContext, newApi } from "../context.ts";
import { act } from "./act.ts";
import { DivisionTable } from "./division-table.tsx";
import { showPage } from "./page.tsx";
import { Action } from "./parts/forms.tsx";
import { Left } from "./parts/left.tsx";
import { pageOf, queryOf } from "./parts/query.ts";
import { At, Badge, Card, Facts, Nothing, Pager, Reason } from "./parts/texts.tsx";

const LIST = "/console/divisions";

export function divisionPages(): Api {
	const routes = newApi();
	routes.get(LIST, showDivisions);
	routes.get(`${LIST}/:id`, (c) => showDivision(c, c.req.param("id")));
	routes.post(`${LIST}/:id/poll`, (c) => {
		const id = c.req.param("id");
		return act(c, `${LIST}/${id}`, async () => {
			const { clock, divisions, orders, wakeUps } = c.var.services;
			await pollNow(id, clock.now(), { divisions, orders, wakeUps });
			return "The division is being read. What comes of it shows here by itself.";
		});
	});
	routes.post(`${LIST}/:id/hold`, (c) => {
		const id = c.req.param("id");
		return act(c, `${LIST}/${id}`, async () => {
			const held = await holdDivision(id, changeOf(c), c.var.services.setup.divisions);
			return `${held.name} is on hold: it is read, and ships nothing.`;
		});
	});
	for (const verb of ["pause", "resume"] as const) {
		routes.post(`${LIST}/:id/${verb}`, (c) => {
			const id = c.req.param("id");
			return act(c, `${LIST}/${id}`, async () => {
				const { setup, wakeUps } = c.var.services;
				const deps = { divisions: setup.divisions, wakeUps };
				const { name } = await pauseDivision(id, verb === "pause", changeOf(c), deps);
				return verb === "pause" ? `${name} is paused.` : `${name} goes on.`;
			});
		});
	}
	return routes;
}

async function showDivisions(c: HttpContext): Promise<Response> {
	const query = queryOf(c, []);
	const { items, nextCursor } = await readDivisions(c, pageOf(query));
	return showPage(c, { title: "Divisions" }, () => (
		<>
			{items.length === 0 ? (
				<Nothing>
					Divisions are found when <a href="/console/connections">a connection</a> is made.
				</Nothing>
			) : (
				<DivisionTable divisions={items} />
			)}
			<Pager path={LIST} query={query} nextCursor={nextCursor} />
		</>
	));
}

async function showDivision(c: HttpContext, id: string): Promise<Response> {
	const found = requireFound("division", id, await c.var.services.setup.divisions.find(id));
	const view = await toDivisionView(c, found);
	const account =
		found.fedexAccountId === null
			? undefined
			: await c.var.services.setup.accounts.find(found.fedexAccountId);
	const trail = [{ path: LIST, label: "Divisions" }];
	const aside = (
		<p class="actions">
			<a
				class={view.settings === null ? "button primary" : "button"}
				href={`${LIST}/${id}/settings`}
			>
				{view.settings === null ? "Map this division" : "Settings"}
			</a>
			{view.mode === "hold" || view.mode === "shadow" ? (
				<a class="button primary" href={`${LIST}/${id}/preview`}>
					Preview and release
				</a>
			) : null}
		</p>
	);
	return showPage(c, { title: view.name, trail, aside }, (token) => (
		<div data-live="division">
			<Card title="State" aside={<Modes view={view} />}>
				{view.pollProblem === null ? null : (
					<Reason reason={{ field: "The last try to read it", ...view.pollProblem }} />
				)}
				<p>{MEANING[view.mode]}</p>
				<Facts
					rows={[
						["Code in Exact", <span class="mono">{view.code}</span>],
						[
							"Connection",
							<a href={`/console/connections/${view.connectionId}`}>exactonline.{view.region}</a>,
						],
						["Country, currency", `${view.country}, ${view.currency}`],
						["FedEx account", <AccountLink account={account} />],
						["Read last", <At iso={view.lastPollAt} empty="never" />],
						["Read next", <At iso={view.nextPollAt} empty="not planned" />],
						["Released", <At ms={found.releasedAt} empty="not yet" />],
						["Paused since", <At iso={view.pausedAt} empty="not paused" />],
					]}
				/>
				<p class="actions">
					<a href={`/console/orders?divisionId=${id}`}>Its orders</a>
					<a href={`/console/shipments?divisionId=${id}`}>Its shipments</a>
					<a href={`/console/audit?subject=division:${id}`}>Its audit trail</a>
					{view.settings === null ? null : (
						<a href={`${LIST}/${id}/couriers`}>Couriers and the end of the day</a>
					)}
					<a href={`${LIST}/${id}/logo`}>Logo of the tracking page</a>
				</p>
			</Card>
			<BudgetCard view={view} />
			<WebhookCard view={view} />
			{view.mode === "off" ? null : <Actions view={view} token={token} />}
		</div>
	));
}

const MEANING: Record<DivisionView["mode"], string> = {
	off: "Nothing is read. Map it to a FedEx account and a ship-from address to begin.",
	hold: "It is read, and ships nothing until it is released.",
	shadow:
		"It is read and planned as if it were live, but no label is made. The preview shows what would ship, and goes live with it.",
	live: "Orders that are ready become labels by themselves.",
};

function Modes({ view }: { view: DivisionView }) {
	return (
		<span>
			<Badge value={view.mode} /> {view.pausedAt === null ? null : <Badge value="paused" />}
		</span>
	);
}

function AccountLink({ account }: { account: { id: string; name: string } | undefined }) {
	return account === undefined ? (
		<span class="quiet">none yet</span>
	) : (
		<a href={`/console/fedex-accounts/${account.id}`}>{account.name}</a>
	);
}

function BudgetCard({ view }: { view: DivisionView }) {
	const { minuteLeft, dayLeft, dayForecastEndsAt } = view.budget;
	if (minuteLeft === null || dayLeft === null) {
		return null;
	}
	return (
		<Card title="Calls left to Exact">
			<Facts
				rows={[
					[
						"This minute",
						<Left left={minuteLeft} of={LIMITS.exactMinuteCalls} name="this minute" />,
					],
					["Today", <Left left={dayLeft} of={LIMITS.exactDayCalls} name="today" />],
					["At this pace", <At iso={dayForecastEndsAt} empty="the day's calls last" />],
				]}
			/>
		</Card>
	);
}

function WebhookCard({ view }: { view: DivisionView }) {
	if (view.webhooks.length === 0) {
		return null;
	}
	return (
		<Card title="Hints from Exact">
			<p class="hint">Exact tells at once what changed; without that the schedule reads.</p>
			<table>
				<tbody>
					{view.webhooks.map(({ topic, state, reason }) => (
						<tr>
							<td>{topic}</td>
							<td>{reason === null ? null : <Reason reason={reason} />}</td>
							<td class="end">
								<Badge value={state} />
							</td>
						</tr>
					))}
				</tbody>
			</table>
		</Card>
	);
}

function Actions({ view, token }: { view: DivisionView; token: string }) {
	const path = `${LIST}/${view.id}`;
	return (
		<Card title="What you can do">
			<Action
				token={token}
				action={`${path}/poll`}
				label="Read now"
				does="Reads what changed in Exact, without waiting for the schedule. It costs a few of the day's calls."
			/>
			{view.pausedAt === null ? (
				<Action
					token={token}
					action={`${path}/pause`}
					label="Pause this division"
					kind="danger"
					does="It makes no label until it is resumed. Nothing is lost."
				/>
			) : (
				<Action
					token={token}
					action={`${path}/resume`}
					label="Resume this division"
					kind="primary"
					does="It is read at once, and what waits is shipped."
				/>
			)}
			{view.mode === "hold" ? null : (
				<Action
					token={token}
					action={`${path}/hold`}
					label="Put on hold"
					kind="danger"
					does="It ships nothing more until you look at a new preview and release it again."
				/>
			)}
		</Card>
	);
}
