import { findOrder } from "../../db/list-orders.ts";
import { requireFound } from "../../shipping/refusals.ts";
import { readDryRun } from "../api/plans.ts";
import { toAddressCheck } from "../api/route-parts.ts";
import type { HttpContext } from "../context.ts";
import { showPage } from "./page.tsx";
import { AddressVerdict } from "./parts/address-verdict.tsx";
import { kilos, money } from "./parts/amounts.ts";
import { Badge, Card, Facts, Nothing, Reason } from "./parts/texts.tsx";
import { t } from "./texts/t.ts";

type DryRun = Awaited<ReturnType<typeof readDryRun>>;
type Shipment = DryRun["shipments"][number];
type Plan = Shipment["plan"];

/** What would be sent for an order if it shipped now. Looking at it changes nothing. */
export async function showOrderPlan(c: HttpContext, id: string): Promise<Response> {
	const order = requireFound("order", id, await findOrder(c.var.services.db, id));
	const run = await readDryRun(c, id);
	const { shipments, reasons, problems } = run;
	const trail = [{ path: "/console/orders", label: t.common.orders }];
	const title = t.orders.whatWouldBeSent(order.orderNumber);
	return showPage(c, { title, trail }, () => (
		<>
			<Card title={t.common.theOrder} aside={<Badge value={order.state} />}>
				{run.ready ? (
					<p>{t.orders.itIsReadyNothing}</p>
				) : (
					[...problems, ...reasons].map((reason) => <Reason reason={reason} />)
				)}
				{shipments.length > 1 ? (
					<p>
						{t.orders.itWouldGoAs} {shipments.length} {t.orders.shipments}
					</p>
				) : null}
				<p>
					{t.orders.deliveryAddress} <AddressVerdict check={toAddressCheck(order.addressCheck)} />
				</p>
			</Card>
			{shipments.length === 0 ? <CarrierCard carrier={run.carrier} /> : null}
			{shipments.map((shipment, at) => (
				<ShipmentCards
					shipment={shipment}
					title={shipments.length === 1 ? t.orders.theShipment : t.orders.shipment(at + 1)}
					shipDate={run.shipDate}
				/>
			))}
		</>
	));
}

function ShipmentCards(props: { shipment: Shipment; title: string; shipDate: string | null }) {
	const { shipment, title, shipDate } = props;
	const { plan, carrier } = shipment;
	return (
		<>
			<Card title={title}>
				<Facts rows={factsOf(shipment, shipDate)} />
			</Card>
			<CarrierCard carrier={carrier} />
			<div class="columns">
				<Card title={t.orders.to}>
					<Receiver plan={plan} />
				</Card>
				<Card title={t.common.packages}>
					<Packages plan={plan} />
				</Card>
				<Card title={t.common.lines}>
					<Lines plan={plan} />
				</Card>
			</div>
		</>
	);
}

function factsOf({ plan, accountNumber }: Shipment, shipDate: string | null): [string, string][] {
	return [
		[t.common.fedexAccount, accountNumber ?? "–"],
		[t.common.service, plan.service],
		[t.common.rule, `${plan.rule}: ${plan.because.join(", ")}`],
		[t.common.packaging, plan.packaging],
		[t.common.leavesOn, shipDate ?? "–"],
		[t.orders.weight, kilos(plan.packages.reduce((sum, piece) => sum + piece.weightGrams, 0))],
		[t.common.signature, plan.signature ?? t.common.notAskedFor],
		[t.common.saturdayDelivery, plan.saturdayDelivery ? t.orders.yes : t.orders.no],
		[t.orders.holdAtLocation, plan.holdAtLocation ?? "–"],
		[t.common.costCentre, plan.costCentre ?? "–"],
		[
			t.orders.transportPaidBy,
			[plan.transport.by, plan.transport.accountNumber ?? ""].join(" ").trim(),
		],
		[
			t.common.customs,
			plan.customs === null
				? t.orders.none
				: t.orders.goodsWorth(
						plan.customs.commodities,
						money(plan.customs.value.amount, plan.customs.value.currency),
						plan.customs.incoterm ?? t.orders.noIncoterm,
					),
		],
	];
}

const asked = (): Record<DryRun["carrier"]["kind"], string> => ({
	validated: t.orders.fedexTriedTheShipment,
	quoted: t.orders.fedexToldAPrice,
	"plan-only": t.orders.fedexWasNotAsked,
});

function CarrierCard({ carrier }: { carrier: Shipment["carrier"] }) {
	const { kind, problems, rates, chosen, why } = carrier;
	return (
		<Card title={t.orders.whatFedexSays} aside={<Badge value={kind} />}>
			<p class="hint">{asked()[kind]}</p>
			{why === null ? null : <p>{why}</p>}
			{problems.map((reason) => (
				<Reason reason={reason} />
			))}
			{kind === "validated" && problems.length === 0 ? <p>{t.orders.itWouldTakeThe}</p> : null}
			{chosen === null || chosen.service === null ? null : (
				<p>
					{chosen.service}
					{chosen.charge === null
						? ""
						: t.orders.forWord(money(chosen.charge.amount, chosen.charge.currency))}
					{chosen.because.length === 0 ? "" : `: ${chosen.because.join(", ")}`}
				</p>
			)}
			{rates.length === 0 ? null : <Rates rates={rates} />}
		</Card>
	);
}

function Rates({ rates }: { rates: Shipment["carrier"]["rates"] }) {
	return (
		<div class="scroll">
			<table class="list">
				<thead>
					<tr>
						<th>{t.common.service}</th>
						<th>{t.orders.costs}</th>
						<th>{t.orders.arrivesOn}</th>
					</tr>
				</thead>
				<tbody>
					{rates.map(({ service, charge, arrivesOn }) => (
						<tr>
							<td>{service}</td>
							<td>{charge === null ? "–" : money(charge.amount, charge.currency)}</td>
							<td>{arrivesOn ?? "–"}</td>
						</tr>
					))}
				</tbody>
			</table>
		</div>
	);
}

function Receiver({ plan: { shipTo } }: { plan: Plan }) {
	const lines = [
		shipTo.companyName,
		shipTo.personName,
		...shipTo.streetLines,
		[shipTo.postalCode, shipTo.city, shipTo.state].filter(Boolean).join(" "),
		shipTo.country,
		shipTo.phone,
	];
	return (
		<p>
			{lines.filter(Boolean).map((line) => (
				<>
					{line}
					<br />
				</>
			))}
		</p>
	);
}

function Packages({ plan: { packages } }: { plan: Plan }) {
	return (
		<ol>
			{packages.map(({ weightGrams, type, dimensions }) => (
				<li>
					{kilos(weightGrams)}
					{type === null ? "" : `, ${type}`}
					{dimensions === null
						? ""
						: `, ${dimensions.lengthCm} × ${dimensions.widthCm} × ${dimensions.heightCm} cm`}
				</li>
			))}
		</ol>
	);
}

function Lines({ plan: { lines } }: { plan: Plan }) {
	return lines.length === 0 ? (
		<Nothing>{t.orders.noLine}</Nothing>
	) : (
		<ul>
			{lines.map(({ quantity, itemCode, description, weightGrams }) => (
				<li>
					{quantity} × {itemCode ?? ""} {description}{" "}
					<span class="quiet">{kilos(weightGrams)}</span>
				</li>
			))}
		</ul>
	);
}
