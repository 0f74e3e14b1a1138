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
import { words } from "./parts/texts.tsx";
import { At, Badge, Card, Nothing } from "./parts/texts.tsx";
import { Doubtful, stateOf, StationActions, StationFacts, JobTable } from "./printing-parts.tsx";
import { StationFields } from "./station-fields.tsx";
import { t } from "./texts/t.ts";

const LIST = "/console/printing";
const trailToList = () => [{ path: LIST, label: t.common.printing }];
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
		await notify(c, { text: t.printing.wasMadePairIt(parsed.data.name) });
		return c.redirect(`${LIST}/${id}`, 303);
	});
	routes.post(`${LIST}/print`, async (c) => {
		const form = await readForm(c);
		const [stationId = "", documentId = ""] = (form.text("what") ?? "").split(" ");
		const back = `/console/shipments/${encodeURIComponent(form.text("shipmentId") ?? "")}`;
		return act(c, back, async () => {
			await printAgain(c, { stationId, documentId, copies: 1 });
			return t.printing.itIsOnIts;
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
			return t.printing.wasChangedItHolds(parsed.data.name);
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
			return t.printing.itsTokenIsWorthless;
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
				return t.printing.theStationWasDeleted;
			},
		);
	});
	routes.post(`${LIST}/:id/print`, async (c) => {
		const form = await readForm(c);
		const documentId = form.text("documentId") ?? "";
		return act(c, `${LIST}/${c.req.param("id")}`, async () => {
			await printAgain(c, { stationId: c.req.param("id"), documentId, copies: 1 });
			return t.printing.itIsOnIts;
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
	printed: (title) => t.printing.notedAsPrinted(title),
	again: (title) => t.printing.printsAgain(title),
	cancel: (title) => t.printing.isNotPrintedAny(title),
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
			{t.printing.newStation}
		</a>
	);
	return showPage(c, { title: t.common.printing, aside }, (token) => (
		<>
			{doubtful.length === 0 ? null : (
				<Card title={t.printing.didTheseComeOut}>
					<Doubtful rows={doubtful} token={token} back="list" hasStation />
				</Card>
			)}
			{stations.length === 0 ? (
				<Nothing>{t.printing.noLabelPrintsBy}</Nothing>
			) : (
				<StationTable stations={stations} />
			)}
		</>
	));
}

function StationTable({ stations }: { stations: readonly StationView[] }) {
	return (
		<div class="scroll">
			<table class="list flows">
				<thead>
					<tr>
						<th>{t.printing.station}</th>
						<th>{t.common.state}</th>
						<th>{t.common.prints}</th>
						<th>{t.common.waiting}</th>
						<th>{t.common.inDoubt}</th>
						<th>{t.printing.lastPaper}</th>
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
								{station.prints === "all" ? t.printing.labelsAndPapers : words(station.prints)}{" "}
								<span class="quiet">{station.formats.join(", ")}</span>
							</td>
							<td class="number" data-label={t.common.waiting}>
								{station.waiting}
							</td>
							<td class="number" data-label={t.common.inDoubt}>
								{station.doubtful}
							</td>
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
	return showPage(
		c,
		{ title: t.printing.newPrintStation, trail: trailToList(), status },
		(token) => (
			<form method="post" class="card stack form">
				<TokenField token={token} />
				<ProblemSummary problems={problems} />
				<StationFields values={toInput(form)} divisions={divisions} problems={problems} />
				<p class="actions">
					<button class="primary">{t.printing.makeTheStation}</button>
					<a class="button" href={LIST}>
						{t.common.cancel}
					</a>
				</p>
			</form>
		),
	);
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
	return showPage(c, { title: station.name, trail: trailToList(), status }, (token) => (
		<>
			{code === undefined ? null : <PairingCode code={code} />}
			<Card title={t.common.state} aside={<Badge value={stateOf(station)} />}>
				<StationFacts station={station} divisions={divisions} />
			</Card>
			{doubtful.length === 0 ? null : (
				<Card title={t.printing.didTheseComeOut}>
					<Doubtful rows={doubtful} token={token} back="station" />
				</Card>
			)}
			<Card title={t.common.papers}>
				<JobTable jobs={jobs} stationId={id} token={token} />
			</Card>
			<Card title={t.printing.whatItPrints}>
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
							<button class="primary">{t.common.save}</button>
						</p>
					</MayFill>
				</form>
			</Card>
			<Card title={t.common.whatYouCanDo}>
				<StationActions station={station} token={token} />
			</Card>
		</>
	));
}

function PairingCode({ code }: { code: { code: string; expiresAt: number } }) {
	return (
		<section class="card pairing">
			<h2>{t.common.pairingCode}</h2>
			<p class="pairing-code">{code.code}</p>
			<p>
				{t.printing.typeItOnThe} <a href="/station">/station</a> {t.printing.ofTheBrowserThat}{" "}
				<code>--code {code.code}</code>
				{t.printing.itWorksOnceUntil} <At ms={code.expiresAt} />.
			</p>
		</section>
	);
}
