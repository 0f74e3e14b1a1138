import { listShipments, type ShipmentFilter } from "../../../db/list-shipments.ts";
import type { HttpContext } from "../../context.ts";
import { divisionNames } from "../parts/division-names.ts";
import { answerCsv, instant } from "./answer-csv.ts";

const COLUMNS = [
	"order",
	"kind",
	"division",
	"status",
	"on the way",
	"tracking number",
	"service",
	"leaves",
	"cost centre",
	"billed to",
	"charge",
	"currency",
	"began",
	"labelled",
	"problem code",
	"field",
	"problem",
	"remedy",
	"id",
];

export async function answerShipmentsCsv(
	c: HttpContext,
	filter: ShipmentFilter,
): Promise<Response> {
	const names = await divisionNames(c);
	return answerCsv(c, {
		name: "shipments",
		columns: COLUMNS,
		list: (page) => listShipments(c.var.services.db, filter, page),
		cells: (row) => [
			row.orderNumber,
			row.kind,
			names.get(row.divisionId) ?? row.divisionId,
			row.status,
			row.trackingState,
			row.masterTrackingNumber,
			row.service,
			row.shipDate,
			row.costCentre,
			row.billedTo,
			row.chargeAmount,
			row.chargeCurrency,
			instant(row.createdAt),
			instant(row.labelledAt),
			row.reason?.code ?? null,
			row.reason?.field ?? null,
			row.reason?.message ?? null,
			row.reason?.remedy ?? null,
			row.id,
		],
	});
}
