import type { ShippingDeps } from "../deps.ts";
import { LIMITS } from "../model/limits.ts";

/** Nothing is sent with the account until its probe is let through. One that stands still only gets its next probe. */
export async function suspendAccount(
	accountId: string,
	why: { code: string; message: string; dueAt?: number },
	deps: Pick<ShippingDeps, "accounts" | "clock" | "log">,
): Promise<void> {
	const now = deps.clock.now();
	const { code, message, dueAt = now + LIMITS.suspendedProbeMs } = why;
	await deps.accounts.suspend(accountId, { code, message, now, probeAt: dueAt });
	deps.log.warn("account.suspended", { accountId, code });
}
