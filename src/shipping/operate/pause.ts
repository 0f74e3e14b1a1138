import type { Change } from "../ports/changes.ts";
import type { Division, DivisionSetupStore } from "../ports/divisions.ts";
import type { AccountSetupStore, FedexAccount } from "../ports/fedex-accounts.ts";
import type { SystemStore } from "../ports/machinery.ts";
import type { WakeUps } from "../ports/platform.ts";
import { requireDone, requireFound } from "../refusals.ts";

/** Pausing what is paused, or resuming what runs, changes nothing and is no error. */

export async function pauseDivision(
	id: string,
	isPaused: boolean,
	change: Change,
	deps: { divisions: DivisionSetupStore; wakeUps: WakeUps },
): Promise<Division> {
	const division = requireFound("division", id, await deps.divisions.find(id));
	if ((division.pausedAt !== null) === isPaused) {
		return division;
	}
	requireDone(await deps.divisions.setPaused(division, isPaused, change));
	if (!isPaused) {
		await deps.wakeUps.send("poll", id);
		await deps.wakeUps.send("ship", id);
	}
	return requireFound("division", id, await deps.divisions.find(id));
}

export async function pauseFedexAccount(
	id: string,
	isPaused: boolean,
	change: Change,
	accounts: AccountSetupStore,
): Promise<FedexAccount> {
	const account = requireFound("fedex_account", id, await accounts.find(id));
	if ((account.pausedAt !== null) === isPaused) {
		return account;
	}
	requireDone(await accounts.setPaused(account, isPaused, change));
	return requireFound("fedex_account", id, await accounts.find(id));
}

export async function pauseEverything(
	isPaused: boolean,
	change: Change,
	system: SystemStore,
): Promise<{ pausedAt: number | null }> {
	const pausedAt = await system.pausedAt();
	if ((pausedAt !== null) === isPaused) {
		return { pausedAt };
	}
	requireDone(await system.setPaused(isPaused, change));
	return { pausedAt: await system.pausedAt() };
}
