import { isAppError } from "../../../lib/errors.ts";
import { readToPack } from "../../api/order-packages.ts";
import { readOrder } from "../../api/orders.ts";
import type { readShipment } from "../../api/read-shipments.ts";
import type { HttpContext } from "../../context.ts";
import { PackageTable } from "../order-packages.tsx";
import { showPage } from "../page.tsx";
import { divisionNames } from "../parts/division-names.ts";
import { PostForm, TokenField } from "../parts/forms.tsx";
import { PlanLine } from "../parts/plan-line.tsx";
import { Badge, Card, Reason } from "../parts/texts.tsx";
import { t } from "../texts/t.ts";
import { BenchLabel } from "./bench-label.tsx";
import { findBoxShipment } from "./box-shipment.ts";
import { benchPath, ScanField } from "./scan-field.tsx";

/** While somebody stands and waits for paper. */
const LOOKS_EVERY_MS = "2000";
const SPARE_ROWS = 3;

type Order = Awaited<ReturnType<typeof readOrder>>;
type Shipment = Awaited<ReturnType<typeof readShipment>>;
type ToPack = Awaited<ReturnType<typeof readToPack>>;

export async function showBenchOrder(c: HttpContext, id: string): Promise<Response> {
	const order = await readOrder(c, id);
	const [shipment, toPack, names] = await Promise.all([
		findBoxShipment(c, order),
		readOpen(c, id),
		divisionNames(c),
	]);
	const path = `/console/pack/${id}`;
	const step = stepOf(order, shipment, toPack);
	const division = c.req.query("division") ?? "";
	const head = {
		title: t.bench.order(order.orderNumber),
		trail: [{ path: benchPath({ division }), label: t.common.packBench }],
	};
	return showPage(c, head, (token) => (
		<div class="bench">
			<ScanField order={{ token, action: `${path}/scan` }} division={division} />
			<div data-live="bench" data-every={LOOKS_EVERY_MS} data-says={says()[step]}>
				<Card
					title={order.customer ?? t.bench.noCustomersName}
					aside={<span class="quiet">{names.get(order.divisionId)}</span>}
				>
					<p class={`step ${step}`}>
						<strong>{says()[step]}</strong>
					</p>
					{step === "problem" ? <Problems order={order} shipment={shipment} /> : null}
					{step === "done" && shipment !== undefined ? <BenchLabel shipment={shipment} /> : null}
				</Card>
				<Lines toPack={toPack} shipment={shipment} />
				{toPack === undefined || step === "done" ? null : (
					<Pack
						order={order}
						toPack={toPack}
						path={path}
						token={token}
						isBlocked={step === "problem"}
					/>
				)}
			</div>
		</div>
	));
}

type Step = "pack" | "making" | "done" | "problem" | "over";

const says = (): Record<Step, string> => ({
	pack: t.bench.packItThenAccept,
	making: t.bench.theLabelIsBeing,
	done: t.bench.theLabelIsReady,
	problem: t.bench.itCantShipYet,
	over: t.bench.nothingIsLeftTo,
});

function stepOf(order: Order, shipment: Shipment | undefined, toPack: ToPack | undefined): Step {
	if (shipment?.status === "labelled") {
		// A further shipment of the same order is packed as the first was.
		return toPack === undefined || order.state !== "ready" ? "done" : "pack";
	}
	if (shipment !== undefined && ["planned", "creating", "unknown"].includes(shipment.status)) {
		return "making";
	}
	if (shipment?.status === "blocked" || shipment?.status === "failed") {
		return "problem";
	}
	if (order.state === "ready" || order.state === "held_back") {
		return "pack";
	}
	return toPack === undefined ? "over" : "problem";
}

/** Undefined where nothing is left to pack, or packages are none of this division's. */
async function readOpen(c: HttpContext, id: string): Promise<ToPack | undefined> {
	try {
		return await readToPack(c, id);
	} catch (error) {
		if (isAppError(error) && error.disposition === "refuse") {
			return undefined;
		}
		throw error;
	}
}

function Problems({ order, shipment }: { order: Order; shipment: Shipment | undefined }) {
	const reason = shipment?.reason ?? null;
	const reasons = reason === null ? order.readiness.reasons : [reason];
	return (
		<>
			{reasons.map((reason) => (
				<Reason reason={reason} />
			))}
			{shipment === undefined ? null : (
				<p>
					<a href={`/console/shipments/${shipment.id}`}>{t.bench.lookAtTheShipment}</a>
				</p>
			)}
		</>
	);
}

function Lines({
	toPack,
	shipment,
}: {
	toPack: ToPack | undefined;
	shipment: Shipment | undefined;
}) {
	const rows =
		toPack === undefined
			? (shipment?.orders.flatMap(({ lines }) => lines) ?? []).map((line) => ({
					...line,
					description: null,
				}))
			: toPack.rest.map(({ line, quantity }) => ({ ...line, quantity }));
	const isDescribed = rows.some(({ description }) => (description ?? "") !== "");
	return (
		<Card title={toPack === undefined ? t.bench.isInTheBox : t.bench.goesIntoTheBox}>
			<table>
				<thead>
					<tr>
						<th>{t.common.howMany}</th>
						<th>{t.bench.item}</th>
						{isDescribed ? <th>{t.common.what}</th> : null}
					</tr>
				</thead>
				<tbody>
					{rows.map(({ quantity, itemCode, description }) => (
						<tr>
							<td class="quantity">{quantity} ×</td>
							<td class="mono">{itemCode ?? "–"}</td>
							{isDescribed ? <td>{description ?? ""}</td> : null}
						</tr>
					))}
				</tbody>
			</table>
		</Card>
	);
}

function Pack(props: {
	order: Order;
	toPack: ToPack;
	path: string;
	token: string;
	isBlocked: boolean;
}) {
	const { order, toPack, path, token, isBlocked } = props;
	const entered = order.packages ?? [];
	return (
		<Card title={t.bench.boxes}>
			<div class="plan">
				<div>
					{order.plan === null ? (
						<p class="quiet">{t.bench.noPlanStandsYet}</p>
					) : (
						<PlanLine plan={order.plan} />
					)}
					{order.state === "held_back" ? (
						<p>
							<Badge value="held_back" /> {t.bench.aReleaseLeftIt}
						</p>
					) : null}
				</div>
				<PostForm
					token={token}
					action={`${path}/accept`}
					label={isBlocked ? t.common.fixedTryAgain : t.bench.acceptThePlan}
					kind="primary"
				/>
			</div>
			<form method="post" action={`${path}/packages`}>
				<TokenField token={token} />
				<PackageTable
					rows={[...entered, ...Array.from({ length: SPARE_ROWS }, () => null)]}
					types={toPack.packing.packageTypes}
				/>
				<button>{t.bench.shipInTheseBoxes}</button>
			</form>
		</Card>
	);
}
