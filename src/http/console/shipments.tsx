import { refusal } from "../../lib/errors.ts";
import { MAX_MERGED_SHIPMENTS } from "../../shipping/labels/choose-labels.ts";
import { DECISION_CHOICES } from "../../shipping/model/decision.ts";
import { LIMITS } from "../../shipping/model/limits.ts";
import { SHIPMENT_STATUSES } from "../../shipping/model/shipment-states.ts";
import { TRACKING_STATES } from "../../shipping/model/tracking-states.ts";
import { makeReturnLabel } from "../../shipping/operate/make-return-label.ts";
import { renewTrackingLink } from "../../shipping/operate/renew-tracking-link.ts";
import { replayShipment } from "../../shipping/operate/replay-shipment.ts";
import { relabelShipment, voidShipment } from "../../shipping/operate/void-shipment.ts";
import { invalidField } from "../../shipping/refusals.ts";
import { trackingUrl } from "../../shipping/write-back/document-text.ts";
import { linkDocument } from "../api/documents.ts";
import { answerMerged } from "../api/labels.ts";
import { readShipments } from "../api/read-shipments.ts";
import { proveDelivery, settle, takeLabelBack } from "../api/shipments.ts";
import { type Api, changeOf, type HttpContext, newApi } from "../context.ts";
import { act } from "./act.ts";
import { CsvLink } from "./csv/csv-link.tsx";
import { answerShipmentsCsv } from "./csv/shipments-csv.ts";
import { type Form, readForm } from "./form.ts";
import { showPage } from "./page.tsx";
import { DecisionNote } from "./parts/decision.tsx";
import { divisionNames, divisionOptions } from "./parts/division-names.ts";
import { ChoiceFilter, choices, Filters, TextFilter } from "./parts/filters.tsx";
import { TokenField } from "./parts/forms.tsx";
import { IfMay } from "./parts/may.tsx";
import { oneOf, pageOf, periodOf, queryOf } from "./parts/query.ts";
import { At, Badge, Nothing, Pager, Reason } from "./parts/texts.tsx";
import { replayTicked } from "./replay-ticked.ts";
import { showShipment } from "./shipment.tsx";
import { t } from "./texts/t.ts";

const LIST = "/console/shipments";

export function shipmentPages(): Api {
	const routes = newApi();
	routes.get(LIST, showShipments);
	routes.get(`${LIST}.csv`, (c) => answerShipmentsCsv(c, filterOf(queryOf(c, FILTERS))));
	routes.post(`${LIST}/replay`, async (c) => {
		const form = await readForm(c);
		return act(c, listPath(form), () => replayTicked(c, form.all("shipment")));
	});
	routes.post(`${LIST}/labels`, async (c) => {
		const form = await readForm(c);
		const shipmentIds = [...new Set(form.all("shipment"))];
		try {
			requireSome(shipmentIds);
			return await answerMerged(c, {
				shipmentIds,
				documents: "labels",
				returns: form.has("returns"),
			});
		} catch (error) {
			// The refusal is told where the ticks are.
			return act(c, listPath(form), () => Promise.reject(error));
		}
	});
	routes.get(`${LIST}/:id`, (c) => showShipment(c, c.req.param("id")));
	routes.post(`${LIST}/:id/replay`, (c) => {
		const id = c.req.param("id");
		return act(c, `${LIST}/${id}`, async () => {
			const { divisions, setup, wakeUps } = c.var.services;
			await replayShipment(id, changeOf(c), { replays: setup.replays, divisions, wakeUps });
			return t.shipments.itIsDueAgain;
		});
	});
	for (const [verb, how, said] of [
		["void", voidShipment, () => t.shipments.itsLabelIsWorthless],
		["relabel", relabelShipment, () => t.shipments.anotherLabelIsMade],
	] as const) {
		routes.post(`${LIST}/:id/${verb}`, (c) => {
			const id = c.req.param("id");
			return act(c, `${LIST}/${id}`, async () => {
				await takeLabelBack(c, id, how);
				return said();
			});
		});
	}
	routes.post(`${LIST}/:id/proof-of-delivery`, (c) => {
		const id = c.req.param("id");
		return act(c, `${LIST}/${id}`, async () => {
			await proveDelivery(c, id);
			return t.shipments.proofFetched;
		});
	});
	routes.post(`${LIST}/:id/return-label`, (c) => {
		const id = c.req.param("id");
		return act(c, `${LIST}/${id}`, async () => {
			const { setup, wakeUps } = c.var.services;
			const deps = { returns: setup.returns, wakeUps };
			const made = await makeReturnLabel(id, { rma: null }, changeOf(c), deps);
			return t.shipments.aReturnLabelIs(made);
		});
	});
	routes.post(`${LIST}/:id/tracking-page/renew`, (c) => {
		const id = c.req.param("id");
		return act(c, `${LIST}/${id}`, async () => {
			const { trackingLinks } = c.var.services.setup;
			await renewTrackingLink(id, changeOf(c), { trackingLinks });
			return t.shipments.theLinkThatThe;
		});
	});
	routes.post(`${LIST}/:id/decision`, (c) => {
		const id = c.req.param("id");
		return act(c, `${LIST}/${id}`, async () => {
			const form = await readForm(c);
			const choice = oneOf(DECISION_CHOICES, form.text("choice") ?? null);
			if (choice === undefined) {
				throw invalidField({
					field: "choice",
					message: t.shipments.itDoesNotSay,
					remedy: t.shipments.useTheButtonsOf,
				});
			}
			await settle(c, id, { choice, cause: form.text("cause") ?? "" });
			return choice === "keep" ? t.common.decidedItStaysAs : t.common.decidedTheRestIs;
		});
	});
	routes.get("/console/documents/:id/open", async (c) => {
		const { url } = await linkDocument(c, c.req.param("id"), LIMITS.linkDefaultSeconds);
		return c.redirect(url, 303);
	});
	return routes;
}

function requireSome(shipmentIds: readonly string[]): void {
	if (shipmentIds.length === 0) {
		throw refusal("labels.none_chosen", t.shipments.noLabelWasTicked);
	}
	if (shipmentIds.length > MAX_MERGED_SHIPMENTS) {
		throw refusal("labels.too_many", t.shipments.tickAtMostShipments(MAX_MERGED_SHIPMENTS));
	}
}

type Shipment = Awaited<ReturnType<typeof readShipments>>["items"][number];

const FILTERS = [
	"divisionId",
	"status",
	"tracking",
	"decision",
	"service",
	"costCentre",
	"from",
	"to",
	"q",
];

function filterOf(query: URLSearchParams) {
	return {
		divisionId: query.get("divisionId") ?? undefined,
		status: oneOf(SHIPMENT_STATUSES, query.get("status")),
		tracking: oneOf(TRACKING_STATES, query.get("tracking")),
		hasDecision: query.get("decision") === "open",
		service: query.get("service") ?? undefined,
		costCentre: query.get("costCentre") ?? undefined,
		from: undefined,
		to: undefined,
		...periodOf(query),
		q: query.get("q") ?? undefined,
	};
}

/** The list as it was filtered when the form was sent. */
function listPath(form: Form): string {
	const filters = new URLSearchParams(form.text("filters") ?? "");
	return filters.size === 0 ? LIST : `${LIST}?${filters}`;
}

async function showShipments(c: HttpContext): Promise<Response> {
	const query = queryOf(c, FILTERS);
	const filter = filterOf(query);
	const [{ items, nextCursor }, names] = await Promise.all([
		readShipments(c, filter, pageOf(query)),
		divisionNames(c),
	]);
	const aside = <CsvLink path={LIST} query={query} />;
	return showPage(c, { title: t.common.shipments, aside }, (token) => (
		<>
			<Filters path={LIST}>
				<TextFilter
					name="q"
					label={t.common.search}
					value={query.get("q")}
					placeholder={t.shipments.orderTrackingNumberCustomer}
				/>
				<ChoiceFilter
					name="status"
					label={t.common.status}
					value={query.get("status")}
					options={choices(SHIPMENT_STATUSES)}
				/>
				<ChoiceFilter
					name="tracking"
					label={t.common.onTheWay}
					value={query.get("tracking")}
					options={choices(TRACKING_STATES)}
				/>
				<ChoiceFilter
					name="divisionId"
					label={t.common.division}
					value={query.get("divisionId")}
					options={divisionOptions(names)}
				/>
				<ChoiceFilter
					name="decision"
					label={t.shipments.decision}
					value={query.get("decision")}
					options={choices(["open"])}
				/>
				<TextFilter
					name="service"
					label={t.common.service}
					value={query.get("service")}
					placeholder={t.shipments.suchAsFedexPriority}
				/>
				<TextFilter name="costCentre" label={t.common.costCentre} value={query.get("costCentre")} />
				<TextFilter
					name="from"
					label={t.shipments.beganFrom}
					value={query.get("from")}
					type="date"
				/>
				<TextFilter name="to" label={t.shipments.to} value={query.get("to")} type="date" />
			</Filters>
			<div data-live="shipments" data-says={t.shipments.theListChangedShipments(items.length)}>
				{items.length === 0 ? (
					<Nothing>{t.shipments.noShipmentMatches}</Nothing>
				) : (
					<form class="scroll" method="post" action={`${LIST}/labels`} target="_blank">
						<TokenField token={token} />
						<input type="hidden" name="filters" value={String(query)} />
						<table class="list flows ticked">
							<thead>
								<tr>
									<th>
										<input
											type="checkbox"
											data-tick-all="shipment"
											aria-label={t.shipments.tickAllOfThis}
											hidden
										/>
									</th>
									<th>{t.common.order}</th>
									<th>{t.common.status}</th>
									<th>{t.common.trackingNumber}</th>
									<th>{t.common.service}</th>
									<th>{t.shipments.leaves}</th>
									<th>{t.common.inExact}</th>
									{names.size > 1 ? <th>{t.common.division}</th> : null}
									<th>{t.common.began}</th>
								</tr>
							</thead>
							<tbody>
								{items.map((shipment) => (
									<ShipmentRow shipment={shipment} names={names} />
								))}
							</tbody>
						</table>
						<IfMay post={`${LIST}/labels`}>
							<div class="list-actions">
								<label class="tick">
									<input type="checkbox" name="returns" /> {t.shipments.withTheirLabelsFor}
								</label>{" "}
								<span class="actions">
									<button class="normal">{t.shipments.printTheTickedLabels}</button>
									<button class="normal" formaction={`${LIST}/replay`} formtarget="_self">
										{t.shipments.doTheTickedAgain}
									</button>
								</span>
								<span class="hint">{t.shipments.labelsComeInThe}</span>
							</div>
						</IfMay>
					</form>
				)}
			</div>
			<Pager path={LIST} query={query} nextCursor={nextCursor} />
		</>
	));
}

function ShipmentRow({
	shipment,
	names,
}: {
	shipment: Shipment;
	names: ReadonlyMap<string, string>;
}) {
	const { id, orders, status, trackingState, reason, writeBack, masterTrackingNumber } = shipment;
	return (
		<tr>
			<td>
				{["labelled", "blocked", "failed"].includes(status) ? (
					<input
						type="checkbox"
						name="shipment"
						value={id}
						aria-label={t.shipments.shipmentOfOrder(
							orders.map((order) => order.orderNumber).join(", "),
						)}
					/>
				) : null}
			</td>
			<td class="mono">
				<a href={`${LIST}/${id}`}>{orders.map((order) => order.orderNumber).join(", ")}</a>
			</td>
			<td>
				<Badge value={status} />{" "}
				{trackingState === null || trackingState === "label_made" ? null : (
					<Badge value={trackingState} />
				)}
				{reason === null ? null : <Reason reason={reason} />}
				<DecisionNote decision={shipment.decision} />
			</td>
			<td class="mono">
				{masterTrackingNumber === null ? (
					<span class="quiet">–</span>
				) : (
					<a href={trackingUrl(masterTrackingNumber)} rel="noreferrer" target="_blank">
						{masterTrackingNumber}
					</a>
				)}
			</td>
			<td class="small">{shipment.service ?? "–"}</td>
			<td class="mono">{shipment.shipDate ?? "–"}</td>
			<td>
				{writeBack === null ? <span class="quiet">–</span> : <Badge value={writeBack.state} />}
			</td>
			{names.size > 1 ? (
				<td class="quiet">{names.get(shipment.divisionId) ?? shipment.divisionId}</td>
			) : null}
			<td>
				<At iso={shipment.createdAt} />
			</td>
		</tr>
	);
}
