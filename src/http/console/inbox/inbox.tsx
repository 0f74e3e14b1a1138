import { INBOX_KINDS, type InboxGroup, listInbox } from "../../../db/list-inbox.ts";
import { type Api, type HttpContext, newApi } from "../../context.ts";
import { act } from "../act.ts";
import { readForm } from "../form.ts";
import { showPage } from "../page.tsx";
import { divisionPlaces } from "../parts/division-names.ts";
import { oneOf, queryOf } from "../parts/query.ts";
import { Nothing } from "../parts/texts.tsx";
import { t } from "../texts/t.ts";
import { GroupCard } from "./group-card.tsx";
import { DoubtfulPapers, NO_PAPERS, readDoubtfulPapers } from "./papers.tsx";
import { tryAgain } from "./try-again.ts";
import { readWholes, Wholes } from "./wholes.tsx";

const INBOX = "/console/inbox";
const SHOWN_OF_EACH = 10;
const SHOWN_OF_ONE = 500;

/** Everything that needs a person, on one page and by its cause. */
export function inboxPages(): Api {
	const routes = newApi();
	routes.get(INBOX, showInbox);
	routes.post(`${INBOX}/again`, async (c) => {
		const form = await readForm(c);
		return act(c, INBOX, () => tryAgain(c, form));
	});
	return routes;
}

async function showInbox(c: HttpContext): Promise<Response> {
	const query = queryOf(c, ["kind", "code"]);
	const kind = oneOf(INBOX_KINDS, query.get("kind"));
	const code = query.get("code");
	const isWhole = kind === undefined && code === null;
	const [groups, places, wholes, papers] = await Promise.all([
		listInbox(c.var.services.db, {
			...(kind === undefined ? {} : { kind }),
			...(code === null ? {} : { code }),
			itemsOfEach: isWhole ? SHOWN_OF_EACH : SHOWN_OF_ONE,
		}),
		divisionPlaces(c),
		isWhole ? readWholes(c) : [],
		isWhole ? readDoubtfulPapers(c) : NO_PAPERS,
	]);
	const trail = isWhole ? undefined : [{ path: INBOX, label: t.inbox.inbox }];
	const head = { title: t.inbox.inbox, ...(trail === undefined ? {} : { trail }) };
	return showPage(c, head, (token) => (
		<>
			<p class="quiet lead">{t.inbox.whatWaitsForA}</p>
			<div data-live="inbox" data-says={saysOf(groups, wholes.length + papers.count)}>
				{groups.length + wholes.length + papers.count === 0 ? (
					<Nothing>{t.inbox.nothingWaitsForA}</Nothing>
				) : null}
				<Wholes wholes={wholes} token={token} />
				<DoubtfulPapers papers={papers} token={token} />
				{groups.map((group) => (
					<GroupCard
						group={group}
						token={token}
						places={places}
						orderPage={c.var.services.orderPage}
						rest={restOf(group)}
					/>
				))}
			</div>
		</>
	));
}

function saysOf(groups: readonly InboxGroup[], wholes: number): string {
	const waiting = groups.reduce((sum, { count }) => sum + count, wholes);
	return waiting === 1 ? t.inbox.n1WaitsForA : t.inbox.waitForAPerson(waiting);
}

/** Where the ones that are not shown are. */
function restOf({ kind, code, count, items }: InboxGroup): string | null {
	return count > items.length && items.length <= SHOWN_OF_EACH
		? `${INBOX}?${new URLSearchParams({ kind, code })}`
		: null;
}
