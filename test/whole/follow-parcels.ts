import { getJson, sendJson, type TruthOrder, type TruthShipment } from "./twins.ts";

export type Following = {
	workerUrl: string;
	exactUrl: string;
	fedexUrl: string;
	adminToken: string;
	stepHours: number;
};

type Status = {
	now: string;
	shipments: { planned: number; creating: number };
	tracking: Record<string, number>;
	writeBacks: { pending: number };
	due: { nextAt: string | null; leasedUntil: string | null; now: number };
};

const HOUR_MS = 3_600_000;
const DAYS_MAX = 30;
/** A poll that a hint asked for comes within a minute. */
const SOON_MS = 2 * 60_000;
const ENDS = new Set(["Delivered", "Return to sender"]);
const SETTLES_WITHIN_MS = 120_000;

/**
 * Approves what waited for approval, so that hints come, and moves the clock in steps until FedEx shows every parcel
 * at its end and nothing is left to tell Exact; then once more, so that it shows what the last poll found.
 */
export async function followParcels(facts: Following): Promise<void> {
	await approveWaiting(facts.exactUrl);
	let status = await settle(facts);
	const until = Date.parse(status.now) + DAYS_MAX * 24 * HOUR_MS;
	for (let hasEnded = false; !hasEnded;) {
		if (Date.parse(status.now) > until) {
			throw new Error(`parcels are still under way after ${DAYS_MAX} days`);
		}
		hasEnded = await isAtEnd(status, facts.fedexUrl);
		await sendJson(`${facts.exactUrl}/_twin/clock`, {
			method: "POST",
			body: { to: nextInstant(status, facts.stepHours) },
		});
		status = await settle(facts);
		const counts = Object.entries(status.tracking).map(([state, count]) => `${state} ${count}`);
		console.log(`  ${status.now.slice(0, 19)}Z  ${counts.toSorted().join(" · ")}`);
	}
}

/** The next work while something is unfinished or a hint waits, else a step further. */
function nextInstant(status: Status, stepHours: number): string {
	const now = Date.parse(status.now);
	const { nextAt } = status.due;
	return nextAt !== null && (isOpen(status) || Date.parse(nextAt) <= now + SOON_MS)
		? nextAt
		: new Date(now + stepHours * HOUR_MS).toISOString();
}

function isOpen({ shipments, writeBacks }: Status): boolean {
	return shipments.planned + shipments.creating + writeBacks.pending > 0;
}

async function isAtEnd(status: Status, fedexUrl: string): Promise<boolean> {
	const { shipments } = await getJson<{ shipments: TruthShipment[] }>(
		`${fedexUrl}/_twin/shipments`,
	);
	const made = shipments.filter((shipment) => shipment.cancelledAt === null);
	const { delivered = 0, returned = 0, ...underWay } = status.tracking;
	const open = Object.values(underWay).reduce((total, count) => total + count, 0);
	return (
		!isOpen(status) &&
		made.every((shipment) => ENDS.has(shipment.state)) &&
		open === 0 &&
		delivered + returned === made.length
	);
}

async function approveWaiting(exactUrl: string): Promise<void> {
	const { orders } = await getJson<{ orders: TruthOrder[] }>(`${exactUrl}/_twin/orders`);
	const waiting = orders.filter((order) => order.expected.why === "awaiting-approval");
	for (const { orderId } of waiting) {
		const url = `${exactUrl}/_twin/orders/${orderId}`;
		await sendJson(url, { method: "PATCH", body: { approve: true } });
	}
	console.log(`approved ${waiting.length} orders at Exact, each with its hint`);
	await until(async () => {
		const { waiting: hints } = await getJson<{ waiting: { attempt: number }[] }>(
			`${exactUrl}/_twin/webhooks`,
		);
		return hints.every((hint) => hint.attempt > 0);
	});
}

/** Until nothing is due and nobody works. */
async function settle({ workerUrl, adminToken }: Following): Promise<Status> {
	const headers = { authorization: `Bearer ${adminToken}` };
	let status: Status | undefined;
	await until(async () => {
		await getText(`${workerUrl}/cdn-cgi/local/scheduled?cron=*+*+*+*+*`);
		status = await getJson<Status>(`${workerUrl}/api/v1/status`, headers);
		return status.due.now === 0 && status.due.leasedUntil === null;
	});
	if (status === undefined) {
		throw new Error("there is no status");
	}
	return status;
}

async function getText(url: string): Promise<string> {
	return (await fetch(url)).text();
}

async function until(isDone: () => Promise<boolean>): Promise<void> {
	const end = Date.now() + SETTLES_WITHIN_MS;
	while (!(await isDone())) {
		if (Date.now() > end) {
			throw new Error("it never settled");
		}
		await new Promise((resolve) => setTimeout(resolve, 150));
	}
}
