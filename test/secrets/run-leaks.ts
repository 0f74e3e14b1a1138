import type { StoreChange } from "../simulators/twin/store.ts";
import { leaksIn, type Planted } from "./leaks.ts";
import { secretsOf } from "./twin-secrets.ts";

/** What a run of real processes left behind: what it printed, and what must not be among it. */
export type RunRecord = {
	/** Lines of the Worker, and of the `wrangler dev` around it. */
	workerLog: string;
	/** What the starter told the person in front of it. */
	said: string;
	twinChanges: readonly StoreChange[];
	/** What the run itself came to the Worker with. */
	given: readonly Planted[];
	adminToken: string;
	encryptionKeys: Readonly<Record<string, string>>;
};

/** Without them the log is not that of the Worker at work. */
const PRINTED = [
	"request.done",
	"tick.done",
	"drain.done",
	"exact.token",
	"fedex.token",
	"poll.done",
	"shipment.labelled",
	"write_back.written",
];

/** Our codes, states and signatures are nowhere to be looked up, but each travels in the query of an address. */
const SIGNED_ADDRESS = /[?&](?:code|state|signature)=[\w%.~-]{8}/;

/** Without them the run planted nothing to look for. */
const GIVEN_OUT = [
	"Exact's access token",
	"Exact's authorization code",
	"Exact's refresh token",
	"FedEx's token",
	"recipient's name",
];

/** One line a find, without what was found; none where all is well. */
export function leaksOfRun(run: RunRecord): string[] {
	const planted: Planted[] = [
		...secretsOf(run.twinChanges),
		...run.given,
		...Object.values(run.encryptionKeys).map((value) => ({ kind: "encryption key", value })),
	];
	const admin = { kind: "administrator's token", value: run.adminToken };
	const missing = GIVEN_OUT.filter((wanted) => planted.every(({ kind }) => kind !== wanted));
	return [
		...missing.map((kind) => `nothing was planted of the kind: ${kind}`),
		...PRINTED.filter((event) => !run.workerLog.includes(event)).map(
			(event) => `the Worker's log has no line of: ${event}`,
		),
		...leaksIn(run.workerLog, [...planted, admin]).map((kind) => `the Worker's log holds: ${kind}`),
		...(SIGNED_ADDRESS.test(run.workerLog)
			? ["the Worker's log holds: an address with a code, a state or a signature"]
			: []),
		// The starter shows the administrator's token to the person who started it, who has to log in with it.
		...leaksIn(run.said, planted).map((kind) => `the starter's output holds: ${kind}`),
		...(SIGNED_ADDRESS.test(run.said) ? ["the starter's output holds: a signed address"] : []),
	];
}
