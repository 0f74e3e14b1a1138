import type { Billed } from "../../../src/tools/scale/inputs.ts";
import { type Counted, countOf } from "./counted.ts";

/** What is billed by use; what is kept is billed by the month and stands apart. */
export type Used = Exclude<Billed, "d1Gigabytes" | "r2Gigabytes">;
export type Usage = Record<Used, number>;

/** A message is written, read and deleted. */
const OPERATIONS_PER_MESSAGE = 3;
/** An object is billed as 128 MB for as long as it is at work. */
const OBJECT_GIGABYTES = 0.128;

/** What an order used of each thing that is billed. */
export function usageOf(
	{ counted, cpuMs, orders }: { counted: Counted; cpuMs: number | null; orders: number },
	isChosen?: (kind: string) => boolean,
): Usage {
	const per = (...names: string[]) =>
		names.reduce((sum, name) => sum + countOf(counted, name, isChosen), 0) / orders;
	return {
		requests: per("invocations"),
		cpuMs: (cpuMs ?? 0) / orders,
		queueOperations: per("queue send") * OPERATIONS_PER_MESSAGE,
		d1RowsRead: per("d1 rows read"),
		d1RowsWritten: per("d1 rows written"),
		objectRequests: per("object requests"),
		objectGigabyteSeconds: (per("object ms") / 1_000) * OBJECT_GIGABYTES,
		objectRowsWritten: per("object rows written"),
		r2Writes: per("r2 put", "r2 list"),
		r2Reads: per("r2 get", "r2 head"),
		logLines: per("log lines"),
	};
}

export function sumOf(one: Usage, other: Usage): Usage {
	const entries = Object.entries(one) as [Used, number][];
	return Object.fromEntries(entries.map(([name, used]) => [name, used + other[name]])) as Usage;
}
