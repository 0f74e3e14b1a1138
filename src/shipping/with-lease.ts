import { newId } from "../lib/ids.ts";
import type { ShippingDeps } from "./deps.ts";
import { LIMITS } from "./limits.ts";
import type { WakeUpKind } from "./ports.ts";

/** "unfinished": the next wake-up has to go on. */
export type RunOutcome = "done" | "unfinished";

/** False once the run has used its time or lost its lease, which each asking renews. */
export type MayGoOn = () => Promise<boolean>;

/**
 * One run at a time for a scope. Whoever finds the lease taken does nothing: its holder, or the clock, looks again. The
 * wake-up that hands an unfinished run over is sent once the lease is given back, because one that meets it is lost.
 */
export async function withLease(
	{ kind, scope, leaseMs }: { kind: WakeUpKind; scope: string; leaseMs: number },
	deps: Pick<ShippingDeps, "clock" | "leases" | "wakeUps">,
	work: (mayGoOn: MayGoOn) => Promise<RunOutcome>,
): Promise<void> {
	const startedAt = deps.clock.now();
	const holder = newId("run", startedAt);
	const renew = () => {
		const now = deps.clock.now();
		return deps.leases.acquire(kind, scope, { holder, now, until: now + leaseMs });
	};
	if (!(await renew())) {
		return;
	}
	let outcome: RunOutcome = "done";
	try {
		outcome = await work(
			async () => deps.clock.now() - startedAt < LIMITS.runMs && (await renew()),
		);
	} finally {
		await deps.leases.release(kind, scope, holder);
	}
	if (outcome === "unfinished") {
		await deps.wakeUps.send(kind, scope);
	}
}
