/**
 * The state of a twin: named collections of JSON values. Every change is announced, so that a Node process
 * can append it to a file and replay it after a restart; inside tests nothing listens.
 */
export type StoreChange = { collection: string; key: string; value: unknown };

export class Collection<T> {
	readonly #name: string;
	readonly #items = new Map<string, T>();
	readonly #announce: (change: StoreChange) => void;

	constructor(name: string, announce: (change: StoreChange) => void) {
		this.#name = name;
		this.#announce = announce;
	}

	get size(): number {
		return this.#items.size;
	}

	get(key: string): T | undefined {
		return this.#items.get(key);
	}

	/** Stores the value; call it again after mutating a stored object, or the change is not kept. */
	set(key: string, value: T): T {
		this.#items.set(key, value);
		this.#announce({ collection: this.#name, key, value });
		return value;
	}

	delete(key: string): void {
		if (this.#items.delete(key)) {
			this.#announce({ collection: this.#name, key, value: null });
		}
	}

	values(): T[] {
		return [...this.#items.values()];
	}

	entries(): [string, T][] {
		return [...this.#items.entries()];
	}

	/** Puts a value back without announcing it; only a replay does this. */
	restore(key: string, value: T | null): void {
		if (value === null) {
			this.#items.delete(key);
		} else {
			this.#items.set(key, value);
		}
	}
}

export class Store {
	readonly #collections = new Map<string, Collection<unknown>>();
	readonly #listeners: ((change: StoreChange) => void)[] = [];

	collection<T>(name: string): Collection<T> {
		let found = this.#collections.get(name);
		if (found === undefined) {
			found = new Collection<unknown>(name, (change) => {
				for (const listener of this.#listeners) {
					listener(change);
				}
			});
			this.#collections.set(name, found);
		}
		return found as Collection<T>;
	}

	onChange(listener: (change: StoreChange) => void): void {
		this.#listeners.push(listener);
	}

	replay(change: StoreChange): void {
		this.collection<unknown>(change.collection).restore(change.key, change.value);
	}

	/** Everything there is, as the shortest list of changes that rebuilds it. */
	snapshot(): StoreChange[] {
		return [...this.#collections.entries()].flatMap(([collection, items]) =>
			items.entries().map(([key, value]) => ({ collection, key, value })),
		);
	}
}
