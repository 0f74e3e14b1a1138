import { answerCsv, readCharges } from "../api/reports.ts";
import { type Api, type HttpContext, newApi } from "../context.ts";
import { showPage } from "./page.tsx";
import { money } from "./parts/amounts.ts";
import { divisionNames, divisionOptions } from "./parts/division-names.ts";
import { ChoiceFilter, Filters, TextFilter } from "./parts/filters.tsx";
import { dayOf, queryOf } from "./parts/query.ts";
import { Nothing, words } from "./parts/texts.tsx";
import { t } from "./texts/t.ts";

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
			{t.common.downloadAsCsv}
		</a>
	);
	return showPage(c, { title: t.charges.charges, aside: file }, () => (
		<>
			<p class="hint">{t.charges.ofLabelsMadeOn}</p>
			<Filters path={PAGE}>
				<TextFilter name="from" label={t.charges.from} value={query.get("from")} type="date" />
				<TextFilter name="to" label={t.charges.to} value={query.get("to")} type="date" />
				<ChoiceFilter
					name="division"
					label={t.common.division}
					value={query.get("division")}
					options={divisionOptions(names)}
				/>
			</Filters>
			{rows.length === 0 ? (
				<Nothing>{t.common.noLabelWasMade}</Nothing>
			) : (
				<ChargesTable rows={rows} names={names} />
			)}
		</>
	));
}

function ChargesTable(props: { rows: readonly Row[]; names: ReadonlyMap<string, string> }) {
	return (
		<div class="scroll">
			<table class="list flows">
				<thead>
					<tr>
						<th>{t.charges.month}</th>
						<th>{t.common.division}</th>
						<th>{t.common.costCentre}</th>
						<th>{t.charges.billedTo}</th>
						<th class="number">{t.common.shipments}</th>
						<th class="number">{t.charges.voided}</th>
						<th class="number">{t.charges.charges}</th>
						<th class="number">{t.charges.withoutAPrice}</th>
					</tr>
				</thead>
				<tbody>
					{props.rows.map((row) => (
						<tr>
							<td>{row.month}</td>
							<td>{props.names.get(row.divisionId) ?? row.divisionId}</td>
							<td>{row.costCentre ?? t.charges.none}</td>
							<td>{words(row.billedTo)}</td>
							<td class="number" data-label={t.common.shipments}>
								{row.shipments}
							</td>
							<td class="number" data-label={t.charges.voided}>
								{row.voided}
							</td>
							<td class="number">{money(row.charges, row.currency)}</td>
							<td class="number" data-label={t.charges.withoutAPrice}>
								{row.withoutCharge}
							</td>
						</tr>
					))}
				</tbody>
			</table>
		</div>
	);
}
