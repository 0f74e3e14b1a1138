import type { JobView } from "../api/print-jobs.ts";
import type { StationView } from "../api/print-stations.ts";
import { Action, PostForm } from "./parts/forms.tsx";
import { At, Badge, Facts, Nothing } from "./parts/texts.tsx";

const LIST = "/console/printing";

export function stateOf({ pairedAt, connectedSince }: StationView): string {
	if (pairedAt === null) {
		return "not_paired";
	}
	return connectedSince === null ? "not_connected" : "connected";
}

export function StationFacts(props: {
	station: StationView;
	divisions: ReadonlyMap<string, string>;
}) {
	const { station, divisions } = props;
	const names = station.divisionIds?.map((id) => divisions.get(id) ?? id);
	return (
		<>
			<Facts
				rows={[
					["Connected since", <At iso={station.connectedSince} empty="not connected" />],
					["As", station.connectedAs ?? "–"],
					["Last seen", <At iso={station.lastSeenAt} empty="never" />],
					["Waiting", String(station.waiting)],
					["Last paper", station.lastPrinted ?? "none yet"],
					["Last printed", <At iso={station.lastPrintedAt} />],
					["Divisions", names?.join(", ") ?? "all"],
					["Warehouses", station.warehouses?.join(", ") ?? "all"],
				]}
			/>
			{station.trouble === null ? null : (
				<div class="notice refused">
					<p>
						It can't print: {station.trouble}. It tries again by itself; nothing is lost meanwhile.
					</p>
				</div>
			)}
		</>
	);
}

export type DoubtfulRow = { station: Pick<StationView, "id" | "name">; job: JobView };

/** Each with what a person can say of it. */
export function Doubtful(props: {
	rows: readonly DoubtfulRow[];
	token: string;
	back: "list" | "station" | "inbox";
	hasStation?: boolean;
}) {
	return (
		<>
			<p class="hint">
				Look beside the printer. A label that is printed again while the first one lies there could
				be stuck on another box.
			</p>
			<ul class="doubtful">
				{props.rows.map(({ station, job }) => (
					<li>
						<div>
							<a href={`/console/shipments/${job.shipmentId}`}>{job.title}</a>{" "}
							{props.hasStation === true ? <span class="quiet">at {station.name}</span> : null}
							<p class="hint">
								Sent <At iso={job.sentAt} hasSeconds />;{" "}
								{job.doubt === "unknown"
									? "the station began it and can't tell how it ended."
									: "the connection ended before it was acknowledged. The station is asked when it is back."}
							</p>
						</div>
						<div class="actions">
							<Decide
								{...props}
								job={job}
								stationId={station.id}
								decision="printed"
								label="It is there"
							/>
							<Decide
								{...props}
								job={job}
								stationId={station.id}
								decision="again"
								label="Print again"
							/>
						</div>
					</li>
				))}
			</ul>
		</>
	);
}

function Decide(props: {
	token: string;
	job: JobView;
	stationId: string;
	decision: string;
	label: string;
	back: string;
}) {
	const { token, job, stationId, decision, label, back } = props;
	return (
		<PostForm
			token={token}
			action={`${LIST}/${stationId}/jobs/${job.id}`}
			label={label}
			name={`${label}: ${job.title}`}
			fields={{ decision, run: String(job.run), back }}
		/>
	);
}

export function JobTable(props: { jobs: readonly JobView[]; stationId: string; token: string }) {
	const { jobs, stationId, token } = props;
	if (jobs.length === 0) {
		return <Nothing>Nothing was sent here yet.</Nothing>;
	}
	return (
		<div class="scroll">
			<table class="list">
				<thead>
					<tr>
						<th>Paper</th>
						<th>State</th>
						<th>Made</th>
						<th>Settled</th>
						<th>
							<span class="quiet">What you can do</span>
						</th>
					</tr>
				</thead>
				<tbody>
					{jobs.map((job) => (
						<tr>
							<td>
								<a href={`/console/shipments/${job.shipmentId}`}>{job.title}</a>
							</td>
							<td>
								<Badge value={job.state} />{" "}
								{job.mayBeOut ? (
									<span class="problem">may have come out: throw it away</span>
								) : null}
							</td>
							<td>
								<At iso={job.createdAt} />
							</td>
							<td>
								<At iso={job.settledAt} /> <span class="quiet">{job.settledBy ?? ""}</span>
							</td>
							<td class="end">
								<div class="actions row-end">
									{job.choices.includes("again") ? (
										<Decide
											token={token}
											job={job}
											stationId={stationId}
											decision="again"
											label="Print"
											back="station"
										/>
									) : null}
									{job.choices.includes("cancel") ? (
										<Decide
											token={token}
											job={job}
											stationId={stationId}
											decision="cancel"
											label="Cancel"
											back="station"
										/>
									) : null}
									{job.state === "printed" ? (
										<PostForm
											token={token}
											action={`${LIST}/${stationId}/print`}
											label="Print again"
											name={`Print ${job.title} again`}
											fields={{ documentId: job.documentId }}
										/>
									) : null}
								</div>
							</td>
						</tr>
					))}
				</tbody>
			</table>
		</div>
	);
}

export function StationActions({ station, token }: { station: StationView; token: string }) {
	const path = `${LIST}/${station.id}`;
	return (
		<>
			<Action
				token={token}
				action={`${path}/code`}
				label={station.pairedAt === null ? "Make a pairing code" : "Pair another device"}
				kind={station.pairedAt === null ? "primary" : undefined}
				does="A code for ten minutes that pairs one browser or print agent. Whoever was paired before is sent away once it is used."
			/>
			{station.pairedAt === null ? null : (
				<Action
					token={token}
					action={`${path}/revoke`}
					label="Revoke the token"
					kind="danger"
					does="Whoever is connected is sent away at once. What waits here goes on waiting."
				/>
			)}
			<Action
				token={token}
				action={`${path}/delete`}
				label="Delete the station"
				kind="danger"
				does="Only where nothing waits and nothing is in doubt."
			/>
		</>
	);
}
