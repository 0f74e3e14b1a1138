import type { Child } from "hono/jsx";

import type { OpenOrders } from "../../../db/ready-counts.ts";
import type { Division } from "../../../shipping/ports/divisions.ts";
import type { FedexAccount } from "../../../shipping/ports/fedex-accounts.ts";
import { At, Badge, Card } from "../parts/texts.tsx";
import { scheduleInWords } from "./schedule-words.ts";
import { Step, stateOf } from "./step.tsx";

const SHADOW = "Tried in shadow";

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
			title: "Mapped",
			isDone: settings !== null && account !== undefined,
			body: (
				<p>
					{account === undefined ? (
						"No FedEx account"
					) : (
						<a href={`/console/fedex-accounts/${account.id}`}>{account.name}</a>
					)}{" "}
					· <a href={`${path}/settings`}>Settings</a>
				</p>
			),
		},
		{
			title: "Read by schedule",
			isDone: lastPollAt !== null && pollProblem === null,
			body: (
				<p>
					{settings === null ? "" : `${scheduleInWords(settings.schedule, settings.timeZone)}; `}
					last <At ms={lastPollAt} empty="never yet" />
					{pollProblem === null ? "" : `. ${pollProblem.message} ${pollProblem.remedy}`}
				</p>
			),
		},
		{
			title: "Ready rule, and what it takes right now",
			isDone: lastPollAt !== null,
			body: (
				<p>
					{lastPollAt === null ? (
						"Shown once it was read."
					) : (
						<>
							<strong>{of("ready")} ready</strong>, {of("not_ready")} not ready, {of("blocked")}{" "}
							blocked
							{of("held_back") === 0 ? "" : `, ${of("held_back")} left out by a release`}.{" "}
							<a href={`${path}/settings#s-readyRule`}>The rule</a> ·{" "}
							<a
								href={
									isLive(division) ? `/console/orders?divisionId=${division.id}` : `${path}/preview`
								}
							>
								{isLive(division) ? "The orders" : "The preview"}
							</a>
						</>
					)}
				</p>
			),
		},
		{
			title: SHADOW,
			isDone: mode === "shadow",
			body: (
				<p class="hint">
					{mode === "hold"
						? "Optional: everything is planned as if it were live, and nothing is bought. Begin it from the preview, or go live at once."
						: "Everything is planned as if it were live."}
				</p>
			),
		},
		{
			title: "Live",
			isDone: isLive(division),
			body: isLive(division) ? (
				<p class="hint">What is ready becomes a label by itself.</p>
			) : (
				<a class="button primary" href={`${path}/preview`}>
					Preview and go live
				</a>
			),
		},
	];
	// Who went live at once did not skip anything.
	return steps.filter(({ title }) => title !== SHADOW || !isLive(division));
}
