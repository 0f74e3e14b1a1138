/** What the simulators know; the counts of a run are taken here, never from the connector's own records. */
export type TruthOrder = {
	region: string;
	division: number;
	orderId: string;
	orderNumber: number;
	expected: { kind: "ready" | "not-ready" | "blocked"; why: string };
};

export type TruthDocument = { region: string; division: number; salesOrderNumber: number | null; subject: string };

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

export async function inflightCreates(fedexUrl: string): Promise<number> {
	return (await getJson<{ create: number }>(`${fedexUrl}/_twin/inflight`)).create;
}
