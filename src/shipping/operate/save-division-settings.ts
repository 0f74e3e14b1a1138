import { type DivisionSettings, followsDeliveries } from "../model/division-settings.ts";
import { LIMITS } from "../model/limits.ts";
import { busiestDayRuns, nextRunAt } from "../model/schedule.ts";
import type { Change } from "../ports/changes.ts";
import type { Division, DivisionSetupStore } from "../ports/divisions.ts";
import type { AccountSetupStore } from "../ports/fedex-accounts.ts";
import type { WakeUps } from "../ports/platform.ts";
import { invalidField, invalidFields, requireDone, requireFound } from "../refusals.ts";
import { findContradictions } from "./find-contradictions.ts";

/**
 * Replaces the whole settings. The first ones put the division into `hold`, have it read at once and its webhooks
 * subscribed, so that a release finds them made; later ones have subscriptions that failed tried again. Another date
 * to read from starts the feeds anew until the first release; after it orders have been shipped from them. Another
 * trigger puts the division on hold: what it would ship is something else now, also of what was shipped by hand
 * before, so a person looks at the preview and releases it again.
 */
export async function saveDivisionSettings(
	divisionId: string,
	settings: DivisionSettings,
	change: Change,
	deps: { divisions: DivisionSetupStore; accounts: AccountSetupStore; wakeUps: WakeUps },
): Promise<Division> {
	const division = requireFound("division", divisionId, await deps.divisions.find(divisionId));
	if ((await deps.accounts.find(settings.fedexAccountId)) === undefined) {
		throw invalidField({
			field: "fedexAccountId",
			message: `There is no FedEx account ${settings.fedexAccountId}.`,
			remedy: "Give the id of one, as GET /api/v1/fedex-accounts lists them.",
		});
	}
	await requireAccounts(settings, deps.accounts);
	const contradictions = findContradictions(settings);
	if (contradictions.length > 0) {
		throw invalidFields(contradictions);
	}
	requireAffordable(settings, change.now);
	const isReadAgain =
		division.releasedAt === null &&
		division.settings !== null &&
		division.settings.readFrom !== settings.readFrom;
	const isRetriggered =
		division.settings !== null && division.settings.trigger !== settings.trigger;
	const isReadNow = division.mode === "off" || isReadAgain || isRetriggered;
	const next = {
		settings,
		mode: division.mode === "off" || isRetriggered ? ("hold" as const) : division.mode,
		isReadNow,
		nextPollAt: nextPollAt(division, settings, change.now),
		isReadAgain,
	};
	requireDone(await deps.divisions.saveSettings(division, next, change));
	if (isReadNow) {
		await deps.wakeUps.send("poll", divisionId);
	}
	await deps.wakeUps.send("subscribe", divisionId);
	return requireFound("division", divisionId, await deps.divisions.find(divisionId));
}

async function requireAccounts(
	{ billing }: DivisionSettings,
	accounts: AccountSetupStore,
): Promise<void> {
	const wanted = billing.costCentres.flatMap(({ fedexAccountId }) => fedexAccountId ?? []);
	const unknown = new Set<string>();
	for (const id of new Set(wanted)) {
		if ((await accounts.find(id)) === undefined) {
			unknown.add(id);
		}
	}
	const wrong = [...billing.costCentres.entries()].filter(([, { fedexAccountId }]) =>
		unknown.has(fedexAccountId ?? ""),
	);
	if (wrong.length > 0) {
		throw invalidFields(
			wrong.map(([at, { costCentre, fedexAccountId }]) => ({
				field: `billing.costCentres.${at}.fedexAccountId`,
				message: `There is no FedEx account ${fedexAccountId} for cost centre ${costCentre}.`,
				remedy: "Give the id of one, as GET /api/v1/fedex-accounts lists them.",
			})),
		);
	}
}

/** A schedule that Exact's calls of a day can't carry would leave none for the Documents. */
function requireAffordable(settings: DivisionSettings, now: number): void {
	const polls = busiestDayRuns(settings.schedule, settings.timeZone, now);
	const each =
		LIMITS.exactCallsPerPoll + (followsDeliveries(settings) ? LIMITS.exactCallsForDeliveries : 0);
	const calls = polls * each;
	const affordable = LIMITS.exactDayCalls * LIMITS.pollShareOfDay;
	if (calls > affordable) {
		throw invalidField({
			field: "schedule",
			message: `It polls ${polls} times on its busiest day, about ${each} calls each: ${calls} calls, and polls may take ${affordable} of the ${LIMITS.exactDayCalls} that Exact allows a division a day.`,
			remedy: `Poll at most ${Math.floor(affordable / each)} times a day, for instance */5 7-18 * * mon-fri.`,
		});
	}
}

/** A poll that is due already stays due. */
function nextPollAt(division: Division, settings: DivisionSettings, now: number): number | null {
	return division.pollDueAt !== null && division.pollDueAt <= now
		? division.pollDueAt
		: nextRunAt(settings.schedule, settings.timeZone, now);
}
