import { AsyncLocalStorage } from "node:async_hooks";

import type { Counted, ShipRun } from "../counted.ts";
import { Slots } from "./slots.ts";

/** What an invocation may have open at once, to the outside and to D1 (Cloudflare's limits). */
const CONNECTIONS = 6;

/** One invocation: what it is for, its connections, and what it has done about labels. */
export type Invocation = {
	kind: string;
	startedAt: number;
	connections: Slots;
	database: Slots;
	labels: number;
	firstCallMs: number | null;
	firstConfirmedMs: number | null;
};

const invocations = new AsyncLocalStorage<Invocation>();
let counts = new Map<string, number>();
let runs: ShipRun[] = [];
let callMs: number[] = [];

/** Outside of any invocation is what Durable Objects do. */
const OBJECT = "object";
/** What the benchmark asks for itself, which nobody pays for. */
export const OUTSIDE = "bench";

export function currentInvocation(): Invocation | undefined {
	return invocations.getStore();
}

export function count(name: string, by = 1): void {
	const kind = currentInvocation()?.kind ?? OBJECT;
	if (kind !== OUTSIDE) {
		counts.set(`${kind} ${name}`, (counts.get(`${kind} ${name}`) ?? 0) + by);
	}
}

export async function within<T>(kind: string, work: () => Promise<T> | T): Promise<T> {
	const invocation: Invocation = {
		kind,
		startedAt: Date.now(),
		connections: new Slots(CONNECTIONS),
		database: new Slots(CONNECTIONS),
		labels: 0,
		firstCallMs: null,
		firstConfirmedMs: null,
	};
	return invocations.run(invocation, async () => {
		count("invocations");
		try {
			return await work();
		} finally {
			noteRun(invocation);
		}
	});
}

function noteRun({ startedAt, labels, firstCallMs, firstConfirmedMs }: Invocation): void {
	if (labels > 0) {
		runs.push({ startedAt, endedAt: Date.now(), labels, firstCallMs, firstConfirmedMs });
	}
}

/** A label was stored. */
export function noteLabel(): void {
	const invocation = currentInvocation();
	if (invocation !== undefined) {
		invocation.labels += 1;
		invocation.firstConfirmedMs ??= Date.now() - invocation.startedAt;
	}
}

/** A label was bought, in so long. */
export function noteCreate(ms: number): void {
	callMs.push(ms);
	const invocation = currentInvocation();
	if (invocation !== undefined) {
		invocation.firstCallMs ??= ms;
	}
}

export function readCounted(): Counted {
	return { counts: Object.fromEntries(counts), runs, callMs };
}

export function clearCounted(): void {
	counts = new Map();
	runs = [];
	callMs = [];
}
