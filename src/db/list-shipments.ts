import { and, desc, eq, gte, lt, sql } from "drizzle-orm";

import type { Problem } from "../lib/errors.ts";
import { earliestId } from "../lib/ids.ts";
import type { Decision } from "../shipping/model/decision.ts";
import { LIMITS } from "../shipping/model/limits.ts";
import type { Payor } from "../shipping/model/shipment-plan.ts";
import type { ShipmentStatus } from "../shipping/model/shipment-states.ts";
import type { TrackingState } from "../shipping/model/tracking-states.ts";
import type { ShipmentKind } from "../shipping/ports/returns.ts";
import type { Database } from "./database.ts";
import type { PageRequest } from "./page.ts";
import { shipments } from "./schema.ts";
import { shipmentIdsMatching } from "./search.ts";

export type ShipmentFilter = {
	divisionId: string | undefined;
	status: ShipmentStatus | undefined;
	tracking: TrackingState | undefined;
	from: number | undefined;
	to: number | undefined;
	q: string | undefined;
	/** Only those that a person must decide something about. */
	hasDecision?: boolean;
	service?: string | undefined;
	costCentre?: string | undefined;
};

export type ListedShipment = {
	id: string;
	divisionId: string;
	orderId: string;
	orderNumber: number;
	kind: ShipmentKind;
	returnOf: string | null;
	status: ShipmentStatus;
	trackingState: TrackingState | null;
	reason: Problem | null;
	decision: Decision | null;
	service: string | null;
	costCentre: string | null;
	billedTo: Payor["by"] | null;
	shipDate: string | null;
	masterTrackingNumber: string | null;
	transactionId: string | null;
	customerTransactionId: string | null;
	reference: string | null;
	chargeAmount: string | null;
	chargeCurrency: string | null;
	createdAt: number;
	labelledAt: number | null;
};

/** What changed about an order is shown with every shipment of it that may have a label. */
const MAY_HAVE_LABEL = sql.raw("('labelled', 'unknown', 'voiding')");

const shownDecision = sql<Decision | null>`coalesce(shipments.decision, (
	select o.decision from orders o
	where o.id = shipments.order_id and shipments.status in ${MAY_HAVE_LABEL}))`.mapWith(
	shipments.decision,
);

const COLUMNS = {
	id: shipments.id,
	divisionId: shipments.divisionId,
	orderId: shipments.orderId,
	orderNumber: shipments.orderNumber,
	kind: shipments.kind,
	returnOf: shipments.returnOf,
	status: shipments.status,
	trackingState: shipments.trackingState,
	reason: shipments.reason,
	decision: shownDecision,
	service: shipments.service,
	costCentre: shipments.costCentre,
	billedTo: shipments.billedTo,
	shipDate: shipments.shipDate,
	masterTrackingNumber: shipments.masterTrackingNumber,
	transactionId: shipments.transactionId,
	customerTransactionId: shipments.customerTransactionId,
	reference: shipments.reference,
	chargeAmount: shipments.chargeAmount,
	chargeCurrency: shipments.chargeCurrency,
	createdAt: shipments.createdAt,
	labelledAt: shipments.labelledAt,
};

const WITH_DECISION = sql`(
	select id from shipments where decision is not null
	-- "cross" keeps the order: the few that wait for a decision lead.
	union select s.id from orders o cross join shipments s on s.order_id = o.id
		and s.status in ${MAY_HAVE_LABEL}
	where o.decision is not null)`;

export async function findShipment(db: Database, id: string): Promise<ListedShipment | undefined> {
	const rows = await db.select(COLUMNS).from(shipments).where(eq(shipments.id, id));
	return rows[0];
}

/** A page stands in the order of ids, which begin with their instant: they bound what is read, a day wider to be safe. */
function sinceThen(from: number) {
	const earliest = earliestId("shp", from - LIMITS.day);
	return and(gte(shipments.createdAt, from), gte(shipments.id, earliest));
}

function beforeThen(to: number) {
	const earliest = earliestId("shp", to + LIMITS.day);
	return and(lt(shipments.createdAt, to), lt(shipments.id, earliest));
}

export async function listShipments(
	db: Database,
	filter: ShipmentFilter,
	page: PageRequest,
): Promise<ListedShipment[]> {
	const { divisionId, status, tracking, from, to, q } = filter;
	return db
		.select(COLUMNS)
		.from(shipments)
		.where(
			and(
				divisionId === undefined ? undefined : eq(shipments.divisionId, divisionId),
				status === undefined ? undefined : eq(shipments.status, status),
				tracking === undefined ? undefined : eq(shipments.trackingState, tracking),
				from === undefined ? undefined : sinceThen(from),
				to === undefined ? undefined : beforeThen(to),
				filter.service === undefined ? undefined : eq(shipments.service, filter.service),
				filter.costCentre === undefined ? undefined : eq(shipments.costCentre, filter.costCentre),
				filter.hasDecision === true ? sql`${shipments.id} in ${WITH_DECISION}` : undefined,
				q === undefined ? undefined : sql`${shipments.id} in ${shipmentIdsMatching(q)}`,
				page.cursor === undefined ? undefined : lt(shipments.id, page.cursor),
			),
		)
		.orderBy(desc(shipments.id))
		.limit(page.limit + 1);
}
