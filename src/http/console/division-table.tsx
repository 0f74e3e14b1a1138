import { LIMITS } from "../../shipping/model/limits.ts";
import type { DivisionView } from "../api/division-view.ts";
import { Left } from "./parts/left.tsx";
import { At, Badge } from "./parts/texts.tsx";
import { t } from "./texts/t.ts";

export function DivisionTable({ divisions }: { divisions: readonly DivisionView[] }) {
	return (
		<div class="scroll">
			<table class="list flows">
				<thead>
					<tr>
						<th>{t.common.division}</th>
						<th>{t.common.site}</th>
						<th>{t.divisions.mode}</th>
						<th>{t.divisions.readLast}</th>
						<th>{t.divisions.readNext}</th>
						<th>{t.divisions.callsLeftToday}</th>
					</tr>
				</thead>
				<tbody>
					{divisions.map((division) => (
						<tr>
							<td>
								<a href={`/console/divisions/${division.id}`}>{division.name}</a>{" "}
								<span class="quiet">{division.code}</span>
							</td>
							<td>{division.region}</td>
							<td>
								<Badge value={division.mode} />
								{division.pausedAt === null ? null : (
									<>
										{" "}
										<Badge value="paused" />
									</>
								)}
							</td>
							<td>
								<At iso={division.lastPollAt} empty={t.common.never} />
								{division.pollProblem === null ? null : (
									<>
										{" "}
										<Badge value="failed" />
									</>
								)}
							</td>
							<td>
								<At iso={division.nextPollAt} />
							</td>
							<td>
								{division.mode === "off" || division.budget.dayLeft === null ? (
									<span class="quiet">–</span>
								) : (
									<Left left={division.budget.dayLeft} of={LIMITS.exactDayCalls} name="today" />
								)}
							</td>
						</tr>
					))}
				</tbody>
			</table>
		</div>
	);
}
