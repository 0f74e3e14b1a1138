import type { PrintDecision } from "../../shipping/model/printing/print-job.ts";
import { decidePrint } from "../../shipping/print/decide-print.ts";
import {
	deleteStation,
	makePairingCode,
	revokeStation,
} from "../../shipping/print/pair-station.ts";
import { changeStation, createStation } from "../../shipping/print/save-station.ts";
import { listJobs, printAgain, toJobView } from "../api/print-jobs.ts";
import {
	readStation,
	readStations,
	stationInputSchema,
	type StationView,
} from "../api/print-stations.ts";
import { type Api, changeOf, type HttpContext, newApi } from "../context.ts";
import { fieldProblems } from "../validation.ts";
import { act } from "./act.ts";
import { EMPTY_FORM, type Form, readForm } from "./form.ts";
import { notify } from "./notice.ts";
import { showPage } from "./page.tsx";
import { divisionNames } from "./parts/division-names.ts";
import { type FieldProblem, ProblemSummary, TokenField } from "./parts/forms.tsx";
import { MayFill } from "./parts/may.tsx";
import { At, Badge, Card, Nothing } from "./parts/texts.tsx";
import { Doubtful, stateOf, StationActions, StationFacts, JobTable } from "./printing-parts.tsx";
import { StationFields } from "./station-fields.tsx";

const LIST = "/console/printing";
const trail = [{ path: LIST, label: "Printing" }];
const RECENT = 30;

/** Where labels come out, and the papers that a person has to decide about. */
export function printingPages(): Api {
	const routes = newApi();
	routes.get(LIST, showStations);
	routes.get(`${LIST}/new`, (c) => showNew(c, EMPTY_FORM, []));
	routes.post(`${LIST}/new`, async (c) => {
		const form = await readForm(c);
		const parsed = stationInputSchema.safeParse(toInput(form));
		if (!parsed.success) {
			return showNew(c, form, fieldProblems(parsed.error));
		}
		const id = await createStation(parsed.data, changeOf(c), c.var.services);
		await notify(c, { text: `${parsed.data.name} was made. Pair it with a code.` });
		return c.redirect(`${LIST}/${id}`, 303);
	});
	routes.post(`${LIST}/print`, async (c) => {
		const form = await readForm(c);
		const [stationId = "", documentId = ""] = (form.text("what") ?? "").split(" ");
		const back = `/console/shipments/${encodeURIComponent(form.text("shipmentId") ?? "")}`;
		return act(c, back, async () => {
			await printAgain(c, { stationId, documentId, copies: 1 });
			return "It is on its way to the station.";
		});
	});
	routes.get(`${LIST}/:id`, (c) => showStation(c, c.req.param("id")));
	routes.post(`${LIST}/:id`, async (c) => {
		const id = c.req.param("id");
		const form = await readForm(c);
		const parsed = stationInputSchema.safeParse(toInput(form));
		if (!parsed.success) {
			return showStation(c, id, { problems: fieldProblems(parsed.error), form });
		}
		return act(c, `${LIST}/${id}`, async () => {
			await changeStation(id, parsed.data, changeOf(c), c.var.services);
			return `${parsed.data.name} was changed. It holds for what is labelled from now on.`;
		});
	});
	routes.post(`${LIST}/:id/code`, async (c) => {
		const id = c.req.param("id");
		const code = await makePairingCode(id, changeOf(c), c.var.services);
		return showStation(c, id, { code });
	});
	routes.post(`${LIST}/:id/revoke`, (c) => {
		const id = c.req.param("id");
		return act(c, `${LIST}/${id}`, async () => {
			await revokeStation(id, changeOf(c), c.var.services);
			return "Its token is worthless. What waits there goes on waiting until it is paired again.";
		});
	});
	routes.post(`${LIST}/:id/delete`, (c) => {
		const id = c.req.param("id");
		let back = `${LIST}/${id}`;
		return act(
			c,
			() => back,
			async () => {
				await deleteStation(id, changeOf(c), c.var.services);
				back = LIST;
				return "The station was deleted.";
			},
		);
	});
	routes.post(`${LIST}/:id/print`, async (c) => {
		const form = await readForm(c);
		const documentId = form.text("documentId") ?? "";
		return act(c, `${LIST}/${c.req.param("id")}`, async () => {
			await printAgain(c, { stationId: c.req.param("id"), documentId, copies: 1 });
			return "It is on its way to the station.";
		});
	});
	routes.post(`${LIST}/:id/jobs/:job`, async (c) => {
		const stationId = c.req.param("id");
		const form = await readForm(c);
		const decision = form.text("decision") as PrintDecision;
		const run = Number(form.text("run"));
		const back = BACK[form.text("back") ?? ""] ?? `${LIST}/${stationId}`;
		return act(c, back, async () => {
			const wish = { stationId, jobId: c.req.param("job"), decision, run };
			const { title } = await decidePrint(wish, changeOf(c), c.var.services);
			return SAID[decision](title);
		});
	});
	return routes;
}

/** The pages on which a paper in doubt is decided, beside its station's own. */
const BACK: Readonly<Record<string, string>> = { list: LIST, inbox: "/console/inbox" };

const SAID: Record<PrintDecision, (title: string) => string> = {
	printed: (title) => `${title}: noted as printed.`,
	again: (title) => `${title} prints again.`,
	cancel: (title) => `${title} is not printed any more.`,
};

function toInput(form: Form): Record<string, unknown> {
	const warehouses = (form.text("warehouses") ?? "").split(/[\s,;]+/).filter(Boolean);
	const divisionIds = form.all("divisionIds");
	return {
		name: form.text("name") ?? "",
		formats: form.all("formats"),
		prints: form.text("prints") ?? "labels",
		divisionIds: divisionIds.length === 0 ? null : divisionIds,
		warehouses: warehouses.length === 0 ? null : warehouses,
	};
}

async function showStations(c: HttpContext): Promise<Response> {
	const stations = await readStations(c);
	const doubtful = (
		await Promise.all(
			stations
				.filter((station) => station.doubtful > 0)
				.map(async (station) => {
					const which = { states: ["doubtful"] as const, before: null, limit: RECENT };
					return (await listJobs(c, station.id, which)).map((job) => ({
						station,
						job: toJobView(job),
					}));
				}),
		)
	).flat();
	const aside = (
		<a class="button primary" href={`${LIST}/new`}>
			New station
		</a>
	);
	return showPage(c, { title: "Printing", aside }, (token) => (
		<>
			{doubtful.length === 0 ? null : (
				<Card title="Did these come out?">
					<Doubtful rows={doubtful} token={token} back="list" hasStation />
				</Card>
			)}
			{stations.length === 0 ? (
				<Nothing>
					No label prints by itself yet. Make a station for each printer: a browser that stays open,
					or the print agent beside a label printer.
				</Nothing>
			) : (
				<StationTable stations={stations} />
			)}
		</>
	));
}

function StationTable({ stations }: { stations: readonly StationView[] }) {
	return (
		<div class="scroll">
			<table class="list">
				<thead>
					<tr>
						<th>Station</th>
						<th>State</th>
						<th>Prints</th>
						<th>Waiting</th>
						<th>In doubt</th>
						<th>Last paper</th>
					</tr>
				</thead>
				<tbody>
					{stations.map((station) => (
						<tr>
							<td>
								<a href={`${LIST}/${station.id}`}>{station.name}</a>
							</td>
							<td>
								<Badge value={stateOf(station)} />{" "}
								{station.trouble === null ? null : <span class="problem">{station.trouble}</span>}
							</td>
							<td>
								{station.prints === "all" ? "labels and papers" : station.prints}{" "}
								<span class="quiet">{station.formats.join(", ")}</span>
							</td>
							<td class="number">{station.waiting}</td>
							<td class="number">{station.doubtful}</td>
							<td>
								{station.lastPrinted ?? ""} <At iso={station.lastPrintedAt} />
							</td>
						</tr>
					))}
				</tbody>
			</table>
		</div>
	);
}

async function showNew(
	c: HttpContext,
	form: Form,
	problems: readonly FieldProblem[],
): Promise<Response> {
	const divisions = await divisionNames(c);
	const status = problems.length === 0 ? 200 : 422;
	return showPage(c, { title: "New print station", trail, status }, (token) => (
		<form method="post" class="card stack form">
			<TokenField token={token} />
			<ProblemSummary problems={problems} />
			<StationFields values={toInput(form)} divisions={divisions} problems={problems} />
			<p class="actions">
				<button class="primary">Make the station</button>
				<a class="button" href={LIST}>
					Cancel
				</a>
			</p>
		</form>
	));
}

type Shown = {
	code?: { code: string; expiresAt: number };
	problems?: readonly FieldProblem[];
	form?: Form;
};

async function showStation(c: HttpContext, id: string, shown: Shown = {}): Promise<Response> {
	const { code, problems = [] } = shown;
	const [station, rows, divisions] = await Promise.all([
		readStation(c, id),
		listJobs(c, id, { states: null, before: null, limit: RECENT }),
		divisionNames(c),
	]);
	const doubtfulRows = await listJobs(c, id, { states: ["doubtful"], before: null, limit: RECENT });
	const doubtful = doubtfulRows.map((job) => ({ station, job: toJobView(job) }));
	const jobs = rows.filter(({ state }) => state !== "doubtful").map((job) => toJobView(job));
	const status = problems.length === 0 ? 200 : 422;
	return showPage(c, { title: station.name, trail, status }, (token) => (
		<>
			{code === undefined ? null : <PairingCode code={code} />}
			<Card title="State" aside={<Badge value={stateOf(station)} />}>
				<StationFacts station={station} divisions={divisions} />
			</Card>
			{doubtful.length === 0 ? null : (
				<Card title="Did these come out?">
					<Doubtful rows={doubtful} token={token} back="station" />
				</Card>
			)}
			<Card title="Papers">
				<JobTable jobs={jobs} stationId={id} token={token} />
			</Card>
			<Card title="What it prints">
				<form method="post" action={`${LIST}/${id}`} class="stack form">
					<TokenField token={token} />
					<MayFill post={`${LIST}/${id}`}>
						<ProblemSummary problems={problems} />
						<StationFields
							values={shown.form === undefined ? station : toInput(shown.form)}
							divisions={divisions}
							problems={problems}
						/>
						<p class="actions">
							<button class="primary">Save</button>
						</p>
					</MayFill>
				</form>
			</Card>
			<Card title="What you can do">
				<StationActions station={station} token={token} />
			</Card>
		</>
	));
}

function PairingCode({ code }: { code: { code: string; expiresAt: number } }) {
	return (
		<section class="card pairing">
			<h2>Pairing code</h2>
			<p class="pairing-code">{code.code}</p>
			<p>
				Type it on the page <a href="/station">/station</a> of the browser that shall print, or
				start the print agent with <code>--code {code.code}</code>. It works once, until{" "}
				<At ms={code.expiresAt} />.
			</p>
		</section>
	);
}
