import { nameOfKey } from "./call-names.ts";
import { faultyDatabase } from "./database.ts";
import { chance, gated, wakeUpPlan } from "./gate.ts";
import type { FaultRule } from "./plan.ts";

/** The Worker's bindings, each call of which passes the gate. Variables and secrets stay as they are. */
export function faultyBindings(env: Env): Env {
	return {
		...env,
		DB: faultyDatabase(env.DB),
		DOCUMENTS: faultyBucket(env.DOCUMENTS),
		POLL_QUEUE: faultyQueue(env.POLL_QUEUE, "poll"),
		SHIP_QUEUE: faultyQueue(env.SHIP_QUEUE, "ship"),
		TRACK_QUEUE: faultyQueue(env.TRACK_QUEUE, "track"),
		WRITE_BACK_QUEUE: faultyQueue(env.WRITE_BACK_QUEUE, "write-back"),
		EXACT_SESSIONS: faultyObjects(env.EXACT_SESSIONS, "exact-session"),
		FEDEX_SESSIONS: faultyObjects(env.FEDEX_SESSIONS, "fedex-session"),
		CALL_BUDGETS: faultyObjects(env.CALL_BUDGETS, "call-budget"),
		PRINT_STATIONS: faultyObjects(env.PRINT_STATIONS, "print-station"),
	};
}

type Method = (...args: unknown[]) => unknown;

/** Every method of it is gated under the name that `nameOf` gives the call. */
function gatedMethods<T extends object>(
	target: T,
	nameOf: (method: string, args: readonly unknown[]) => string | undefined,
	message: string,
): T {
	return new Proxy(target, {
		get(binding, key) {
			const value: unknown = Reflect.get(binding, key);
			if (typeof value !== "function") {
				return value;
			}
			return (...args: unknown[]) => {
				// Not value.apply: on a stub that would be a call of its own.
				const run = () => Reflect.apply(value as Method, binding, args);
				const call = typeof key === "string" ? nameOf(key, args) : undefined;
				return call === undefined
					? run()
					: gated({ call, run: async () => run(), fail: throwing(message) });
			};
		},
	});
}

function throwing(usual: string) {
	return (rule: FaultRule) => Promise.reject(new Error(rule.message ?? usual));
}

function faultyBucket(bucket: R2Bucket): R2Bucket {
	return gatedMethods(
		bucket,
		(method, [key]) => `r2 ${method} ${typeof key === "string" ? nameOfKey(key) : ""}`,
		"R2 put: We encountered an internal error. Please try again. (10001)",
	);
}

function faultyObjects<T extends Rpc.DurableObjectBranded | undefined>(
	namespace: DurableObjectNamespace<T>,
	name: string,
): DurableObjectNamespace<T> {
	return new Proxy(namespace, {
		get(target, key) {
			const value: unknown = Reflect.get(target, key);
			if (typeof value !== "function") {
				return value;
			}
			return (...args: unknown[]) => {
				const found = Reflect.apply(value as Method, target, args);
				return key === "get" || key === "getByName"
					? gatedMethods(
							found as object,
							(method) => `do ${name}.${method}`,
							"Network connection lost.",
						)
					: found;
			};
		},
	});
}

/** What waits for the next message of its queue, so that it comes after it. */
const held = new Map<string, unknown>();

function faultyQueue<Body>(queue: Queue<Body>, name: string): Queue<Body> {
	const sender = gatedMethods(
		queue,
		(method) => `queue ${method} ${name}`,
		"Queue send failed: Internal error.",
	);
	return new Proxy(sender, {
		get(target, key) {
			const plan = wakeUpPlan();
			if (key !== "send" || plan === undefined) {
				return Reflect.get(target, key) as unknown;
			}
			return async (body: Body) => {
				if (chance(plan.lost)) {
					return;
				}
				const earlier = held.get(name) as Body | undefined;
				held.set(name, body);
				if (earlier === undefined) {
					return;
				}
				held.delete(name);
				for (const each of [body, body, earlier, earlier]) {
					await target.send(each);
				}
			};
		},
	});
}
