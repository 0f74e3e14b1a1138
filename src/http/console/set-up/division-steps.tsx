import type { Child } from "hono/jsx";

import type { OpenOrders } from "../../../db/ready-counts.ts";
import type { Division } from "../../../shipping/ports/divisions.ts";
import type { FedexAccount } from "../../../shipping/ports/fedex-accounts.ts";
import { At, Badge, Card } from "../parts/texts.tsx";
import { sayProblem } from "../say-problem.ts";
import { t } from "../texts/t.ts";
import { scheduleInWords } from "./schedule-words.ts";
import { Step, stateOf } from "./step.tsx";

const shadowTitle = () => t.setUp.triedInShadow;

export function isLive({ mode }: Pick<Division, "mode">): boolean {
	return mode === "live";
}

/** How far a mapped division is on its way from hold to live. */
export function DivisionSteps(props: {
	division: Division;
	accounts: readonly FedexAccount[];
	counts: readonly OpenOrders[];
}) {
	const { division } = props;
	const steps = stepsOf(props);
	const next = steps.findIndex(({ isDone }) => !isDone);
	return (
		<Card
			title={division.name}
			aside={
				<span>
					<span class="quiet">{division.code}</span> <Badge value={division.mode} />
				</span>
			}
		>
			<ol class="set-up">
				{steps.map(({ title, isDone, body }, at) => (
					<Step title={title} state={stateOf(isDone, at === next)}>
						{body}
					</Step>
				))}
			</ol>
		</Card>
	);
}

function stepsOf({ division, accounts, counts }: Parameters<typeof DivisionSteps>[0]) {
	const path = `/console/divisions/${division.id}`;
	const { settings, mode, lastPollAt, pollProblem } = division;
	const account = accounts.find(({ id }) => id === division.fedexAccountId);
	const of = (state: OpenOrders["state"]) =>
		counts.find((count) => count.state === state)?.count ?? 0;
	const steps: { title: string; isDone: boolean; body: Child }[] = [
		{
			title: t.setUp.mapped,
			isDone: settings !== null && account !== undefined,
			body: (
				<p>
					{account === undefined ? (
						t.setUp.noFedexAccount
					) : (
						<a href={`/console/fedex-accounts/${account.id}`}>{account.name}</a>
					)}{" "}
					· <a href={`${path}/settings`}>{t.common.settings}</a>
				</p>
			),
		},
		{
			title: t.setUp.readBySchedule,
			isDone: lastPollAt !== null && pollProblem === null,
			body: (
				<p>
					{settings === null ? "" : `${scheduleInWords(settings.schedule, settings.timeZone)}; `}
					{t.setUp.last} <At ms={lastPollAt} empty={t.setUp.neverYet} />
					{pollProblem === null ? "" : `. ${inWords(sayProblem(pollProblem))}`}
				</p>
			),
		},
		{
			title: t.setUp.readyRuleAndWhat,
			isDone: lastPollAt !== null,
			body: (
				<p>
					{lastPollAt === null ? (
						t.setUp.shownOnceItWas
					) : (
						<>
							<strong>
								{of("ready")} {t.setUp.ready}
							</strong>
							, {of("not_ready")} {t.setUp.notReady} {of("blocked")} {t.setUp.blocked}
							{of("held_back") === 0 ? "" : t.setUp.leftOutByA(of("held_back"))}.{" "}
							<a href={`${path}/settings#s-readyRule`}>{t.setUp.theRule}</a> ·{" "}
							<a
								href={
									isLive(division) ? `/console/orders?divisionId=${division.id}` : `${path}/preview`
								}
							>
								{isLive(division) ? t.setUp.theOrders : t.setUp.thePreview}
							</a>
						</>
					)}
				</p>
			),
		},
		{
			title: shadowTitle(),
			isDone: mode === "shadow",
			body: (
				<p class="hint">
					{mode === "hold" ? t.setUp.optionalEverythingIsPlanned : t.setUp.everythingIsPlannedAs}
				</p>
			),
		},
		{
			title: t.setUp.live,
			isDone: isLive(division),
			body: isLive(division) ? (
				<p class="hint">{t.setUp.whatIsReadyBecomes}</p>
			) : (
				<a class="button primary" href={`${path}/preview`}>
					{t.setUp.previewAndGoLive}
				</a>
			),
		},
	];
	// Who went live at once did not skip anything.
	return steps.filter(({ title }) => title !== shadowTitle() || !isLive(division));
}

function inWords({ message, remedy }: { message: string; remedy: string }): string {
	return `${message} ${remedy}`;
}
