import { listConnections } from "../../../db/connections.ts";
import { listFedexAccounts } from "../../../db/fedex-accounts.ts";
import { listUnreadDivisions } from "../../../db/list-divisions.ts";
import { listWebhookEndpoints } from "../../../db/webhook-endpoints.ts";
import type { Problem } from "../../../lib/errors.ts";
import { MENDED_ELSEWHERE } from "../../../shipping/poll/poll-problem.ts";
import type { HttpContext } from "../../context.ts";
import { PostForm } from "../parts/forms.tsx";
import { Card } from "../parts/texts.tsx";
import { sayProblem } from "../say-problem.ts";
import { t } from "../texts/t.ts";
import { sayAnswer } from "../webhooks/say-answer.ts";

const READ_MAX = 200;

/** What stands still as a whole: many orders wait for one thing. */
type Whole = {
	title: string;
	path: string;
	message: string;
	remedy: string;
	/** What tries it again, where a click on the page that it leads to is not the way. */
	button?: { label: string; action: string };
};

export async function readWholes(c: HttpContext): Promise<Whole[]> {
	const { db } = c.var.services;
	const page = { limit: READ_MAX, cursor: undefined };
	const [connections, accounts, divisions, webhooks] = await Promise.all([
		listConnections(db, page),
		listFedexAccounts(db, page),
		listUnreadDivisions(db, { except: MENDED_ELSEWHERE, limit: READ_MAX }),
		listWebhookEndpoints(db),
	]);
	return [
		...connections
			.filter(({ status }) => status === "needs_reauthorization")
			.map(({ id, name }) => ({
				title: t.inbox.connection(name),
				path: `/console/connections/${id}`,
				message: t.inbox.exactsConsentHasEnded,
				remedy: t.inbox.openTheConnectionAnd,
			})),
		...accounts
			.filter(({ suspendedAt }) => suspendedAt !== null)
			.map(({ id, name, suspendedMessage }) => ({
				title: t.inbox.fedexAccount(name),
				path: `/console/fedex-accounts/${id}`,
				message: suspendedMessage ?? t.inbox.fedexRefusesTheAccount,
				remedy: t.inbox.mendItAtFedex,
				button: {
					label: t.inbox.fixedCheckIt,
					action: `/console/fedex-accounts/${id}/check`,
				},
			})),
		...divisions.map(({ id, name, pollProblem: problem }) => ({
			title: t.inbox.divisionCantBeRead(name),
			path: `/console/divisions/${id}`,
			...said(problem),
			button: { label: t.inbox.fixedReadItNow, action: `/console/divisions/${id}/poll` },
		})),
		...webhooks
			.filter(({ state, failingSince }) => state === "disabled" && failingSince !== null)
			.map(({ id, name, lastCode }) => ({
				title: t.webhooks.inInbox(name),
				path: `/console/webhooks/${id}`,
				message: t.webhooks.tookNothing(
					lastCode === null ? t.webhooks.noAnswer : sayAnswer(lastCode),
				),
				remedy: t.webhooks.mendReceiver,
				button: { label: t.webhooks.fixedEnable, action: `/console/webhooks/${id}/enable` },
			})),
	];
}

export function Wholes({ wholes, token }: { wholes: readonly Whole[]; token: string }) {
	return (
		<>
			{wholes.map(({ title, path, message, remedy, button }) => (
				<Card
					title={title}
					aside={
						<span class="actions">
							<a href={path}>{t.inbox.open}</a>
							{button === undefined ? null : (
								<PostForm
									token={token}
									action={button.action}
									label={button.label}
									name={`${button.label}: ${title}`}
									kind="primary"
								/>
							)}
						</span>
					}
				>
					<div class="reason">
						<p>{message}</p>
						<p class="remedy">{remedy}</p>
					</div>
				</Card>
			))}
		</>
	);
}

function said(problem: Problem | null): { message: string; remedy: string } {
	const { message, remedy } = problem === null ? { message: "", remedy: "" } : sayProblem(problem);
	return { message, remedy };
}
