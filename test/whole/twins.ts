/** What the simulators know; the counts of a run are taken here, never from the connector's own records. */
export type TruthOrder = {
	region: string;
	division: number;
	orderId: string;
	orderNumber: number;
	expected: { kind: "ready" | "not-ready" | "blocked"; why: string };
};

export type TruthDocument = {
	region: string;
	division: number;
	documentId: string;
	salesOrderNumber: number | null;
	subject: string;
	body: string;
};

export type TruthShipment = {
	id: string;
	account: string;
	reference: string;
	trackingNumbers: string[];
	cancelledAt: string | null;
	/** What FedEx shows of it, in its words. */
	state: string;
};

export type Summary = { counts: Record<string, number>; broken: Record<string, number> };

export type LoggedCall = {
	at: number;
	method: string;
	path: string;
	/** The verb and the resource, such as `read.Addresses`. */
	operation: string;
	/** `<region>/<division>`, or the region alone. */
	scope: string;
};

/** The account at FedEx from which a country site's division ships. */
export const ACCOUNT_OF: Readonly<Record<string, string>> = {
	nl: "510088001",
	de: "510088002",
	fr: "510088003",
	com: "510088004",
};

export async function getJson<T>(url: string, headers: Record<string, string> = {}): Promise<T> {
	const response = await fetch(url, { headers });
	if (!response.ok) {
		throw new Error(`${new URL(url).pathname} answered ${response.status}`);
	}
	return (await response.json()) as T;
}

export async function sendJson(
	url: string,
	{ method, body }: { method: string; body: unknown },
): Promise<void> {
	const response = await fetch(url, {
		method,
		headers: { "content-type": "application/json" },
		body: JSON.stringify(body),
	});
	await response.body?.cancel();
	if (!response.ok) {
		throw new Error(`${new URL(url).pathname} answered ${response.status}`);
	}
}

type CreateCall = { startedAt: string; endedAt: string | null };

/** How long an answer that has left FedEx may still be on its way into the journal. */
const PUT_AWAY_MS = 150;

/** Creates that the Worker could not have finished at that instant: unanswered, or only just answered. */
export async function createsInFlight(fedexUrl: string, killedAt: number): Promise<number> {
	const { calls } = await getJson<{ calls: CreateCall[] }>(`${fedexUrl}/_twin/inflight`);
	return calls.filter(
		(call) =>
			Date.parse(call.startedAt) <= killedAt &&
			(call.endedAt === null || Date.parse(call.endedAt) > killedAt - PUT_AWAY_MS),
	).length;
}

export async function twinNow(exactUrl: string): Promise<number> {
	return Date.parse((await getJson<{ now: string }>(`${exactUrl}/_twin/clock`)).now);
}
