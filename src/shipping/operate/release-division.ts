import { refusal } from "../../lib/errors.ts";
import type { Change } from "../ports/changes.ts";
import type { Division, DivisionSetupStore, ReleaseTicks } from "../ports/divisions.ts";
import type { AccountSetupStore } from "../ports/fedex-accounts.ts";
import type { WakeUps } from "../ports/platform.ts";
import { OTHER_DEPLOYMENT } from "../ports/webhooks.ts";
import { invalidFields, requireDone, requireFound } from "../refusals.ts";
import { requireMapped } from "./poll-now.ts";

export type ReleaseDeps = {
	divisions: DivisionSetupStore;
	accounts: AccountSetupStore;
	wakeUps: WakeUps;
	/** Asks Exact who is told about the division. */
	lookAtSubscriptions(divisionId: string): Promise<void>;
};

/** So many wrong ids are named; the rest is only counted by the caller's own list. */
const NAMED_MAX = 100;

/**
 * Goes live with exactly the previewed orders that a person ticked. The others are held back for a person; what is
 * first found ready after this instant ships by itself. Of two releases at once one wins and the other changes nothing.
 */
export async function releaseDivision(
	divisionId: string,
	opening: { mode: "live" | "shadow"; orders: ReleaseTicks },
	change: Change,
	deps: ReleaseDeps,
): Promise<Division> {
	const division = requireFound("division", divisionId, await deps.divisions.find(divisionId));
	requireMapped(division);
	if (division.mode !== "hold" && division.mode !== "shadow") {
		throw refusal(
			"division.not_in_hold",
			`The division is ${division.mode}. Only one that is in hold or in shadow can be released.`,
		);
	}
	if (division.lastPollAt === null) {
		throw refusal(
			"division.not_read",
			"The division was not read to its end yet, so it is not known what would ship. Wait for the first poll, or ask for one.",
		);
	}
	await requireOnlyDeployment(divisionId, change.now, deps);
	await requireTrackCredentials(division, deps.accounts);
	await requireTickable(divisionId, opening.orders, deps.divisions);
	requireDone(
		await deps.divisions.release(division, { mode: opening.mode, ticked: opening.orders }, change),
	);
	await deps.wakeUps.send("poll", divisionId);
	return requireFound("division", divisionId, await deps.divisions.find(divisionId));
}

/**
 * Two deployments would ship the same orders. What was not looked at yet is looked at now; one that is refused is
 * looked at again, so that the next try knows.
 */
async function requireOnlyDeployment(
	divisionId: string,
	now: number,
	deps: ReleaseDeps,
): Promise<void> {
	if (await deps.divisions.hasUnlookedSubscription(divisionId)) {
		await deps.divisions.checkSubscriptions(divisionId, now);
		await deps.lookAtSubscriptions(divisionId);
	}
	const reason = await deps.divisions.findRefusedSubscription(divisionId, OTHER_DEPLOYMENT);
	if (reason === null) {
		return;
	}
	await deps.divisions.checkSubscriptions(divisionId, now);
	await deps.wakeUps.send("subscribe", divisionId);
	throw refusal(OTHER_DEPLOYMENT, `${reason.message} ${reason.remedy}`, [reason]);
}

/** Without them a lost answer of FedEx could never be looked up. */
async function requireTrackCredentials(
	division: Division,
	accounts: AccountSetupStore,
): Promise<void> {
	const ids = new Set([
		division.fedexAccountId ?? "",
		...(division.settings?.billing?.costCentres ?? []).flatMap(
			({ fedexAccountId }) => fedexAccountId ?? [],
		),
	]);
	for (const id of ids) {
		const credentials = await accounts.findCredentials(id);
		if (credentials === undefined || credentials.track.clientId === "") {
			throw refusal(
				"fedex_account.no_track_credentials",
				"A FedEx account that the division ships with has no Track credentials, and going live needs them to find a shipment whose answer was lost.",
			);
		}
	}
}

async function requireTickable(
	divisionId: string,
	ticks: ReleaseTicks,
	divisions: DivisionSetupStore,
): Promise<void> {
	if (ticks === "all") {
		return;
	}
	const tickable = new Set(await divisions.listTickable(divisionId, ticks));
	const wrong = [...ticks.entries()].filter(([, id]) => !tickable.has(id));
	if (wrong.length > 0) {
		throw invalidFields(
			wrong.slice(0, NAMED_MAX).map(([place, id]) => ({
				field: `orders.${place}`,
				message: `Order ${id} is not among the ready orders of the preview.`,
				remedy: "Read the preview again and leave out what is not ready.",
			})),
		);
	}
}
