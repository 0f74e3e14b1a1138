import { count } from "./counters.ts";

type Writer = (this: unknown, ...args: unknown[]) => unknown;

const seen = new WeakSet<object>();

/** What Durable Objects write is billed by the row; their storage is the runtime's, so its prototype counts. */
export function countStorage(storage: DurableObjectStorage): void {
	countWrites(storage, ["put", "delete", "setAlarm"]);
	countWrites(storage.kv, ["put", "delete"]);
}

function countWrites(object: object, names: readonly string[]): void {
	const prototype = Object.getPrototypeOf(object) as object;
	if (seen.has(prototype)) {
		return;
	}
	seen.add(prototype);
	for (const name of names) {
		const write = Reflect.get(prototype, name) as Writer;
		Object.defineProperty(prototype, name, {
			configurable: true,
			value(this: unknown, ...args: unknown[]) {
				count("object rows written");
				return write.apply(this, args);
			},
		});
	}
}
