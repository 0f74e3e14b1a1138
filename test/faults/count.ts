import { LOST_REASONS } from "../../src/shipping/model/lost-states.ts";
import type { LogSummary } from "../../src/tools/start/twin.ts";
import type { LabelWatch } from "./labels.ts";
import { listAll } from "./lists.ts";
import {
	keyOfOrder,
	longestOverlapSeconds,
	readShipments,
	readTruth,
	type Truth,
	uncancelled,
} from "./truth.ts";
import type { World } from "./world.ts";

/** One line of the table. Everything but the first columns and the last four has to be 0. */
export type Counts = {
	orders: number;
	labels: number;
	twoAtFedex: number;
	/** FedEx has a shipment of an order that has no label from us. */
	orphans: number;
	twoPrintable: number;
	deadLabels: number;
	lost: number;
	documentsTwice: number;
	lockOuts: number;
	boughtOverThree: number;
	unknown: number;
	/** Blocked or failed, and not because two attempts were lost. */
	stuck: number;
	/** Blocked after two lost attempts: allowed, a person looks. */
	forAPerson: number;
	/** Documents that failed for good, with a reason. */
	documentsForAPerson: number;
	overlapSeconds: number;
	restarts: number;
	calls: number;
};

type ApiShipment = {
	divisionId: string;
	status: string;
	orders: { orderNumber: number }[];
	reason: { code: string } | null;
	attempts: { number: number; state: string }[];
	writeBack: { state: string } | null;
};

/** Why a shipment is blocked whose answers were lost, or of no use, twice. */
const LOST_TWICE: string[] = [LOST_REASONS.attemptsLost, LOST_REASONS.answersUnusable];

/** Rules that a caller breaks who is then kept out for a while. */
const LOCKING_RULES = ["early-refresh", "old-refresh-token", "error-limit", "rate-limited"];
const FEDEX_LOCKING_RULES = ["token-limit", "rate-limited"];

export async function countWorld(
	world: World,
	watch: LabelWatch,
	/** Rules that this scenario makes the Worker break, and how often at most. */
	unavoidable: Record<string, number> = {},
	/** How often a person decided that an order is to be bought once more. */
	decisions: ReadonlyMap<string, number> = new Map(),
): Promise<{ counts: Counts; offenders: string[] }> {
	const truth = await readTruth();
	const shipments = await listAll<ApiShipment>(world.api, "shipments");
	const regions = new Map(world.divisions.map(({ id, region }) => [id, region]));
	const own = new Map(
		shipments.map((shipment) => [
			`${regions.get(shipment.divisionId)}/${shipment.orders[0]?.orderNumber}`,
			shipment,
		]),
	);
	const ready = truth.orders.filter(
		({ expected, region }) => expected.kind === "ready" && world.released.has(region),
	);
	const documents = Map.groupBy(
		truth.documents,
		({ region, salesOrderNumber }) => `${region}/${salesOrderNumber}`,
	);
	const offenders: string[] = [];
	const describe = (item: unknown) => {
		const key = Array.isArray(item) ? String(item[0]) : String(item);
		const attempts = own.get(key)?.attempts.map(({ number, state }) => `${number} ${state}`);
		return attempts === undefined ? key : `${key} (${attempts.join(", ")})`;
	};
	const among = <T>(name: string, items: Iterable<T>, isBad: (item: T) => boolean) => {
		const bad = [...items].filter(isBad);
		offenders.push(...bad.slice(0, 5).map((item) => `${name}: ${describe(item)}`));
		return bad.length;
	};
	const keys = ready.map(keyOfOrder);
	const made = (key: string) => uncancelled(truth.shipments.get(key) ?? []).length;
	const isLostTwice = (key: string) => LOST_TWICE.includes(own.get(key)?.reason?.code ?? "");
	const isWithAPerson = (key: string) => ["blocked", "failed"].includes(own.get(key)?.status ?? "");
	const hasFailedDocument = (key: string) => own.get(key)?.writeBack?.state === "failed";
	const isUnwritten = (key: string) =>
		(documents.get(key)?.length ?? 0) === 0 && !hasFailedDocument(key);
	const counts: Counts = {
		orders: ready.length,
		labels: keys.filter((key) => made(key) === 1).length,
		twoAtFedex: among("two at FedEx", truth.shipments.keys(), (key) => made(key) > 1),
		orphans: among(
			"orphan at FedEx",
			truth.shipments.keys(),
			(key) => made(key) > 0 && own.get(key)?.status !== "labelled",
		),
		twoPrintable: among(
			"two printable",
			new Set([...watch.twoPrintable, ...world.twoPrintable]),
			() => true,
		),
		deadLabels: await watch.countDead(),
		lost: among(
			"lost",
			keys,
			(key) =>
				!isWithAPerson(key) &&
				own.get(key)?.status !== "unknown" &&
				(made(key) === 0 || isUnwritten(key)),
		),
		documentsTwice: among("Documents twice", documents, ([, found]) => found.length > 1),
		lockOuts: lockOuts(truth, unavoidable),
		boughtOverThree: among(
			"bought over three",
			truth.shipments,
			([key, all]) => all.length > 3 + (decisions.get(key) ?? 0),
		),
		unknown: among("unknown", keys, (key) => own.get(key)?.status === "unknown"),
		stuck: among("stuck", keys, (key) => isWithAPerson(key) && !isLostTwice(key)),
		forAPerson: keys.filter((key) => isWithAPerson(key) && isLostTwice(key)).length,
		documentsForAPerson: keys.filter(hasFailedDocument).length,
		overlapSeconds: Math.max(
			0,
			...[...truth.shipments.values()].map((all) => longestOverlapSeconds(all, truth.now)),
		),
		restarts: world.restarts,
		calls: sum(truth.exactLog.counts) + sum(truth.fedexLog.counts),
	};
	if (counts.lockOuts > 0) {
		const broken = { exact: truth.exactLog.broken, fedex: truth.fedexLog.broken };
		offenders.push(
			`rules broken: ${JSON.stringify(broken)}, unavoidable: ${JSON.stringify(unavoidable)}`,
		);
	}
	return { counts, offenders };
}

/** Shipments that FedEx has and that are not the one label of their order. */
export async function surplusAtFedex(labelled: number): Promise<number> {
	const shipments = await readShipments();
	const living = [...shipments.values()].map((made) => uncancelled(made).length);
	return living.reduce((sum, count) => sum + count, 0) - labelled;
}

function lockOuts(truth: Truth, unavoidable: Record<string, number>): number {
	const broken = (log: LogSummary, rules: readonly string[]) =>
		rules.reduce(
			(total, rule) => total + Math.max(0, (log.broken[rule] ?? 0) - (unavoidable[rule] ?? 0)),
			0,
		);
	return broken(truth.exactLog, LOCKING_RULES) + broken(truth.fedexLog, FEDEX_LOCKING_RULES);
}

function sum(counts: Record<string, number>): number {
	return Object.values(counts).reduce((total, count) => total + count, 0);
}
