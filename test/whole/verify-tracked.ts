import { busiestDayRuns } from "../../src/shipping/schedule.ts";
import { type Check, judgeChecks, sum, type Verdict } from "./checks.ts";
import { countReads, type ExactReads } from "./exact-reads.ts";
import type { Following } from "./follow-parcels.ts";
import {
	ACCOUNT_OF,
	getJson,
	type LoggedCall,
	type Summary,
	type TruthDocument,
	type TruthOrder,
	type TruthShipment,
} from "./twins.ts";

type Division = { id: string; region: string; code: number };
type DemoDivision = {
	connection: { region: string };
	code: number;
	settings: { schedule: string; timeZone: string };
};

const WORDS: Readonly<Record<string, string>> = {
	Delivered: "delivered",
	"Return to sender": "returned to sender",
};
/** What the requirement says of a thousand orders; look-ups of 60 at once are not filled by fewer. */
const READS_MAX = 0.25;
const FULL_RUN_ORDERS = 1_000;
const SMALL_READS_MAX = 0.6;

/** Holds what Exact was told and asked, from the release to the last delivery, against what FedEx shows. */
export async function verifyTracked(facts: Following): Promise<Verdict> {
	const { exactUrl, fedexUrl } = facts;
	const { orders } = await getJson<{ orders: TruthOrder[] }>(`${exactUrl}/_twin/orders`);
	const { documents } = await getJson<{ documents: TruthDocument[] }>(
		`${exactUrl}/_twin/documents`,
	);
	const { shipments } = await getJson<{ shipments: TruthShipment[] }>(
		`${fedexUrl}/_twin/shipments`,
	);
	const log = await getJson<Summary & { calls: LoggedCall[] }>(`${exactUrl}/_twin/log`);
	const fedexLog = await getJson<Summary>(`${fedexUrl}/_twin/log?summary=1`);
	const reads = await readsOf(facts, log.calls);

	const made = shipments.filter((shipment) => shipment.cancelledAt === null);
	const offenders: string[] = [];
	const untold = made.filter((shipment) => {
		const tells = documents.filter((document) => isOf(document, shipment)).map(({ body }) => body);
		const isTold =
			tells.length === 1 && tells[0]?.includes(`: ${WORDS[shipment.state]}, ship date`);
		if (!isTold) {
			offenders.push(`${shipment.reference} (${shipment.state}): ${tells.length} Documents`);
		}
		return !isTold;
	});
	const puts = Object.values(countBy(log.calls.filter(isUpdate), ({ path }) => path));
	const caused = perOrder(reads.caused, orders);
	const firstDay = perOrder(reads.firstDay, orders);
	const readsMax = orders.length < FULL_RUN_ORDERS ? SMALL_READS_MAX : READS_MAX;
	const checks: Check[] = [
		["parcels at their ends", made.length, (count) => count > 0],
		["parcels that are not", made.filter(({ state }) => !(state in WORDS)).length, 0],
		["parcels without exactly one Document that tells the end", untold.length, 0],
		["Documents beside one a parcel", documents.length - made.length, 0],
		["posts beside one a Document", count(log, "write.Documents") - documents.length, 0],
		["updates beside one a Document", count(log, "update.Documents") - documents.length, 0],
		["Documents updated twice", puts.filter((times) => times > 1).length, 0],
		["calls to Exact outside its rules", sum(log.broken), 0],
		["calls to FedEx outside its rules", sum(fedexLog.broken), 0],
		["calls to Exact that its log forgot", sum(log.counts) - log.calls.length, 0],
		[`reads per order for orders, hints and parcels, at most ${readsMax}`, caused, isAtMost],
		[`reads per order in the first day as it ran, at most ${readsMax}`, firstDay, isAtMost],
	];
	const { isSound, lines } = judgeChecks(checks, offenders);
	return { isSound, lines: [...tell(reads, orders), ...(await tellSchedule()), ...lines] };

	function isAtMost(reading: number): boolean {
		return reading <= readsMax;
	}

	async function tellSchedule(): Promise<string[]> {
		const demo = await getJson<{ divisions: DemoDivision[] }>(`${exactUrl}/_twin/demo`);
		const each = (reads.empty + reads.again) / Math.max(1, reads.emptyPolls);
		return demo.divisions.slice(0, 1).map(({ settings: { schedule, timeZone } }) => {
			const polls = busiestDayRuns(schedule, timeZone, Date.now());
			const day = Math.round(polls * demo.divisions.length * each);
			return (
				`  a whole day of "${schedule}": ${polls} polls x ${demo.divisions.length} divisions x ` +
				`${each.toFixed(1)} calls = ${day}, ${perOrder(day, orders)} per order if that was the day's number`
			);
		});
	}
}

/** All divisions together, each since its own release. */
async function readsOf(facts: Following, calls: readonly LoggedCall[]): Promise<ExactReads> {
	const headers = { authorization: `Bearer ${facts.adminToken}` };
	const api = `${facts.workerUrl}/api/v1`;
	const divisions = await getJson<{ items: Division[] }>(`${api}/divisions?limit=200`, headers);
	const released = await getJson<{ items: { at: string; subject: string }[] }>(
		`${api}/audit?action=division.released&limit=200`,
		headers,
	);
	const total: ExactReads = {
		caused: 0,
		emptyPolls: 0,
		empty: 0,
		again: 0,
		subscriptions: 0,
		firstDay: 0,
	};
	for (const { at, subject } of released.items) {
		const division = divisions.items.find(({ id }) => subject === `division:${id}`);
		const reads = countReads(calls, `${division?.region}/${division?.code}`, Date.parse(at));
		for (const name of Object.keys(total) as (keyof ExactReads)[]) {
			total[name] += reads[name];
		}
	}
	return total;
}

function tell(reads: ExactReads, orders: readonly TruthOrder[]): string[] {
	const line = (calls: number, what: string) =>
		`  ${String(calls).padStart(6)}  ${perOrder(calls, orders).toFixed(3).padStart(7)}  ${what}`;
	return [
		`Reads of Exact from the release to the last delivery, in all and per order of ${orders.length}:`,
		line(reads.caused, "for orders, hints and parcels: the polls that found something"),
		line(reads.empty, `by the schedule alone: ${reads.emptyPolls} polls that found nothing`),
		line(reads.again, "in those: blocked orders looked at again, to heal by themselves"),
		line(reads.subscriptions, "once a day: the subscriptions to hints"),
	];
}

function isOf(document: TruthDocument, { account, reference }: TruthShipment): boolean {
	return (
		ACCOUNT_OF[document.region] === account && reference.startsWith(`${document.salesOrderNumber}-`)
	);
}

function isUpdate({ operation }: LoggedCall): boolean {
	return operation === "update.Documents";
}

function count({ counts }: Summary, operation: string): number {
	return sum(
		Object.fromEntries(Object.entries(counts).filter(([key]) => key.endsWith(` ${operation}`))),
	);
}

function countBy<T>(items: readonly T[], keyOf: (item: T) => string): Record<string, number> {
	const groups = Map.groupBy(items, keyOf);
	return Object.fromEntries(Array.from(groups, ([key, group]) => [key, group.length]));
}

function perOrder(calls: number, orders: readonly TruthOrder[]): number {
	return Math.round((calls / orders.length) * 1_000) / 1_000;
}
