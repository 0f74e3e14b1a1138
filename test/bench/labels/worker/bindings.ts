import { count, currentInvocation } from "./counters.ts";

type Method = (...args: unknown[]) => unknown;

/** The Worker's bindings with their calls counted; what is sent to the outside takes one of the connections. */
export function countedBindings(env: Env): Env {
	return {
		...env,
		DOCUMENTS: countedMethods(env.DOCUMENTS, "r2"),
		POLL_QUEUE: countedMethods(env.POLL_QUEUE, "queue"),
		SHIP_QUEUE: countedMethods(env.SHIP_QUEUE, "queue"),
		TRACK_QUEUE: countedMethods(env.TRACK_QUEUE, "queue"),
		WRITE_BACK_QUEUE: countedMethods(env.WRITE_BACK_QUEUE, "queue"),
		TELL_QUEUE: countedMethods(env.TELL_QUEUE, "queue"),
		EXACT_SESSIONS: countedObjects(env.EXACT_SESSIONS),
		FEDEX_SESSIONS: countedObjects(env.FEDEX_SESSIONS),
		CALL_BUDGETS: countedObjects(env.CALL_BUDGETS),
		GATEKEEPERS: countedObjects(env.GATEKEEPERS),
		PRINT_STATIONS: countedObjects(env.PRINT_STATIONS),
	};
}

function countedMethods<T extends object>(target: T, system: "r2" | "queue"): T {
	return new Proxy(target, {
		get(binding, key) {
			const value: unknown = Reflect.get(binding, key);
			if (typeof value !== "function") {
				return value;
			}
			return (...args: unknown[]) => {
				count(`${system} ${String(key)}`);
				const run = async () => Reflect.apply(value as Method, binding, args);
				return currentInvocation()?.connections.hold(run) ?? run();
			};
		},
	});
}

/** Each method called on a stub is a request that is billed. */
function countedObjects<T extends Rpc.DurableObjectBranded | undefined>(
	namespace: DurableObjectNamespace<T>,
): DurableObjectNamespace<T> {
	return new Proxy(namespace, {
		get(target, key) {
			const value: unknown = Reflect.get(target, key);
			if (typeof value !== "function") {
				return value;
			}
			return (...args: unknown[]) => {
				const found = Reflect.apply(value as Method, target, args);
				return key === "get" || key === "getByName" ? countedStub(found as object) : found;
			};
		},
	});
}

function countedStub(stub: object): object {
	return new Proxy(stub, {
		get(target, key) {
			const value: unknown = Reflect.get(target, key);
			if (typeof value !== "function") {
				return value;
			}
			return async (...args: unknown[]) => {
				count("object requests");
				const startedAt = Date.now();
				try {
					// Not value.apply: on a stub that would be a call of its own.
					return await Reflect.apply(value as Method, target, args);
				} finally {
					count("object ms", Date.now() - startedAt);
				}
			};
		},
	});
}
