import { LIMITS } from "../../shipping/model/limits.ts";
import type { readStatus } from "../api/status.ts";
import { Left } from "./parts/left.tsx";
import { At, Badge, Card, Nothing, words } from "./parts/texts.tsx";
import { sayProblem } from "./say-problem.ts";
import { t } from "./texts/t.ts";

export type Status = Awaited<ReturnType<typeof readStatus>>;

export function Tiles({ tiles }: { tiles: readonly [string, number, string][] }) {
	return (
		<div class="tiles">
			{tiles.map(([name, count, path]) => (
				<a href={path} class="tile">
					<strong>{count}</strong>
					<span>{words(name)}</span>
				</a>
			))}
		</div>
	);
}

const standsStill = (): Readonly<Record<Status["suspensions"][number]["work"], string>> => ({
	"write-back": t.overview.writingDocumentsToExact,
	"document-look": t.overview.lookingForDocumentsIn,
	track: t.overview.followingParcels,
	reconcile: t.overview.lookingUpLostAnswers,
});

/** What Exact or FedEx refuses as a whole; nothing while all is well. */
export function Suspensions({ status }: { status: Status }) {
	if (status.suspensions.length === 0) {
		return null;
	}
	return (
		<Card title={t.overview.standsStill}>
			<ul class="hands">
				{status.suspensions.map(({ work, scope, code, message, since, probeAt }) => (
					<li>
						<p>
							<a
								href={
									work === "track" || work === "reconcile"
										? "/console/fedex-accounts"
										: `/console/divisions/${scope}`
								}
							>
								<strong>{standsStill()[work]}</strong>
							</a>{" "}
							{t.overview.since} <At iso={since} />: {sayProblem({ code, message }).message}
						</p>
						<p class="hint">
							{code} {t.overview.triedAgainAt} <At iso={probeAt} />
							{t.overview.nothingIsLostMeanwhile}
						</p>
					</li>
				))}
			</ul>
		</Card>
	);
}

export function Work({ status }: { status: Status }) {
	const { due, shipments, writeBacks } = status;
	const rows: [string, number | string][] = [
		[t.overview.dueNow, due.now],
		[t.overview.plannedWaitingForTheir, shipments.planned],
		[t.overview.atFedexThisMoment, shipments.creating],
		[t.overview.labelsMadeSoFar, shipments.labelled],
		[t.overview.documentsStillToBe, writeBacks.pending],
		[t.overview.documentsWritten, writeBacks.written],
	];
	return (
		<table>
			<tbody>
				{rows.map(([name, value]) => (
					<tr>
						<td>{name}</td>
						<td class="number">{value}</td>
					</tr>
				))}
				<tr>
					<td>{t.overview.nextWork}</td>
					<td class="end">
						<At iso={due.nextAt} empty={t.overview.nothingWaits} />
					</td>
				</tr>
			</tbody>
		</table>
	);
}

export function Budgets({ status, names }: { status: Status; names: ReadonlyMap<string, string> }) {
	if (status.budgets.length === 0) {
		return <Nothing>{t.overview.noDivisionIsIn}</Nothing>;
	}
	return (
		<table>
			<thead>
				<tr>
					<th>{t.common.division}</th>
					<th>{t.common.thisMinute}</th>
					<th>{t.common.today}</th>
				</tr>
			</thead>
			<tbody>
				{status.budgets.map((budget) => (
					<>
						<tr>
							<td>
								<a href={`/console/divisions/${budget.divisionId}`}>
									{names.get(budget.divisionId) ?? budget.divisionId}
								</a>
							</td>
							<td>
								<Left left={budget.minuteLeft} of={LIMITS.exactMinuteCalls} name="this minute" />
							</td>
							<td>
								<Left left={budget.dayLeft} of={budget.dayLimit} name="today" />
							</td>
						</tr>
						<Shortages budget={budget} />
					</>
				))}
			</tbody>
		</table>
	);
}

type LaneName = Status["budgets"][number]["waitingLanes"][number];

const waits = (): Readonly<Record<LaneName, string>> => ({
	reconcile: t.overview.lookingUpLostAnswersToo,
	label: t.overview.readingOrders,
	"write-back": t.overview.newDocumentsExceptionsAnd,
	tracking: t.overview.otherNewsInDocuments,
	backfill: t.overview.checkingWebhooks,
});

/** What runs short in a division, and what that means; nothing while all is well. */
function Shortages({ budget }: { budget: Status["budgets"][number] }) {
	const { dayForecastEndsAt, dayResetAt, dayLeft, waitingLanes, restingEndpoints } = budget;
	if (dayForecastEndsAt === null && waitingLanes.length + restingEndpoints.length === 0) {
		return null;
	}
	return (
		<tr>
			<td colspan={3} class="hint">
				{dayLeft === 0 ? (
					<p>{t.overview.theDaysCallsAre}</p>
				) : dayForecastEndsAt === null ? null : (
					<p>
						{t.overview.atTodaysPaceThe} <At iso={dayForecastEndsAt} />.
					</p>
				)}
				{waitingLanes.length === 0 ? null : (
					<p>
						{t.overview.waitsUntil} <At iso={dayResetAt} />:{" "}
						{waitingLanes.map((lane) => waits()[lane]).join("; ")}.
					</p>
				)}
				{restingEndpoints.map(({ endpoint, until }) => (
					<p>
						{t.overview.exactRefusedTooMany} {endpoint}
						{t.overview.theyRestUntil} <At iso={until} />.
					</p>
				))}
			</td>
		</tr>
	);
}

export function FedexHosts({ status }: { status: Status }) {
	if (status.fedex.length === 0) {
		return <Nothing>{t.overview.noFedexAccountYet}</Nothing>;
	}
	return (
		<table>
			<tbody>
				{status.fedex.map(({ host, holdUntil, tokens }) => (
					<tr>
						<td>{host}</td>
						<td class="quiet">
							{tokens === 1 ? t.overview.n1TokenInUse : t.overview.tokensInUse(tokens)}
						</td>
						<td class="end">
							{holdUntil === null ? (
								<Badge value="active" />
							) : (
								<>
									{t.overview.noNewTokenUntil} <At iso={holdUntil} />
								</>
							)}
						</td>
					</tr>
				))}
			</tbody>
		</table>
	);
}
