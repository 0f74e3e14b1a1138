import type { JobView } from "../api/print-jobs.ts";
import type { StationView } from "../api/print-stations.ts";
import { Action, PostForm } from "./parts/forms.tsx";
import { At, Badge, Facts, Nothing } from "./parts/texts.tsx";
import { t } from "./texts/t.ts";

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
					[
						t.printing.connectedSince,
						<At iso={station.connectedSince} empty={t.common.notConnected} />,
					],
					[t.printing.as, station.connectedAs ?? "–"],
					[t.printing.lastSeen, <At iso={station.lastSeenAt} empty={t.common.never} />],
					[t.common.waiting, String(station.waiting)],
					[t.printing.lastPaper, station.lastPrinted ?? t.common.noneYet],
					[t.printing.lastPrinted, <At iso={station.lastPrintedAt} />],
					[t.common.divisions, names?.join(", ") ?? t.printing.all],
					[t.common.warehouses, station.warehouses?.join(", ") ?? t.printing.all],
				]}
			/>
			{station.trouble === null ? null : (
				<div class="notice refused">
					<p>
						{t.printing.itCantPrint} {station.trouble}
						{t.printing.itTriesAgainBy}
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
			<p class="hint">{t.printing.lookBesideThePrinter}</p>
			<ul class="doubtful">
				{props.rows.map(({ station, job }) => (
					<li>
						<div>
							<a href={`/console/shipments/${job.shipmentId}`}>{job.title}</a>{" "}
							{props.hasStation === true ? (
								<span class="quiet">
									{t.printing.at} {station.name}
								</span>
							) : null}
							<p class="hint">
								{t.printing.sent} <At iso={job.sentAt} hasSeconds />;{" "}
								{job.doubt === "unknown"
									? t.printing.theStationBeganIt
									: t.printing.theConnectionEndedBefore}
							</p>
						</div>
						<div class="actions">
							<Decide
								{...props}
								job={job}
								stationId={station.id}
								decision="printed"
								label={t.printing.itIsThere}
							/>
							<Decide
								{...props}
								job={job}
								stationId={station.id}
								decision="again"
								label={t.printing.printAgain}
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
		return <Nothing>{t.printing.nothingWasSentHere}</Nothing>;
	}
	return (
		<div class="scroll">
			<table class="list flows">
				<thead>
					<tr>
						<th>{t.printing.paper}</th>
						<th>{t.common.state}</th>
						<th>{t.printing.made}</th>
						<th>{t.printing.settled}</th>
						<th>
							<span class="quiet">{t.common.whatYouCanDo}</span>
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
								{job.mayBeOut ? <span class="problem">{t.printing.mayHaveComeOut}</span> : null}
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
											label={t.printing.print}
											back="station"
										/>
									) : null}
									{job.choices.includes("cancel") ? (
										<Decide
											token={token}
											job={job}
											stationId={stationId}
											decision="cancel"
											label={t.common.cancel}
											back="station"
										/>
									) : null}
									{job.state === "printed" ? (
										<PostForm
											token={token}
											action={`${LIST}/${stationId}/print`}
											label={t.printing.printAgain}
											name={t.printing.printAgainToo(job.title)}
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
				label={
					station.pairedAt === null ? t.printing.makeAPairingCode : t.printing.pairAnotherDevice
				}
				kind={station.pairedAt === null ? "primary" : undefined}
				does={t.printing.aCodeForTen}
			/>
			{station.pairedAt === null ? null : (
				<Action
					token={token}
					action={`${path}/revoke`}
					label={t.printing.revokeTheToken}
					kind="danger"
					does={t.printing.whoeverIsConnectedIs}
				/>
			)}
			<Action
				token={token}
				action={`${path}/delete`}
				label={t.printing.deleteTheStation}
				kind="danger"
				does={t.printing.onlyWhereNothingWaits}
			/>
		</>
	);
}
