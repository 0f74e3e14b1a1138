import type { Api } from "./api.ts";
import { readAll, table } from "./report.ts";

type Shipment = {
	id: string;
	divisionId: string;
	status: string;
	service: string | null;
	orders: { orderNumber: number }[];
	packages: unknown[];
	attempts: { state: string }[];
	documents: { kind: string }[];
	billedTo: string | null;
	returnOf: string | null;
};
type Division = { id: string; name: string; mode: string };
type Items<T> = { items: T[] };

/**
 * What a warehouse does once labels are there, each once: one label is taken back, one is made anew, and one parcel
 * gets a label for its way back. Whatever was done in an earlier run counts.
 */
export async function askAfterLabel(api: Api, say: (line: string) => void): Promise<void> {
	const shipments = await readShipments(api);
	if (shipments.some(({ status }) => status === "voided")) {
		return;
	}
	const [first, second, third] = shipments.filter(isOrdinary);
	if (first === undefined || second === undefined || third === undefined) {
		return;
	}
	await api.send("POST", `/api/v1/shipments/${first.id}/void`);
	await api.send("POST", `/api/v1/shipments/${second.id}/relabel`);
	await api.send("POST", `/api/v1/shipments/${third.id}/return-label`, {});
	say("took one label back, asked for another one anew, and for one parcel's way back");
}

function isOrdinary({ status, service, packages, returnOf }: Shipment): boolean {
	const isOne = service === "FEDEX_PRIORITY" && packages.length === 1;
	return status === "labelled" && isOne && returnOf === null;
}

/** The page that the customer of some shipment follows it on: it needs no login, so it is found only by its link. */
export async function findTrackingPage(api: Api): Promise<string | undefined> {
	const { items } = await api.get<Items<{ id: string }>>(
		"/api/v1/shipments?status=labelled&limit=1",
	);
	const [shipment] = items;
	if (shipment === undefined) {
		return undefined;
	}
	const { trackingPageUrl } = await api.get<{ trackingPageUrl: string | null }>(
		`/api/v1/shipments/${shipment.id}`,
	);
	return trackingPageUrl ?? undefined;
}

/** Whether FedEx has taken back what it was asked to. */
export async function isTakenBack(api: Api): Promise<boolean> {
	const { items } = await api.get<Items<unknown>>("/api/v1/shipments?status=voiding&limit=1");
	return items.length === 0;
}

type Kind = { kind: string; isOne: (shipment: Shipment) => boolean };

const KINDS: readonly Kind[] = [
	{ kind: "domestic", isOne: isOrdinary },
	{ kind: "with a commercial invoice", isOne: hasDocument("commercial-invoice") },
	{ kind: "several packages", isOne: ({ packages }) => packages.length > 1 },
	{ kind: "on a pallet", isOne: hasService(/_FREIGHT$/) },
	{ kind: "less than truckload", isOne: hasService(/^FEDEX_FREIGHT_/) },
	{ kind: "paid by a third party", isOne: ({ billedTo }) => billedTo === "third-party" },
	{ kind: "label taken back", isOne: ({ status }) => status === "voided" },
	{ kind: "label made anew", isOne: isMadeAnew },
	{ kind: "return label", isOne: ({ returnOf }) => returnOf !== null },
];

/** One shipment of each kind that there is, with its page, and the division that is only planned for. */
export async function showKinds(api: Api, workerUrl: string): Promise<string> {
	const shipments = await readShipments(api);
	const { items: divisions } = await api.get<Items<Division>>("/api/v1/divisions?limit=200");
	const rows = KINDS.map(({ kind, isOne }) => {
		const found = shipments.filter(isOne);
		return {
			kind,
			count: found.length,
			page: found[0] === undefined ? "-" : `${workerUrl}/console/shipments/${found[0].id}`,
		};
	});
	const shadows = divisions
		.filter(({ mode }) => mode === "shadow")
		.map(({ id, name }) => ({
			kind: `${name} in shadow`,
			count: 1,
			page: `${workerUrl}/console/orders?divisionId=${id}`,
		}));
	return table([...rows, ...shadows]);
}

function hasDocument(kind: string): (shipment: Shipment) => boolean {
	return ({ documents }) => documents.some((document) => document.kind === kind);
}

function hasService(pattern: RegExp): (shipment: Shipment) => boolean {
	return ({ service }) => service !== null && pattern.test(service);
}

function isMadeAnew({ status, attempts }: Shipment): boolean {
	return status === "labelled" && attempts.some(({ state }) => state === "cancelled");
}

/** With everything about each, which lists leave out. */
async function readShipments(api: Api): Promise<Shipment[]> {
	const listed = await readAll<{ id: string }>(api, "/api/v1/shipments");
	const all: Shipment[] = [];
	for (const { id } of listed) {
		all.push(await api.get<Shipment>(`/api/v1/shipments/${id}`));
	}
	return all;
}
