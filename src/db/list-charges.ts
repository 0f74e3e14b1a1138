import { sql } from "drizzle-orm";

import type { Payor } from "../shipping/model/shipment-plan.ts";
import type { Database } from "./database.ts";

export type ChargesAsked = { from: number; to: number; divisionId: string | undefined };

export type Charges = {
	/** `YYYY-MM` in UTC. */
	month: string;
	divisionId: string;
	costCentre: string | null;
	fedexAccountId: string;
	billedTo: Payor["by"];
	currency: string | null;
	shipments: number;
	voided: number;
	/** In hundredths, of shipments that were not voided. */
	cents: number;
	/** Shipments whose label came without a price, such as those that others pay for. */
	withoutCharge: number;
};

/** A month of a cost centre of a division is a row for each account and currency; more than these nobody reads. */
export const CHARGES_MAX = 10_000;

/** In every other state its last label was taken back: a next one is waited for, or none. */
const COUNTS = sql`status in ('labelled', 'voiding')`;

/** What the labels made in a time cost, by cost centre. One that was voided costs nothing. Read from an index alone. */
export function listCharges(
	db: Database,
	{ from, to, divisionId }: ChargesAsked,
): Promise<Charges[]> {
	return db.all<Charges>(sql`
		select strftime('%Y-%m', labelled_at / 1000, 'unixepoch') as month, division_id as divisionId,
			cost_centre as costCentre, fedex_account_id as fedexAccountId,
			coalesce(billed_to, 'sender') as billedTo, charge_currency as currency,
			sum(${COUNTS}) as shipments, sum(not ${COUNTS}) as voided,
			sum(case when ${COUNTS}
				then cast(round(coalesce(charge_amount, 0) * 100) as integer) else 0 end) as cents,
			sum(${COUNTS} and charge_amount is null) as withoutCharge
		from shipments indexed by shipments_charges
		where labelled_at >= ${from} and labelled_at < ${to}
			${divisionId === undefined ? sql`` : sql`and division_id = ${divisionId}`}
		group by 1, 2, 3, 4, 5, 6
		order by 1, 2, 3, 4, 5, 6
		limit ${CHARGES_MAX}`);
}
