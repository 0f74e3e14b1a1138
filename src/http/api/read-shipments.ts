import { listMailsOf } from "../../db/customer-mails.ts";
import { findOrder } from "../../db/list-orders.ts";
import { findShipment, listShipments, type ShipmentFilter } from "../../db/list-shipments.ts";
import { listTrackingEvents } from "../../db/list-tracking-events.ts";
import type { PageRequest } from "../../db/page.ts";
import {
	listAttempts,
	listDocuments,
	listPackages,
	listReturns,
	listShipmentLines,
	listWriteBacks,
} from "../../db/shipment-parts.ts";
import { findTrackingLink } from "../../db/tracking-links.ts";
import { requireFound } from "../../shipping/refusals.ts";
import type { HttpContext } from "../context.ts";
import { trackingPageUrl } from "../track/token.ts";
import { toList } from "./route-parts.ts";
import { shipmentSummary, shipmentView } from "./shipment-view.ts";

export async function readShipments(c: HttpContext, filter: ShipmentFilter, page: PageRequest) {
	const { db } = c.var.services;
	const rows = await listShipments(db, filter, page);
	const ids = rows.map((row) => row.id);
	const [packages, writeBacks, attempts] = await Promise.all([
		listPackages(db, ids),
		listWriteBacks(db, ids),
		listAttempts(db, ids),
	]);
	return toList(
		rows,
		page,
		(row) =>
			shipmentSummary(row, {
				packages: packages.get(row.id) ?? [],
				writeBacks: writeBacks.get(row.id) ?? [],
				attempts: attempts.get(row.id) ?? [],
			}),
		(row) => row.id,
	);
}

export async function readShipment(c: HttpContext, id: string) {
	const { db } = c.var.services;
	const row = requireFound("shipment", id, await findShipment(db, id));
	const [packages, writeBacks, lines, attempts, documents, events, returns, order, linked, mails] =
		await Promise.all([
			listPackages(db, [id]),
			listWriteBacks(db, [id]),
			listShipmentLines(db, [id]),
			listAttempts(db, [id]),
			listDocuments(db, [id]),
			listTrackingEvents(db, id),
			listReturns(db, row),
			findOrder(db, row.orderId),
			findTrackingLink(db, id),
			listMailsOf(db, id),
		]);
	return shipmentView(row, {
		packages: packages.get(id) ?? [],
		writeBacks: writeBacks.get(id) ?? [],
		lines: lines.get(id) ?? [],
		attempts: attempts.get(id) ?? [],
		documents: documents.get(id) ?? [],
		events,
		returns,
		mails,
		addressCheck: order?.addressCheck ?? null,
		trackingPageUrl: await trackingPageUrl(c, { shipmentId: id, link: linked?.link ?? 1 }),
	});
}
