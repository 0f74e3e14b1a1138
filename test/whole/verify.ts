import { PDFDocument } from "pdf-lib";

import { type Check, judgeChecks, sum, type Verdict } from "./checks.ts";
import {
	ACCOUNT_OF,
	getJson,
	type Summary,
	type TruthDocument,
	type TruthOrder,
	type TruthShipment,
} from "./twins.ts";

export type RunFacts = {
	workerUrl: string;
	exactUrl: string;
	fedexUrl: string;
	adminToken: string;
	kills: number;
	/** Creates that were in flight at the kills, as the FedEx simulator counted them. */
	inFlight: number;
};

/**
 * A call is in flight from the permission to call until its answer is put away, which FedEx can't see; six at once is
 * what a run of the Worker has.
 */
const CALLS_AT_ONCE = 6;

type ApiShipment = {
	id: string;
	status: string;
	reason: { code: string; message: string; remedy: string } | null;
	orders: { orderNumber: number }[];
	divisionId: string;
	documents: { id: string; kind: string }[];
	attempts: { reference: string }[];
	writeBack: { state: string } | null;
};

/** Holds what the run left behind against what every order was to become. */
export async function verifyRun(facts: RunFacts): Promise<Verdict> {
	const authorization = { authorization: `Bearer ${facts.adminToken}` };
	const { orders } = await getJson<{ orders: TruthOrder[] }>(`${facts.exactUrl}/_twin/orders`);
	const { documents } = await getJson<{ documents: TruthDocument[] }>(
		`${facts.exactUrl}/_twin/documents`,
	);
	const { shipments: made } = await getJson<{ shipments: TruthShipment[] }>(
		`${facts.fedexUrl}/_twin/shipments`,
	);
	const exactLog = await getJson<Summary>(`${facts.exactUrl}/_twin/log?summary=1`);
	const fedexLog = await getJson<Summary>(`${facts.fedexUrl}/_twin/log?summary=1`);
	const divisions = await listAll<{ id: string; region: string; code: number }>("divisions");
	const shipments = await listAll<ApiShipment>("shipments");
	const apiOrders = await listAll<{
		orderNumber: number;
		divisionId: string;
		state: string;
		readiness: { reasons: { code: string }[] };
	}>("orders");

	const unknown = shipments.filter((shipment) => shipment.status === "unknown");
	const isUnknown = (order: TruthOrder) =>
		unknown.some((shipment) => shipmentIsOf(shipment, order));
	const shipmentIsOf = (shipment: ApiShipment, order: TruthOrder) =>
		shipment.orders.some((own) => own.orderNumber === order.orderNumber) &&
		divisions.find((division) => division.id === shipment.divisionId)?.region === order.region;
	const madeFor = (order: TruthOrder) =>
		made.filter(
			(shipment) =>
				shipment.account === ACCOUNT_OF[order.region] &&
				shipment.reference.startsWith(`${order.orderNumber}-`) &&
				shipment.cancelledAt === null,
		);
	const documentsOf = (order: TruthOrder) =>
		documents.filter(
			(document) =>
				document.region === order.region && document.salesOrderNumber === order.orderNumber,
		);

	const ready = orders.filter((order) => order.expected.kind === "ready");
	const settled = ready.filter((order) => !isUnknown(order));
	const others = orders.filter((order) => order.expected.kind !== "ready");
	const without = (holds: (order: TruthOrder) => boolean, among: TruthOrder[]) => {
		const found = among.filter((order) => !holds(order));
		offenders.push(
			...found
				.slice(0, 5)
				.map(
					(order) =>
						`${order.region} ${order.orderNumber} (${order.expected.kind}, ${order.expected.why})`,
				),
		);
		return found.length;
	};
	const offenders: string[] = [];
	const checks: Check[] = [
		["ready orders", ready.length, (count) => count > 0],
		[
			`orders with an unknown outcome, of at most ${facts.kills * CALLS_AT_ONCE} calls in flight (FedEx saw ${facts.inFlight} unanswered)`,
			unknown.length,
			(count) => count <= facts.kills * CALLS_AT_ONCE,
		],
		[
			"unknown ones without an attempt",
			unknown.filter((shipment) => shipment.attempts.length === 0).length,
			0,
		],
		[
			"ready orders without exactly one shipment at FedEx",
			without((order) => madeFor(order).length === 1, settled),
			0,
		],
		[
			"orders with two shipments at FedEx",
			without((order) => madeFor(order).length <= 1, orders),
			0,
		],
		[
			"ready orders without exactly one Document in Exact",
			without((order) => documentsOf(order).length === 1, settled),
			0,
		],
		[
			"other orders with a shipment or a Document",
			without((order) => madeFor(order).length + documentsOf(order).length === 0, others),
			0,
		],
		["impossible orders that do not say why", without(saysWhy, others), 0],
		["labels that are not a PDF of one 4x6 page", await countBadLabels(), 0],
		["calls to Exact outside its rules", sum(exactLog.broken), 0],
		["calls to FedEx outside its rules", sum(fedexLog.broken), 0],
		[
			"writes to Exact beside one per Document and the two subscriptions of each division",
			writes() - documents.length - 2 * divisions.length,
			0,
		],
		[
			"token requests per FedEx credential, at most",
			Math.max(...tokenCounts()),
			(count) => count <= 1 + facts.kills,
		],
	];
	return judgeChecks(checks, offenders);

	function saysWhy(order: TruthOrder): boolean {
		if (order.expected.kind === "blocked") {
			const shipment = shipments.find((found) => shipmentIsOf(found, order));
			return (
				shipment?.status === "blocked" &&
				Boolean(shipment.reason?.message && shipment.reason.remedy)
			);
		}
		const own = apiOrders.find(
			(found) =>
				found.orderNumber === order.orderNumber &&
				divisions.find((division) => division.id === found.divisionId)?.region === order.region,
		);
		// An order that never changed since the date that reading begins is not known at all.
		return own !== undefined && own.state === "not_ready" && own.readiness.reasons.length > 0;
	}

	async function countBadLabels(): Promise<number> {
		let bad = 0;
		for (const shipment of shipments.filter((found) => found.status === "labelled")) {
			const detail = await getJson<ApiShipment>(
				`${facts.workerUrl}/api/v1/shipments/${shipment.id}`,
				authorization,
			);
			const label = detail.documents.find((document) => document.kind === "label");
			if (label === undefined || !(await isLabel(label.id))) {
				bad += 1;
			}
		}
		return bad;
	}

	async function isLabel(documentId: string): Promise<boolean> {
		const answer = await fetch(`${facts.workerUrl}/api/v1/documents/${documentId}/link`, {
			method: "POST",
			headers: { ...authorization, "content-type": "application/json" },
			body: JSON.stringify({ expiresInSeconds: 60 * 60 * 24 }),
		});
		const { url } = (await answer.json()) as { url: string };
		const bytes = await (await fetch(url)).arrayBuffer();
		const pages = (await PDFDocument.load(bytes)).getPages();
		const size = pages[0]?.getSize();
		return pages.length === 1 && size?.width === 288 && size.height === 432;
	}

	function writes(): number {
		return sum(
			Object.fromEntries(
				Object.entries(exactLog.counts).filter(([key]) => / (write|update|delete)\./.test(key)),
			),
		);
	}

	function tokenCounts(): number[] {
		return Object.entries(fedexLog.counts)
			.filter(([key]) => key.endsWith(" token"))
			.map(([, count]) => count);
	}

	async function listAll<T>(what: string): Promise<T[]> {
		const items: T[] = [];
		let cursor: string | null = null;
		do {
			const query: string = cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`;
			const page: { items: T[]; nextCursor: string | null } = await getJson(
				`${facts.workerUrl}/api/v1/${what}?limit=200${query}`,
				authorization,
			);
			items.push(...page.items);
			cursor = page.nextCursor;
		} while (cursor !== null);
		return items;
	}
}
