import { listOrders } from "../../../db/list-orders.ts";
import { type Api, type HttpContext, newApi } from "../../context.ts";
import { act } from "../act.ts";
import { readForm } from "../form.ts";
import { readPackages } from "../order-packages.tsx";
import { showPage } from "../page.tsx";
import { divisionNames } from "../parts/division-names.ts";
import { Badge } from "../parts/texts.tsx";
import { t } from "../texts/t.ts";
import { acceptPlan, packAndShip, takeScan } from "./bench-acts.ts";
import { showBenchOrder } from "./bench-order.tsx";
import { benchPath, ScanField } from "./scan-field.tsx";

const BENCH = "/console/pack";
const CHOICES_MAX = 12;
const SCAN_MAX = 60;

/**
 * The packing table. A scanner that types what it reads and ends with Enter is enough: an order's number opens it,
 * the same number again ships it as planned, and any other number opens that one. All of it works from the keyboard.
 */
export function benchPages(): Api {
	const routes = newApi();
	const pathOf = (c: HttpContext) => `${BENCH}/${c.req.param("id")}`;
	routes.get(BENCH, showBench);
	routes.get(`${BENCH}/:id`, (c) => showBenchOrder(c, c.req.param("id")));
	routes.post(`${BENCH}/:id/scan`, async (c) => {
		const form = await readForm(c);
		const division = form.text("division") ?? "";
		const target = { path: withDivision(pathOf(c), division) };
		const scanned = (form.text("scan") ?? "").trim().slice(0, SCAN_MAX);
		return act(
			c,
			() => target.path,
			async () => {
				const took = await takeScan(c, c.req.param("id"), { scanned, division });
				if ("other" in took) {
					target.path = benchPath({ q: took.other, division });
					return "";
				}
				return took.said;
			},
		);
	});
	routes.post(`${BENCH}/:id/accept`, (c) =>
		act(c, pathOf(c), () => acceptPlan(c, c.req.param("id"))),
	);
	routes.post(`${BENCH}/:id/packages`, (c) =>
		act(c, pathOf(c), async () =>
			packAndShip(c, c.req.param("id"), readPackages(await readForm(c))),
		),
	);
	return routes;
}

/** The scan field; what was scanned opens its order, or the page says that there is none. */
async function showBench(c: HttpContext): Promise<Response> {
	const scanned = (c.req.query("q") ?? "").trim().slice(0, SCAN_MAX);
	const division = c.req.query("division") ?? "";
	const found = scanned === "" ? [] : await findOrders(c, scanned, division);
	const [only] = found;
	if (found.length === 1 && only !== undefined) {
		return c.redirect(withDivision(`${BENCH}/${only.id}`, division), 303);
	}
	const names = await divisionNames(c);
	return showPage(c, { title: t.common.packBench }, () => (
		<div class="bench">
			<ScanField scanned={scanned} division={division} />
			{scanned !== "" && found.length === 0 ? (
				<div class="notice refused" role="alert">
					<p>
						<strong>
							{t.bench.nothingIsKnownOf}
							{scanned}”.
						</strong>{" "}
						{t.bench.scanTheOrdersNumber}
					</p>
				</div>
			) : null}
			{found.length > 1 ? (
				<>
					<h2>{t.bench.whichOne}</h2>
					<ul class="choices">
						{found.map(({ id, orderNumber, customer, divisionId, state }) => (
							<li>
								<a href={withDivision(`${BENCH}/${id}`, division)}>
									<strong class="mono">{orderNumber}</strong> {customer}{" "}
									<span class="quiet">{names.get(divisionId) ?? divisionId}</span>{" "}
									<Badge value={state} />
								</a>
							</li>
						))}
					</ul>
				</>
			) : null}
			{scanned === "" ? (
				<>
					<p class="quiet">{t.bench.scanAnOrderTo}</p>
					{names.size > 1 ? <Tables names={names} division={division} /> : null}
				</>
			) : null}
		</div>
	));
}

/** Divisions may number their orders alike, so a table can be bound to one. */
function Tables({ names, division }: { names: ReadonlyMap<string, string>; division: string }) {
	const own = [...names].map(([id, name]) => ({ id, name }));
	return (
		<nav class="tables" aria-label={t.bench.divisionThatThisTable}>
			{t.bench.thisTablePacksFor}{" "}
			{[{ id: "", name: t.bench.allDivisions }, ...own].map(({ id, name }) => (
				<a href={benchPath({ division: id })} aria-current={id === division ? "true" : undefined}>
					{name}
				</a>
			))}
		</nav>
	);
}

function withDivision(path: string, division: string): string {
	return division === "" ? path : `${path}?${new URLSearchParams({ division })}`;
}

function findOrders(c: HttpContext, q: string, division: string) {
	const filter = { divisionId: division === "" ? undefined : division, state: undefined, q };
	return listOrders(c.var.services.db, filter, { limit: CHOICES_MAX - 1, cursor: undefined });
}
