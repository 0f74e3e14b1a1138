import { answerCsv, readCharges } from "../api/reports.ts";
import { type Api, type HttpContext, newApi } from "../context.ts";
import { showPage } from "./page.tsx";
import { divisionNames, divisionOptions } from "./parts/division-names.ts";
import { ChoiceFilter, Filters, TextFilter } from "./parts/filters.tsx";
import { dayOf, queryOf } from "./parts/query.ts";
import { Nothing } from "./parts/texts.tsx";

const PAGE = "/console/charges";
const FILE = `${PAGE}.csv`;
const DAY_MS = 86_400_000;

type Row = Awaited<ReturnType<typeof readCharges>>[number];

export function reportPages(): Api {
	const routes = newApi();
	routes.get(PAGE, showCharges);
	routes.get(FILE, (c) => answerCsv(c, periodOf(c).asked));
	return routes;
}

/** The days of the address, both of them within; this month where it names none. */
function periodOf(c: HttpContext) {
	const query = queryOf(c, ["from", "to", "division"]);
	const today = new Date(c.var.services.clock.now()).toISOString().slice(0, 10);
	const from = dayOf(query.get("from")) ?? Date.parse(`${today.slice(0, 7)}-01`);
	const last = Math.max(from, dayOf(query.get("to")) ?? Date.parse(today));
	const day = (at: number) => new Date(at).toISOString().slice(0, 10);
	query.set("from", day(from));
	query.set("to", day(last));
	query.delete("cursor");
	const divisionId = query.get("division") ?? undefined;
	return { query, asked: { from, to: last + DAY_MS, divisionId } };
}

async function showCharges(c: HttpContext): Promise<Response> {
	const { query, asked } = periodOf(c);
	const [rows, names] = await Promise.all([readCharges(c, asked), divisionNames(c)]);
	const file = (
		<a class="button" href={`${FILE}?${query}`} download>
			Download as CSV
		</a>
	);
	return showPage(c, { title: "Charges", aside: file }, () => (
		<>
			<p class="hint">
				Of labels made on these days (UTC), by cost centre. What was voided costs nothing.
			</p>
			<Filters path={PAGE}>
				<TextFilter name="from" label="From" value={query.get("from")} type="date" />
				<TextFilter name="to" label="To" value={query.get("to")} type="date" />
				<ChoiceFilter
					name="division"
					label="Division"
					value={query.get("division")}
					options={divisionOptions(names)}
				/>
			</Filters>
			{rows.length === 0 ? (
				<Nothing>No label was made in this time.</Nothing>
			) : (
				<ChargesTable rows={rows} names={names} />
			)}
		</>
	));
}

function ChargesTable(props: { rows: readonly Row[]; names: ReadonlyMap<string, string> }) {
	return (
		<div class="scroll">
			<table class="list">
				<thead>
					<tr>
						<th>Month</th>
						<th>Division</th>
						<th>Cost centre</th>
						<th>Billed to</th>
						<th>Shipments</th>
						<th>Voided</th>
						<th>Charges</th>
						<th>Without a price</th>
					</tr>
				</thead>
				<tbody>
					{props.rows.map((row) => (
						<tr>
							<td>{row.month}</td>
							<td>{props.names.get(row.divisionId) ?? row.divisionId}</td>
							<td>{row.costCentre ?? "none"}</td>
							<td>{row.billedTo}</td>
							<td>{row.shipments}</td>
							<td>{row.voided}</td>
							<td>{`${row.charges} ${row.currency ?? ""}`.trim()}</td>
							<td>{row.withoutCharge}</td>
						</tr>
					))}
				</tbody>
			</table>
		</div>
	);
}
