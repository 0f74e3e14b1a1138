import { listStations } from "../../../db/print-stations.ts";
import { toJobView } from "../../api/print-jobs.ts";
import type { HttpContext } from "../../context.ts";
import { Card } from "../parts/texts.tsx";
import { Doubtful, type DoubtfulRow } from "../printing-parts.tsx";
import { t } from "../texts/t.ts";

const SHOWN_OF_EACH = 30;

type Papers = { rows: DoubtfulRow[]; count: number };

export const NO_PAPERS: Papers = { rows: [], count: 0 };

/**
 * Papers of which nobody knows whether they came out. Their stations know which; only those that told of any are
 * asked. One that has none after all corrects the number.
 */
export async function readDoubtfulPapers(c: HttpContext): Promise<Papers> {
	const { db, stationDesk } = c.var.services;
	const inDoubt = (await listStations(db)).filter(({ doubtful }) => doubtful > 0);
	const found = await Promise.all(
		inDoubt.map(async (station) => {
			const desk = stationDesk(station.id);
			const which = { states: ["doubtful"] as const, before: null, limit: SHOWN_OF_EACH };
			const jobs = await desk.list(which);
			if (jobs.length !== station.doubtful && jobs.length < SHOWN_OF_EACH) {
				await desk.tellDoubtful();
			}
			const count = jobs.length < SHOWN_OF_EACH ? jobs.length : station.doubtful;
			return { count, rows: jobs.map((job) => ({ station, job: toJobView(job) })) };
		}),
	);
	return {
		rows: found.flatMap(({ rows }) => rows),
		count: found.reduce((sum, { count }) => sum + count, 0),
	};
}

export function DoubtfulPapers({ papers, token }: { papers: Papers; token: string }) {
	const { rows, count } = papers;
	return rows.length === 0 ? null : (
		<Card
			title={t.inbox.papersInDoubt(count)}
			aside={rows.length < count ? <a href="/console/printing">{t.inbox.allOfThem}</a> : null}
		>
			<Doubtful rows={rows} token={token} back="inbox" hasStation />
		</Card>
	);
}
