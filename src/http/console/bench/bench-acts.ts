import { listOrders } from "../../../db/list-orders.ts";
import { refusal } from "../../../lib/errors.ts";
import type { EnteredPackage } from "../../../shipping/model/entered-packages.ts";
import { pollNow } from "../../../shipping/operate/poll-now.ts";
import { replayShipment } from "../../../shipping/operate/replay-shipment.ts";
import { tryBlockedAgain } from "../../../shipping/operate/try-blocked-again.ts";
import { requireLive } from "../../../shipping/refusals.ts";
import { pack } from "../../api/order-packages.ts";
import { letGo, notePacked, readOrder } from "../../api/orders.ts";
import { changeOf, type HttpContext } from "../../context.ts";
import { sayProblem } from "../say-problem.ts";
import { t } from "../texts/t.ts";
import { findBoxShipment } from "./box-shipment.ts";
import { readScan } from "./read-scan.ts";

/** What a person at the packing table may have done, through the operations that orders have anyway. */

/** As the API takes it. */
const HEAVIEST_GRAMS = 1_000_000;

const comes = () => t.bench.itsLabelIsMade;

/** It ships in the packages that were planned. */
export async function acceptPlan(c: HttpContext, id: string): Promise<string> {
	const { clock, divisions, orders, setup, wakeUps } = c.var.services;
	const order = await readOrder(c, id);
	await requireLive(order.divisionId, divisions);
	await noteAtBench(c, order);
	if (isHeldBack(order)) {
		await letGo(c, id);
		return comes();
	}
	const shipment = await findBoxShipment(c, order);
	if (shipment !== undefined && order.state === "reserved") {
		return goOn(c, shipment);
	}
	const [reason] = order.readiness.reasons;
	if (order.state === "blocked") {
		const deps = { blockedWork: setup.blockedWork, divisions, wakeUps };
		await tryBlockedAgain({ kind: "order", ids: [id] }, changeOf(c), deps);
		return t.bench.itIsReadAgain;
	}
	if (order.state === "not_ready" || order.state === "deleted") {
		const said = reason === undefined ? undefined : sayProblem(reason);
		const why = said === undefined ? "" : `${said.message} ${said.remedy}`;
		throw refusal(
			"order.not_ready",
			t.bench.orderDoesNotShip(order.orderNumber, why).trim(),
			order.readiness.reasons,
		);
	}
	await pollNow(order.divisionId, clock.now(), { divisions, orders, wakeUps });
	return comes();
}

/** Where the division waits for that: whoever has it on the table says so by going on with it. */
async function noteAtBench(c: HttpContext, order: Awaited<ReturnType<typeof readOrder>>) {
	const division = await c.var.services.divisions.find(order.divisionId);
	const waits = division?.settings?.packing.waitForBench === true;
	if (waits && ["ready", "held_back", "blocked"].includes(order.state)) {
		await notePacked(c, order.id);
	}
}

/** Of an order that has its shipment: what stopped is tried again, and what is made is not made twice. */
async function goOn(
	c: HttpContext,
	{ id, status }: { id: string; status: string },
): Promise<string> {
	const { divisions, setup, wakeUps } = c.var.services;
	if (status === "blocked" || status === "failed") {
		const deps = { replays: setup.replays, divisions, wakeUps };
		await replayShipment(id, changeOf(c), deps);
		return t.bench.itIsReadAgain;
	}
	return status === "labelled" ? t.bench.itsLabelIsMadeAlready : comes();
}

/** It ships in the packages that were weighed. */
export async function packAndShip(
	c: HttpContext,
	id: string,
	packages: EnteredPackage[],
): Promise<string> {
	const order = await readOrder(c, id);
	await requireLive(order.divisionId, c.var.services.divisions);
	await pack(c, id, packages);
	await noteAtBench(c, order);
	if (isHeldBack(order)) {
		await letGo(c, id);
	}
	const boxes = packages.length === 1 ? "1 package" : `${packages.length} packages`;
	return t.bench.itShipsIn(boxes, comes());
}

/** The one that stands at the table, or the number of another one. */
export async function takeScan(
	c: HttpContext,
	id: string,
	{ scanned, division: bound }: { scanned: string; division: string },
): Promise<{ said: string } | { other: string }> {
	const order = await readOrder(c, id);
	if (scanned === "") {
		return { said: t.bench.nothingWasScanned };
	}
	if (scanned === String(order.orderNumber)) {
		// Divisions number their orders each for itself: the slip may be of another one's.
		return bound !== order.divisionId && (await isOfSeveral(c, order.orderNumber))
			? { other: scanned }
			: { said: await acceptPlan(c, id) };
	}
	const division = await c.var.services.divisions.find(order.divisionId);
	const read = readScan(scanned, division?.settings?.packing.packageTypes ?? []);
	if (read === undefined) {
		return { other: scanned };
	}
	if ("weightGrams" in read) {
		if (read.weightGrams < 1 || read.weightGrams > HEAVIEST_GRAMS) {
			throw refusal(
				"order.packages_invalid",
				t.bench.aPackageWeighsMore(HEAVIEST_GRAMS / 1_000, scanned),
			);
		}
		const box = { weightGrams: read.weightGrams, type: null, dimensions: null, contents: null };
		return { said: await packAndShip(c, id, [box]) };
	}
	if (order.plan === null) {
		throw refusal("order.packages_invalid", t.bench.theWeightOfWhat(read.type));
	}
	const weightGrams = order.plan.weightGrams;
	const box = { weightGrams, type: read.type, dimensions: null, contents: null };
	return { said: await packAndShip(c, id, [box]) };
}

async function isOfSeveral(c: HttpContext, orderNumber: number): Promise<boolean> {
	const filter = { divisionId: undefined, state: undefined, q: String(orderNumber) };
	const found = await listOrders(c.var.services.db, filter, { limit: 20, cursor: undefined });
	return found.filter((one) => one.orderNumber === orderNumber).length > 1;
}

function isHeldBack(order: Awaited<ReturnType<typeof readOrder>>): boolean {
	return (
		order.state === "held_back" ||
		order.readiness.reasons.some(({ code }) => code === "order.held_back")
	);
}
