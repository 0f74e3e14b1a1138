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
import { t } from "./texts/t.ts";

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
			return t.divisions.theDivisionIsBeing;
		});
	});
	routes.post(`${LIST}/:id/hold`, (c) => {
		const id = c.req.param("id");
		return act(c, `${LIST}/${id}`, async () => {
			const held = await holdDivision(id, changeOf(c), c.var.services.setup.divisions);
			return t.divisions.isOnHoldIt(held.name);
		});
	});
	for (const verb of ["pause", "resume"] as const) {
		routes.post(`${LIST}/:id/${verb}`, (c) => {
			const id = c.req.param("id");
			return act(c, `${LIST}/${id}`, async () => {
				const { setup, wakeUps } = c.var.services;
				const deps = { divisions: setup.divisions, wakeUps };
				const { name } = await pauseDivision(id, verb === "pause", changeOf(c), deps);
				return verb === "pause" ? t.divisions.isPaused(name) : t.divisions.goesOn(name);
			});
		});
	}
	return routes;
}

async function showDivisions(c: HttpContext): Promise<Response> {
	const query = queryOf(c, []);
	const { items, nextCursor } = await readDivisions(c, pageOf(query));
	return showPage(c, { title: t.common.divisions }, () => (
		<>
			{items.length === 0 ? (
				<Nothing>
					{t.divisions.divisionsAreFoundWhen}{" "}
					<a href="/console/connections">{t.divisions.aConnection}</a> {t.divisions.isMade}
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
	const trail = [{ path: LIST, label: t.common.divisions }];
	const aside = (
		<p class="actions">
			<a
				class={view.settings === null ? "button primary" : "button"}
				href={`${LIST}/${id}/settings`}
			>
				{view.settings === null ? t.divisions.mapThisDivision : t.common.settings}
			</a>
			{view.mode === "hold" || view.mode === "shadow" ? (
				<a class="button primary" href={`${LIST}/${id}/preview`}>
					{t.common.previewAndRelease}
				</a>
			) : null}
		</p>
	);
	return showPage(c, { title: view.name, trail, aside }, (token) => (
		<div data-live="division">
			<Card title={t.common.state} aside={<Modes view={view} />}>
				{view.pollProblem === null ? null : (
					<Reason reason={{ field: t.divisions.theLastTryTo, ...view.pollProblem }} />
				)}
				<p>{meaning()[view.mode]}</p>
				<Facts
					rows={[
						[t.divisions.codeInExact, <span class="mono">{view.code}</span>],
						[
							t.divisions.connection,
							<a href={`/console/connections/${view.connectionId}`}>exactonline.{view.region}</a>,
						],
						[t.divisions.countryCurrency, `${view.country}, ${view.currency}`],
						[t.common.fedexAccount, <AccountLink account={account} />],
						[t.divisions.readLast, <At iso={view.lastPollAt} empty={t.common.never} />],
						[t.divisions.readNext, <At iso={view.nextPollAt} empty={t.divisions.notPlanned} />],
						[t.divisions.released, <At ms={found.releasedAt} empty={t.divisions.notYet} />],
						[t.common.pausedSince, <At iso={view.pausedAt} empty={t.common.notPaused} />],
					]}
				/>
				<p class="actions">
					<a href={`/console/orders?divisionId=${id}`}>{t.divisions.itsOrders}</a>
					<a href={`/console/shipments?divisionId=${id}`}>{t.divisions.itsShipments}</a>
					<a href={`/console/audit?subject=division:${id}`}>{t.divisions.itsAuditTrail}</a>
					{view.settings === null ? null : (
						<a href={`${LIST}/${id}/couriers`}>{t.common.couriersAndTheEnd}</a>
					)}
					<a href={`${LIST}/${id}/logo`}>{t.common.logoOfTheTracking}</a>
				</p>
			</Card>
			<BudgetCard view={view} />
			<WebhookCard view={view} />
			{view.mode === "off" ? null : <Actions view={view} token={token} />}
		</div>
	));
}

const meaning = (): Record<DivisionView["mode"], string> => ({
	off: t.divisions.nothingIsReadMap,
	hold: t.divisions.itIsReadAnd,
	shadow: t.divisions.itIsReadAndPlanned,
	live: t.divisions.ordersThatAreReady,
});

function Modes({ view }: { view: DivisionView }) {
	return (
		<span>
			<Badge value={view.mode} /> {view.pausedAt === null ? null : <Badge value="paused" />}
		</span>
	);
}

function AccountLink({ account }: { account: { id: string; name: string } | undefined }) {
	return account === undefined ? (
		<span class="quiet">{t.common.noneYet}</span>
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
		<Card title={t.common.callsLeftToExact}>
			<Facts
				rows={[
					[
						t.common.thisMinute,
						<Left left={minuteLeft} of={LIMITS.exactMinuteCalls} name="this minute" />,
					],
					[t.common.today, <Left left={dayLeft} of={LIMITS.exactDayCalls} name="today" />],
					[
						t.divisions.atThisPace,
						<At iso={dayForecastEndsAt} empty={t.divisions.theDaysCallsLast} />,
					],
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
		<Card title={t.divisions.hintsFromExact}>
			<p class="hint">{t.divisions.exactTellsAtOnce}</p>
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
		<Card title={t.common.whatYouCanDo}>
			<Action
				token={token}
				action={`${path}/poll`}
				label={t.divisions.readNow}
				does={t.divisions.readsWhatChangedIn}
			/>
			{view.pausedAt === null ? (
				<Action
					token={token}
					action={`${path}/pause`}
					label={t.divisions.pauseThisDivision}
					kind="danger"
					does={t.divisions.itMakesNoLabel}
				/>
			) : (
				<Action
					token={token}
					action={`${path}/resume`}
					label={t.divisions.resumeThisDivision}
					kind="primary"
					does={t.divisions.itIsReadAt}
				/>
			)}
			{view.mode === "hold" ? null : (
				<Action
					token={token}
					action={`${path}/hold`}
					label={t.divisions.putOnHold}
					kind="danger"
					does={t.divisions.itShipsNothingMore}
				/>
			)}
		</Card>
	);
}
