import { listOrders, type OrderFilter } from "../../../db/list-orders.ts";
import type { HttpContext } from "../../context.ts";
import { divisionNames } from "../parts/division-names.ts";
import { answerCsv, instant } from "./answer-csv.ts";

const COLUMNS = [
	"order",
	"customer",
	"division",
	"state",
	"first seen",
	"ready since",
	"problem code",
	"field",
	"problem",
	"remedy",
	"id",
];

export async function answerOrdersCsv(c: HttpContext, filter: OrderFilter): Promise<Response> {
	const names = await divisionNames(c);
	return answerCsv(c, {
		name: "orders",
		columns: COLUMNS,
		list: (page) => listOrders(c.var.services.db, filter, page),
		cells: (row) => {
			const [problem] = row.reasons;
			return [
				row.orderNumber,
				row.customer,
				names.get(row.divisionId) ?? row.divisionId,
				row.state,
				instant(row.firstSeenAt),
				instant(row.readySince),
				problem?.code ?? null,
				problem?.field ?? null,
				problem?.message ?? null,
				problem?.remedy ?? null,
				row.id,
			];
		},
	});
}
