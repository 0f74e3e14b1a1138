import { sql } from "drizzle-orm";

import type { Branding } from "../shipping/model/settings/branding.ts";
import type { ShipmentStatus } from "../shipping/model/shipment-states.ts";
import type { TrackingState } from "../shipping/model/tracking-states.ts";
import { runBatch } from "./batch.ts";
import type { Database } from "./database.ts";

/** All that the customer's page shows. Names, streets, phones and FedEx's own words are not even read. */
export type TrackedForCustomer = {
	shipment: {
		divisionId: string;
		orderNumber: number;
		status: ShipmentStatus;
		state: TrackingState | null;
		link: number;
		isRelabelWanted: boolean;
		city: string | null;
		country: string | null;
		/** `YYYY-MM-DD`, as it was quoted before the label was bought. */
		quotedFor: string | null;
		timeZone: string;
		company: string;
		branding: Branding | null;
		logo: string | null;
	};
	parcels: {
		sequence: number;
		trackingNumber: string | null;
		state: TrackingState | null;
		expectedAt: number | null;
	}[];
	/** The latest first. */
	events: {
		at: number;
		sequence: number;
		code: string;
		state: TrackingState | null;
		location: string | null;
	}[];
};

/** A parcel that was tossed about for months has more; nobody reads those. */
const EVENTS_MAX = 200;
const PARCELS_MAX = 300;

/** One round trip for the whole page. */
export async function findTracked(
	db: Database,
	shipmentId: string,
): Promise<TrackedForCustomer | undefined> {
	const [shipments, parcels, events] = await runBatch(db, [
		sql`
			select s.division_id as divisionId, s.order_number as orderNumber, s.status,
				s.tracking_state as state, s.tracking_link as link, s.is_relabel_wanted as isRelabelWanted,
				s.plan ->> '$.shipTo.city' as city, s.plan ->> '$.shipTo.country' as country,
				s.plan ->> '$.quote.arrivesOn' as quotedFor,
				coalesce(d.settings ->> '$.timeZone', 'UTC') as timeZone,
				coalesce(d.settings ->> '$.branding.name', d.settings ->> '$.shipFrom.companyName', d.name, '')
					as company,
				d.settings -> '$.branding' as branding, l.sha256 as logo
			from shipments s left join divisions d on d.id = s.division_id
				left join division_logos l on l.division_id = s.division_id
			where s.id = ${shipmentId}`,
		sql`
			select sequence, tracking_number as trackingNumber, tracking_state as state,
				expected_delivery_at as expectedAt
			from packages where shipment_id = ${shipmentId} order by sequence limit ${PARCELS_MAX}`,
		sql`
			select at, package_sequence as sequence, code, state, location from tracking_events
			where shipment_id = ${shipmentId} order by at desc, package_sequence limit ${EVENTS_MAX}`,
	]);
	const row = shipments?.results[0];
	if (row === undefined) {
		return undefined;
	}
	const branding = row["branding"];
	return {
		shipment: {
			...(row as Omit<TrackedForCustomer["shipment"], "branding" | "isRelabelWanted">),
			isRelabelWanted: row["isRelabelWanted"] === 1,
			branding: typeof branding === "string" ? (JSON.parse(branding) as Branding) : null,
		},
		parcels: (parcels?.results ?? []) as TrackedForCustomer["parcels"],
		events: (events?.results ?? []) as TrackedForCustomer["events"],
	};
}

/** What a division's style and logo are made of. */
export async function findBrand(
	db: Database,
	divisionId: string,
): Promise<
	{ colour: string | null; logo: { key: string; contentType: string } | null } | undefined
> {
	const row = await db.get<
		{ colour: string | null; key: string | null; contentType: string | null } | undefined
	>(sql`
		select d.settings ->> '$.branding.colour' as colour, l.key, l.content_type as contentType
		from divisions d left join division_logos l on l.division_id = d.id where d.id = ${divisionId}`);
	if (row === undefined) {
		return undefined;
	}
	const { colour, key, contentType } = row;
	return { colour, logo: key === null || contentType === null ? null : { key, contentType } };
}
