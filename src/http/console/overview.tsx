import { findInboxCount } from "../../db/inbox-count.ts";
import { findDecisionCount, findHeldBackCount, listStatusCountsSince } from "../../db/status.ts";
import { LIMITS } from "../../shipping/model/limits.ts";
import { SHIPMENT_STATUSES } from "../../shipping/model/shipment-states.ts";
import { pauseEverything } from "../../shipping/operate/pause.ts";
import { MENDED_ELSEWHERE } from "../../shipping/poll/poll-problem.ts";
import { readConnections } from "../api/exact-connections.ts";
import { readStatus } from "../api/status.ts";
import { type Api, changeOf, type HttpContext, newApi } from "../context.ts";
import { act } from "./act.ts";
import { readTrends, sum, type Trends } from "./charts/read-trends.ts";
import { TrendCharts } from "./charts/trends.tsx";
import { FreshnessCard } from "./freshness-card.tsx";
import { Budgets, FedexHosts, type Status, Suspensions, Tiles, Work } from "./overview-cards.tsx";
import { Verdict } from "./overview-verdict.tsx";
import { showPage } from "./page.tsx";
import { divisionPlaces } from "./parts/division-names.ts";
import { Action } from "./parts/forms.tsx";
import { At, Badge, Card, Nothing } from "./parts/texts.tsx";
import { t } from "./texts/t.ts";

/** The first page: is it running, and what needs a hand? */
export function overviewPages(): Api {
	const routes = newApi();
	routes.get("/console", (c) => c.redirect("/", 303));
	routes.get("/", showOverview);
	for (const verb of ["pause", "resume"] as const) {
		routes.post(`/console/${verb}`, (c) =>
			act(c, "/", async () => {
				await pauseEverything(verb === "pause", changeOf(c), c.var.services.setup.system);
				return verb === "pause" ? t.overview.everythingIsPaused : t.overview.everythingGoesOn;
			}),
		);
	}
	return routes;
}

async function showOverview(c: HttpContext): Promise<Response> {
	const { db, clock } = c.var.services;
	const now = clock.now();
	const places = await divisionPlaces(c);
	const names = new Map(Array.from(places, ([id, { name }]) => [id, name]));
	const [status, today, heldBack, decisions, waiting, trends, connections] = await Promise.all([
		readStatus(c),
		listStatusCountsSince(db, now - (now % LIMITS.day)),
		findHeldBackCount(db),
		findDecisionCount(db),
		findInboxCount(db, MENDED_ELSEWHERE),
		readTrends(c, names),
		readConnections(c, { limit: 50, cursor: undefined }),
	]);
	const aside = (
		<p class="quiet">
			{t.overview.version} {status.version} · <At iso={status.now} />
		</p>
	);
	const isAnyLive = [...places.values()].some(({ mode }) => mode === "live");
	return showPage(c, { title: t.overview.overview, aside }, (token) => (
		<div data-live="overview" data-says={saysOf(trends, waiting)}>
			<Verdict status={status} isAnyLive={isAnyLive} />
			<Today status={status} trends={trends} waiting={waiting} />
			<NeedsAHand status={status} heldBack={heldBack} decisions={decisions} />
			<Suspensions status={status} />
			<TrendCharts trends={trends} />
			<div class="columns">
				<Card title={t.overview.shipmentsThatBeganToday}>
					<Tiles
						tiles={SHIPMENT_STATUSES.filter(
							(name) => today.has(name) || ["planned", "labelled", "blocked"].includes(name),
						).map((name) => [name, today.get(name) ?? 0, `/console/shipments?status=${name}`])}
					/>
					<p class="hint">
						{status.orders.today} {t.overview.ordersCameInToday} {status.exactCallsPerOrder.read}{" "}
						{t.overview.timesAnOrderAnd} {status.exactCallsPerOrder.write} {t.overview.times}
					</p>
				</Card>
				<Card title={t.common.onTheWay}>
					{Object.keys(status.tracking).length === 0 ? (
						<Nothing>{t.overview.noParcelWasScanned}</Nothing>
					) : (
						<Tiles
							tiles={Object.entries(status.tracking).map(([name, count]) => [
								name,
								count,
								`/console/shipments?tracking=${name}`,
							])}
						/>
					)}
				</Card>
				<FreshnessCard freshness={status.freshness} />
				<Card title={t.overview.work}>
					<Work status={status} />
				</Card>
				<Card
					title={t.common.connections}
					aside={<a href="/console/connections">{t.overview.all}</a>}
				>
					{connections.items.length === 0 ? (
						<Nothing>
							{t.overview.noneYet}{" "}
							<a href="/console/connections/new">{t.overview.connectExactOnline}</a>{" "}
							{t.overview.toBegin}
						</Nothing>
					) : (
						<table>
							<tbody>
								{connections.items.map(({ id, name, region, status: state }) => (
									<tr>
										<td>
											<a href={`/console/connections/${id}`}>{name}</a>
										</td>
										<td class="quiet">{region}</td>
										<td class="end">
											<Badge value={state} />
										</td>
									</tr>
								))}
							</tbody>
						</table>
					)}
				</Card>
				<Card title={t.common.callsLeftToExact}>
					<Budgets status={status} names={names} />
				</Card>
				<Card title="FedEx" aside={<a href="/console/fedex-accounts">{t.overview.accounts}</a>}>
					<FedexHosts status={status} />
				</Card>
			</div>
			{status.pausedAt === null ? (
				<Card title={t.overview.stop}>
					<Action
						token={token}
						action="/console/pause"
						label={t.overview.pauseEverything}
						kind="danger"
						does={t.overview.stopsAllDivisionsAt}
					/>
				</Card>
			) : null}
		</div>
	));
}

/** What is read out when it changes. */
function saysOf(trends: Trends, waiting: number): string {
	const labels = sum(trends.labels.map(({ counts }) => counts.at(-1) ?? 0));
	return t.overview.labelsTodayNeedA(labels, waiting);
}

function Today(props: { status: Status; trends: Trends; waiting: number }) {
	const { status, trends, waiting } = props;
	const today = trends.days.at(-1) ?? "";
	return (
		<Tiles
			tiles={[
				["orders_today", status.orders.today, "/console/orders"],
				[
					"labels_today",
					sum(trends.labels.map(({ counts }) => counts.at(-1) ?? 0)),
					`/console/shipments?status=labelled&from=${today}`,
				],
				[
					"in_transit",
					(status.tracking["in_transit"] ?? 0) + (status.tracking["out_for_delivery"] ?? 0),
					"/console/shipments?tracking=in_transit",
				],
				["delivered_today", trends.delivered.at(-1) ?? 0, "/console/shipments?tracking=delivered"],
				["need_a_hand", waiting, "/console/inbox"],
			]}
		/>
	);
}

function NeedsAHand(props: { status: Status; heldBack: number; decisions: number }) {
	const { status, heldBack, decisions } = props;
	const { blocked, failed } = status.shipments;
	const failures = failed + status.writeBacks.failed;
	const cut = status.connections.filter((one) => one.status === "needs_reauthorization").length;
	const rows: [number, string, string][] = [
		[
			cut,
			cut === 1 ? t.overview.connectionNeedsANew : t.overview.connectionsNeedANew,
			"/console/connections",
		],
		[
			blocked,
			blocked === 1 ? t.overview.shipmentIsBlocked : t.overview.shipmentsAreBlocked,
			"/console/shipments?status=blocked",
		],
		[
			decisions,
			decisions === 1 ? t.overview.decisionIsOpen : t.overview.decisionsAreOpen,
			"/console/shipments?decision=open",
		],
		[
			failures,
			failures === 1 ? t.overview.pieceOfWorkFailed : t.overview.piecesOfWorkFailed,
			"/console/failed-work",
		],
		[
			heldBack,
			heldBack === 1 ? t.overview.orderIsHeldBack : t.overview.ordersAreHeldBack,
			"/console/orders?state=held_back",
		],
	];
	const waiting = rows.filter(([count]) => count > 0);
	return (
		<Card title={t.overview.needsAHand}>
			{waiting.length === 0 ? (
				<Nothing>{t.overview.nothingIsBlockedFailed}</Nothing>
			) : (
				<ul class="hands">
					{waiting.map(([count, text, path]) => (
						<li>
							<a href={path}>
								<strong>{count}</strong> {text}
							</a>
						</li>
					))}
				</ul>
			)}
		</Card>
	);
}
