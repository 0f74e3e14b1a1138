import { sql } from "drizzle-orm";

import type { Database } from "./database.ts";

/** The youngest that arrived stand for all, so that the question costs the same for ever. */
const SAMPLE = 100;

/** How much a division ships, and how much happens to a shipment of its on the way. */
export async function readVolume(
	db: Database,
	divisionId: string,
	fromDay: string,
): Promise<{ labelsOnBusiestDay: number; shipments: number; milestones: number; news: number }> {
	const labels = await db.get<{ most: number }>(sql`
		select coalesce(max(count), 0) as most from daily_counts
		where day >= ${fromDay} and scope = ${`division:${divisionId}`} and name = 'labels'`);
	const sample = await db.all<{ milestones: number; news: number }>(sql`
		select count(distinct e.state) filter (where e.state <> 'label_made') as milestones,
			count(distinct e.created_at) as news
		from (select id from shipments where division_id = ${divisionId} and tracking_state = 'delivered'
			order by id desc limit ${SAMPLE}) s
			join tracking_events e on e.shipment_id = s.id
		group by s.id`);
	const sum = (of: "milestones" | "news") => sample.reduce((total, row) => total + row[of], 0);
	return {
		labelsOnBusiestDay: labels?.most ?? 0,
		shipments: sample.length,
		milestones: sum("milestones"),
		news: sum("news"),
	};
}
