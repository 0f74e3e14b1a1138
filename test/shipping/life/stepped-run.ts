/**
 * A run of the program that goes on only as far as it is told: it stops before each call to a port, and again before
 * it hears the answer. So it can be overtaken at any await, cut off there for good, or told that the call failed.
 */
export class SteppedRun {
	/** Where it passed, for a failure's report. */
	readonly trace: string[] = [];
	isEnded = false;
	#isFree = false;
	#isDead = false;
	readonly #waiting: Stop[] = [];
	readonly #work: Promise<void>;
	#onStop: () => void = () => {};

	readonly begunAt: number;

	constructor(start: (run: SteppedRun) => Promise<void>, begunAt: number) {
		this.begunAt = begunAt;
		this.#work = start(this)
			// What a run throws is logged by whoever woke it; its rows are due again by themselves.
			.catch(() => {})
			.finally(() => {
				this.isEnded = true;
				this.#onStop();
			});
	}

	/** Where it stands still. */
	get at(): string | undefined {
		return this.#waiting[0]?.place;
	}

	/** Lets it come to its first stop. */
	async begin(): Promise<void> {
		if (this.at === undefined && !this.isEnded) {
			await this.#nextStop();
		}
	}

	/** Past so many stops, or less when it ends. */
	async step(count: number): Promise<void> {
		for (let passed = 0; passed < count && !this.isEnded; passed += 1) {
			const stop = this.#waiting.shift();
			const next = this.#nextStop();
			stop?.go();
			await next;
		}
	}

	/** Up to the next stop of that name, or to its end. */
	async goTo(place: string): Promise<void> {
		do {
			await this.step(1);
		} while (!this.isEnded && this.at !== place);
	}

	/** The call that it stands before fails, or its answer is lost, with an error that nobody classified. */
	async fail(): Promise<void> {
		const stop = this.#waiting.shift();
		const next = this.#nextStop();
		stop?.fail(new Error("D1_ERROR: D1 DB is overloaded."));
		await next;
	}

	async finish(): Promise<void> {
		this.#isFree = true;
		for (const stop of this.#waiting.splice(0)) {
			stop.go();
		}
		await this.#work;
	}

	/** Nothing of it ever happens again. */
	crash(): void {
		this.#isDead = true;
		this.#waiting.splice(0);
	}

	/** A port whose calls stop. */
	stepped<P extends object>(name: string, port: P, isSync: readonly string[] = []): P {
		return new Proxy(port, {
			get: (target, key) => {
				const found: unknown = Reflect.get(target, key, target);
				if (typeof found !== "function" || isSync.includes(String(key))) {
					return typeof found === "function" ? found.bind(target) : found;
				}
				return async (...args: unknown[]) => {
					const place = `${name}.${String(key)}`;
					await this.#stop(place);
					const outcome = await Promise.allSettled([found.apply(target, args)]);
					await this.#stop(`${place} answered`);
					const [one] = outcome;
					if (one.status === "rejected") {
						throw one.reason;
					}
					return one.value;
				};
			},
		});
	}

	#stop(place: string): Promise<void> {
		if (this.#isDead) {
			return new Promise(() => {});
		}
		this.trace.push(place);
		if (this.#isFree) {
			return Promise.resolve();
		}
		return new Promise((go, fail) => {
			this.#waiting.push({ place, go, fail });
			this.#onStop();
		});
	}

	/** A branch of the run may end without another stop while the others stand still. */
	#nextStop(): Promise<void> {
		return new Promise((resolve) => {
			this.#onStop = resolve;
			if (this.#waiting.length > 0) {
				setTimeout(resolve, 100);
			}
		});
	}
}

type Stop = { place: string; go: () => void; fail: (error: Error) => void };
