import { sql } from "drizzle-orm";

import { LIMITS } from "../shipping/model/limits.ts";
import type { ShippingGate } from "../shipping/ports/shipments.ts";
import type { Database } from "./database.ts";
import { feedsReadAt } from "./feeds-read.ts";

/** What stands between a division's due shipments and the carrier, in one statement. */
export async function readGate(
	db: Database,
	divisionId: string,
	fedexAccountId: string,
	asked: { now: number; slots: number },
): Promise<ShippingGate> {
	const { now } = asked;
	const row = await db.get<{
		mode: string | null;
		pausedAt: number | null;
		allPausedAt: number | null;
		accountPausedAt: number | null;
		suspendedAt: number | null;
		probeAt: number | null;
		labels: number;
		lastOfSlots: number | null;
		feedsReadAt: number | null;
	}>(sql`
		select d.mode as mode, d.paused_at as pausedAt, s.paused_at as allPausedAt,
			a.paused_at as accountPausedAt, a.suspended_at as suspendedAt, a.probe_at as probeAt,
			${labelsSince(divisionId, now)} as labels,
			(select started_at from shipment_attempts where ${isLabelOfHour(divisionId, now)}
				order by started_at limit 1 offset ${asked.slots - 1}) as lastOfSlots,
			${feedsReadAt(divisionId)} as feedsReadAt
		from divisions d left join settings s on s.id = 1
			left join fedex_accounts a on a.id = ${fedexAccountId}
		where d.id = ${divisionId}`);
	return {
		closedBy: whyClosed(),
		labelsLastHour: row?.labels ?? 0,
		slotsFreeAt: typeof row?.lastOfSlots === "number" ? row.lastOfSlots + LIMITS.hour + 1 : null,
		feedsReadAt: row?.feedsReadAt ?? null,
	};

	function whyClosed(): ShippingGate["closedBy"] {
		if (row?.mode !== "live") {
			return "mode";
		}
		if (row.pausedAt !== null || row.allPausedAt !== null) {
			return "pause";
		}
		if (row.accountPausedAt !== null) {
			return "account_paused";
		}
		return row.suspendedAt !== null && (row.probeAt ?? 0) > now ? "account_suspended" : null;
	}
}

/** Attempts of the last hour that may have made a label: what `maxLabelsPerHour` limits. */
export function labelsSince(divisionId: string, now: number) {
	return sql`(select count(*) from shipment_attempts where ${isLabelOfHour(divisionId, now)})`;
}

function isLabelOfHour(divisionId: string, now: number) {
	return sql`division_id = ${divisionId} and started_at > ${now - LIMITS.hour}
		and state not in ('refused', 'abandoned')`;
}
