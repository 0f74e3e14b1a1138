import { callsOf } from "./calls.ts";
import { consumerCeiling } from "./ceilings.ts";
import { countOf } from "./counted.ts";
import { growthOf } from "./growth-rows.ts";
import { type Measured, rateOf } from "./measured.ts";
import { pricePerThousand } from "./price.ts";
import type { Results } from "./results.ts";
import { sumOf, usageOf } from "./usage.ts";

export type Target = {
	name: string;
	goal: string;
	value: string;
	/** Null where this run was too small to tell. */
	isMet: boolean | null;
};

const RATE_SHARE = 0.9;
const OVERHEAD_MS = 100;
const STATEMENTS = 15;
const EXACT_CALLS = 1.1;
/** Fewer orders a division than this share the fixed calls of a poll among too few. */
const ORDERS_FOR_EXACT = 1_000;
const TO_DOCUMENT_USD = 0.1;
const OVER_LIFE_USD = 0.2;
const GROWTH = 0.1;

export function targetsOf(results: Results): Target[] {
	const { runs } = results;
	return [
		...runs.map((run) => rateTarget(run, results.latencies.fedexMs)),
		...runs.map(overheadTarget),
		...runs.map(statementsTarget),
		...runs.map(exactTarget),
		...priceTargets(results),
		...growthTargets(results),
	];
}

function nameOf(what: string, { orders, divisions }: Measured): string {
	return `${what} (${orders} orders, ${divisions === 1 ? "one division" : `${divisions} divisions`})`;
}

function rateTarget(run: Measured, fedexMs: number): Target {
	const ceiling = consumerCeiling(run.consumers, fedexMs);
	return {
		name: nameOf("labels a second", run),
		goal: `≥ ${(RATE_SHARE * ceiling).toFixed(1)} (0.9 × 6 × ${run.consumers} consumers ÷ FedEx's latency)`,
		value: rateOf(run).toFixed(2),
		isMet: rateOf(run) >= RATE_SHARE * ceiling,
	};
}

function overheadTarget(run: Measured): Target {
	return {
		name: nameOf("consumer start to first label stored, less FedEx's call, p50", run),
		goal: `< ${OVERHEAD_MS} ms`,
		value: `${run.overheadMs.p50} ms`,
		isMet: run.overheadMs.p50 < OVERHEAD_MS,
	};
}

/** Of the runs that make labels. */
export function statementsPerLabel({ counted, labels }: Measured): number {
	return countOf(counted, "d1 statements", (kind) => kind === "ship") / labels;
}

function statementsTarget(run: Measured): Target {
	const value = statementsPerLabel(run);
	return {
		name: nameOf("D1 statements a label", run),
		goal: `≤ ${STATEMENTS}`,
		value: value.toFixed(1),
		isMet: value <= STATEMENTS,
	};
}

function exactTarget(run: Measured): Target {
	const value = callsOf(run.calls).exact / run.orders;
	return {
		name: nameOf("Exact calls an order, to its Document", run),
		goal: `≤ ${EXACT_CALLS.toFixed(2)}, from ${ORDERS_FOR_EXACT} orders a division on`,
		value: value.toFixed(3),
		isMet: run.orders / run.divisions < ORDERS_FOR_EXACT ? null : value <= EXACT_CALLS,
	};
}

function priceTargets({ runs, life }: Results): Target[] {
	const [run] = runs.toSorted((one, other) => other.orders - one.orders);
	if (run === undefined) {
		return [];
	}
	const usage = usageOf(run);
	const toDocument = pricePerThousand(usage);
	const price = (name: string, limit: number, usd: number): Target => ({
		name,
		goal: `≤ ${limit.toFixed(2)} USD`,
		value: `${usd.toFixed(3)} USD`,
		isMet: usd <= limit,
	});
	return [
		price(nameOf("1,000 shipments up to the Document", run), TO_DOCUMENT_USD, toDocument),
		...(life === undefined
			? []
			: [
					price(
						"1,000 shipments over their life, what is kept left out",
						OVER_LIFE_USD,
						pricePerThousand(sumOf(usage, life.usage)),
					),
				]),
	];
}

function growthTargets({ grown }: Results): Target[] {
	if (grown.length < 2) {
		return [];
	}
	const stored = grown.map((one) => one.stored.toLocaleString("en")).join(" to ");
	return growthOf(grown).map(({ name, change }) => ({
		name: `${name}, from ${stored} stored`,
		goal: `within ${GROWTH * 100} %`,
		value: `${change < 0 ? "" : "+"}${(change * 100).toFixed(1)} %`,
		isMet: Math.abs(change) <= GROWTH,
	}));
}
