import { LIMITS } from "../../shipping/model/limits.ts";
import type { readStatus } from "../api/status.ts";
import { Left } from "./parts/left.tsx";
import { At, Badge, Card, Nothing, words } from "./parts/texts.tsx";

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

const STANDS_STILL: Readonly<Record<Status["suspensions"][number]["work"], string>> = {
	"write-back": "Writing Documents to Exact",
	"document-look": "Looking for Documents in Exact",
	track: "Following parcels",
	reconcile: "Looking up lost answers",
};

/** What Exact or FedEx refuses as a whole; nothing while all is well. */
export function Suspensions({ status }: { status: Status }) {
	if (status.suspensions.length === 0) {
		return null;
	}
	return (
		<Card title="Stands still">
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
								<strong>{STANDS_STILL[work]}</strong>
							</a>{" "}
							since <At iso={since} />: {message}
						</p>
						<p class="hint">
							{code} · tried again at <At iso={probeAt} />; nothing is lost meanwhile.
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
		["Due now", due.now],
		["Planned, waiting for their turn", shipments.planned],
		["At FedEx this moment", shipments.creating],
		["Labels made so far", shipments.labelled],
		["Documents still to be written to Exact", writeBacks.pending],
		["Documents written", writeBacks.written],
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
					<td>Next work</td>
					<td class="end">
						<At iso={due.nextAt} empty="nothing waits" />
					</td>
				</tr>
			</tbody>
		</table>
	);
}

export function Budgets({ status, names }: { status: Status; names: ReadonlyMap<string, string> }) {
	if (status.budgets.length === 0) {
		return <Nothing>No division is in use yet.</Nothing>;
	}
	return (
		<table>
			<thead>
				<tr>
					<th>Division</th>
					<th>This minute</th>
					<th>Today</th>
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

const WAITS: Readonly<Record<LaneName, string>> = {
	reconcile: "looking up lost answers",
	label: "reading orders",
	"write-back": "new Documents, exceptions and deliveries",
	tracking: "other news in Documents",
	backfill: "checking webhooks",
};

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
					<p>The day's calls are used up.</p>
				) : dayForecastEndsAt === null ? null : (
					<p>
						At today's pace the day's calls end at <At iso={dayForecastEndsAt} />.
					</p>
				)}
				{waitingLanes.length === 0 ? null : (
					<p>
						Waits until <At iso={dayResetAt} />:{" "}
						{waitingLanes.map((lane) => WAITS[lane]).join("; ")}.
					</p>
				)}
				{restingEndpoints.map(({ endpoint, until }) => (
					<p>
						Exact refused too many calls to {endpoint}; they rest until <At iso={until} />.
					</p>
				))}
			</td>
		</tr>
	);
}

export function FedexHosts({ status }: { status: Status }) {
	if (status.fedex.length === 0) {
		return <Nothing>No FedEx account yet.</Nothing>;
	}
	return (
		<table>
			<tbody>
				{status.fedex.map(({ host, holdUntil, tokens }) => (
					<tr>
						<td>{host}</td>
						<td class="quiet">{tokens === 1 ? "1 token in use" : `${tokens} tokens in use`}</td>
						<td class="end">
							{holdUntil === null ? (
								<Badge value="active" />
							) : (
								<>
									no new token until <At iso={holdUntil} />
								</>
							)}
						</td>
					</tr>
				))}
			</tbody>
		</table>
	);
}
