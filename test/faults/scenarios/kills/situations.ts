import { twinGet } from "../../../../src/tools/start/twin.ts";
import type { Fault } from "../../../simulators/twin/faults.ts";
import { URLS } from "../../addresses.ts";
import { listAll } from "../../lists.ts";
import type { Run } from "../../scenario.ts";
import { keyOfOrder } from "../../truth.ts";
import { countBroken, setFaults, tellTwin } from "../../twin-controls.ts";
import type { FaultRule } from "../../worker/plan.ts";

/** What goes wrong, or is asked for, while work comes in, so that calls are made that else are not. */
export type Situation = {
	name: string;
	rules?: FaultRule[];
	begin?(run: Run): Promise<void>;
	/** Virtual time after which it is mended although something still waits. */
	lastsMs?: number;
	/** It ends the grants of all divisions by itself. */
	endsGrants?: true;
	/** Left out of the quick run: what it leads to is reached by the others as well, only not so often. */
	isLongOnly?: true;
	mend?(run: Run): Promise<void>;
};

const MINUTE_MS = 60_000;
const WORK = "^(ship|write-back|reconcile): ";
const LOOKUP_DELAY_MS = 45_000;

export const ORDINARY: Situation = { name: "ordinary" };

const creates: Fault[] = [
	{ operation: "ship.create", kind: "cut-after", rate: 0.2 },
	{ operation: "ship.create", kind: "status-after", status: 500, rate: 0.1 },
	{ operation: "ship.create", kind: "status-before", status: 503, rate: 0.1 },
	{ operation: "ship.create", kind: "half", rate: 0.05 },
];

const lostCreates: Situation = {
	name: "lost creates",
	begin: (run) => setFaults("fedex", creates, run.seed),
	mend: () => setFaults("fedex", []),
};

const surfacing: Situation = {
	name: "labels that surface late",
	async begin(run) {
		await tellTwin("fedex", "PUT", "settings", { lookupDelayMs: 20 * MINUTE_MS });
		await setFaults("fedex", creates, run.seed);
	},
	async mend() {
		await setFaults("fedex", []);
	},
};

const found: Situation = {
	name: "labels found at once",
	async begin(run) {
		await tellTwin("fedex", "PUT", "settings", { lookupDelayMs: LOOKUP_DELAY_MS });
		await lostCreates.begin?.(run);
	},
	mend: () => setFaults("fedex", []),
};

/** Any of these says that FedEx took the order and not what became of it. */
const unreadableAnswers: Situation = {
	name: "answers that can't be read while shipping",
	isLongOnly: true,
	rules: [
		{
			calls: "^ship: fedex POST /ship/",
			when: "after",
			rate: 0.5,
			times: 4,
			answer: { status: 200, body: "<html><body>Service Temporarily Unavailable" },
		},
	],
};

const lookUpsWithoutStorage: Situation = {
	name: "lost creates, and storage that fails while they are looked up",
	isLongOnly: true,
	rules: [
		{ calls: "^reconcile: (d1|r2|do) ", when: "before", rate: 0.08, times: 12 },
		{ calls: "^reconcile: (d1|r2|do) ", when: "after", rate: 0.08, times: 12 },
	],
	begin: (run) => setFaults("fedex", creates, run.seed),
	mend: () => setFaults("fedex", []),
};

const trackAndCancel: Situation = {
	name: "lost creates, and FedEx's look-ups and cancellations fail",
	rules: [
		{
			calls: "^reconcile: fedex POST",
			when: "before",
			rate: 0.3,
			answer: { status: 503, body: "{}" },
		},
		{ calls: "^reconcile: fedex PUT", when: "after", rate: 0.4 },
	],
	begin: (run) => setFaults("fedex", creates, run.seed),
	mend: () => setFaults("fedex", []),
};

const lostDocuments: Situation = {
	name: "lost Documents",
	begin: (run) =>
		setFaults(
			"exact",
			[
				{ operation: "write.Documents", kind: "cut-after", rate: 0.3 },
				{ operation: "write.Documents", kind: "status-before", status: 503, rate: 0.3 },
			],
			run.seed,
		),
	mend: () => setFaults("exact", []),
};

const TWINS_LOOKED_FOR_MS = 61 * MINUTE_MS;

const strayDocuments: Situation = {
	name: "Documents that do not arrive again and again",
	async begin(run) {
		await setFaults(
			"exact",
			[{ operation: "write.Documents", kind: "status-before", status: 503, rate: 0.7, times: 16 }],
			run.seed,
		);
		// By then twins of those that were posted twice before are looked for once more.
		await run.world.advance(TWINS_LOOKED_FOR_MS);
	},
	async mend(run) {
		await setFaults("exact", []);
		await replayFailed(run);
	},
};

/** Longer than an access token of Exact's lives. */
const TOKENS_END_MS = 11 * MINUTE_MS;

const endedGrants: Situation = {
	name: "grants that end",
	endsGrants: true,
	async begin(run) {
		await setFaults("exact", [
			{ operation: "token.refresh", kind: "cut-after", rate: 1, times: run.world.divisions.length },
		]);
		await run.world.advance(TOKENS_END_MS);
	},
	mend: () => setFaults("exact", []),
};

const storage: Situation = {
	name: "storage that fails",
	rules: [
		{ calls: `${WORK}d1 `, when: "before", rate: 0.03, times: 12 },
		{ calls: `${WORK}d1 `, when: "after", rate: 0.03, times: 12 },
		{ calls: `${WORK}r2 `, when: "before", rate: 0.1, times: 12 },
		{ calls: `${WORK}r2 `, when: "after", rate: 0.1, times: 12 },
		{ calls: `${WORK}do `, when: "before", rate: 0.1, times: 6 },
		{ calls: ": queue send", when: "before", rate: 0.3, times: 12 },
	],
};

/** Enough for a few orders to be given up. */
const unmarked: Situation = {
	name: "claims that can't be marked, until the orders are given up",
	rules: [{ calls: "^ship: r2 put claims/", when: "before", rate: 1, times: 40 }],
	mend: replayFailed,
};

type Project = { apis: string[]; accounts: string[] };

/** The account of nl, refused as a whole, so that it is suspended, tried again and resumed. */
const refusedAccount = (): Situation => {
	let kept: Project[] = [];
	return {
		name: "an account that FedEx refuses",
		async begin() {
			const { projects } = await twinGet<{ projects: Project[] }>(URLS.fedex, "projects");
			kept = projects.filter(
				({ apis, accounts }) => apis.includes("ship") && accounts.includes("510088001"),
			);
			await tellTwin("fedex", "PUT", "projects", {
				projects: kept.map((project) => ({ ...project, accounts: [] })),
			});
		},
		lastsMs: 20 * MINUTE_MS,
		async mend() {
			await tellTwin("fedex", "PUT", "projects", { projects: kept });
		},
	};
};

const restored: Situation = {
	name: "a database put back",
	begin: (run) => run.world.copyDatabase("keep"),
	mend: (run) => run.world.copyDatabase("put back"),
};

const exactMinute: Situation = {
	name: "few calls a minute at Exact",
	async begin() {
		await tellTwin("exact", "PUT", "limits", { minute: 5 });
	},
	async mend(run) {
		await tellTwin("exact", "PUT", "limits", { minute: 60 });
		// What told of the limit is no lock-out; what is wasted after it is counted by a scenario of its own.
		run.unavoidable["rate-limited"] = await countBroken("exact", "rate-limited");
		run.world.readBy = (await run.world.now()) + 2 * MINUTE_MS;
	},
};

const exactLicence: Situation = {
	name: "no calls left at Exact",
	rules: [
		{
			calls: "^write-back: exact ",
			when: "before",
			rate: 0.3,
			times: 4,
			answer: { status: 429, body: "" },
		},
	],
};

const refusedOrders: Situation = {
	name: "orders and Documents that are refused",
	rules: [
		{
			calls: "^ship: fedex POST /ship/",
			when: "before",
			rate: 0.3,
			times: 3,
			answer: {
				status: 400,
				body: `{"errors":[{"code":"RECIPIENTS.PHONENUMBER.INVALID","message":"-"}]}`,
			},
		},
		{
			calls: "^write-back: exact POST ",
			when: "before",
			rate: 0.3,
			times: 3,
			answer: {
				status: 400,
				body: `{"error":{"code":"","message":{"lang":"","value":"Mandatory: Type"}}}`,
			},
		},
	],
	mend: replayFailed,
};

const TAKEN_BACK = 4;

const takenBack: Situation = {
	name: "labels taken back and made anew",
	begin: makeSomeAnew,
};

/** FedEx does not cancel them although no courier has them, so they count again. */
const takenBackTooLate: Situation = {
	name: "labels taken back too late",
	begin: (run) => makeAnewAfter(run, { isDayClosed: true }),
};

/** The courier took the parcels a moment before, and nobody has asked for their scans yet. */
const takenBackFromCourier: Situation = {
	name: "labels taken back that FedEx has already",
	begin: (run) => makeAnewAfter(run, { isPickedUp: true }),
};

/** What happened to the labels at FedEx right before they were to be taken back. */
async function makeAnewAfter(
	run: Run,
	event: { isDayClosed: true } | { isPickedUp: true },
): Promise<void> {
	for (const shipment of await listFresh(run)) {
		const { shipments } = await twinGet<{ shipments: { id: string }[] }>(
			URLS.fedex,
			`shipments?tracking=${shipment.masterTrackingNumber}`,
		);
		for (const { id } of shipments) {
			await tellTwin("fedex", "PUT", `shipments/${id}`, event);
		}
		await decide(run, shipment, "relabel");
	}
}

/** Labels that were never taken back. */
async function listFresh(run: Run): Promise<Summary[]> {
	const shipments = await listAll<Summary>(run.world.api, "shipments?status=labelled");
	return shipments
		.filter(
			({ attempts, decision, trackingState }) =>
				attempts.length === 1 && decision === null && trackingState === "label_made",
		)
		.slice(0, TAKEN_BACK);
}

async function makeSomeAnew(run: Run): Promise<void> {
	for (const shipment of await listFresh(run)) {
		await decide(run, shipment, "relabel");
	}
}

/** What a person has done with a shipment, which allows for one label more of its order. */
async function decide(run: Run, shipment: Summary, what: "relabel" | "replay"): Promise<void> {
	const region = run.world.divisions.find(({ id }) => id === shipment.divisionId)?.region;
	const [order] = shipment.orders;
	if (region !== undefined && order !== undefined) {
		run.decided(keyOfOrder({ region, orderNumber: order.orderNumber }));
	}
	await run.world.click(`/api/v1/shipments/${shipment.id}/${what}`);
}

type Summary = {
	id: string;
	divisionId: string;
	status: string;
	trackingState: string | null;
	decision: object | null;
	masterTrackingNumber: string | null;
	orders: { orderNumber: number }[];
	attempts: { state: string }[];
};

/** A person replays what was refused; what was lost twice is looked at by another one, at FedEx. */
async function replayFailed(run: Run): Promise<void> {
	const { api } = run.world;
	const blocked = await listAll<Summary>(api, "shipments?status=blocked");
	for (const shipment of blocked.filter(({ attempts }) => attempts.at(-1)?.state === "refused")) {
		await decide(run, shipment, "replay");
	}
	await api.send("POST", "/api/v1/failed-work/replay", { filter: {} }).catch(() => undefined);
}

export const IN_SHIPPING: Situation[] = [
	ORDINARY,
	lostCreates,
	storage,
	unmarked,
	refusedAccount(),
	restored,
	refusedOrders,
	takenBack,
	unreadableAnswers,
];

export const IN_WRITING_BACK: Situation[] = [
	ORDINARY,
	lostDocuments,
	strayDocuments,
	endedGrants,
	storage,
	restored,
	exactMinute,
	exactLicence,
	refusedOrders,
	takenBack,
];

export const IN_LOOKING_UP: Situation[] = [
	lostCreates,
	surfacing,
	found,
	trackAndCancel,
	storage,
	lookUpsWithoutStorage,
	unreadableAnswers,
	takenBack,
	takenBackTooLate,
	takenBackFromCourier,
];
