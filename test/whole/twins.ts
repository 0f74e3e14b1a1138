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
	salesOrderNumber: number | null;
	subject: string;
};

export type TruthShipment = {
	id: string;
	account: string;
	reference: string;
	trackingNumbers: string[];
	cancelledAt: string | null;
};

export type Summary = { counts: Record<string, number>; broken: Record<string, number> };

export async function getJson<T>(url: string, headers: Record<string, string> = {}): Promise<T> {
	const response = await fetch(url, { headers });
	if (!response.ok) {
		throw new Error(`${new URL(url).pathname} answered ${response.status}`);
	}
	return (await response.json()) as T;
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
