import { readAudit } from "../api/audit.ts";
import { type Api, type HttpContext, newApi } from "../context.ts";
import { spokenLanguage } from "./language.ts";
import { showPage } from "./page.tsx";
import { Filters, TextFilter } from "./parts/filters.tsx";
import { dayOf, pageOf, queryOf } from "./parts/query.ts";
import { At, Nothing, Pager } from "./parts/texts.tsx";
import { DUTCH_ACTIONS } from "./texts/nl/actions.ts";
import { t } from "./texts/t.ts";

const LIST = "/console/audit";

type Entry = Awaited<ReturnType<typeof readAudit>>["items"][number];

export function auditPages(): Api {
	const routes = newApi();
	routes.get(LIST, showAudit);
	return routes;
}

async function showAudit(c: HttpContext): Promise<Response> {
	const query = queryOf(c, ["subject", "actor", "action", "from"]);
	const filter = {
		subject: query.get("subject") ?? undefined,
		actor: query.get("actor") ?? undefined,
		action: query.get("action") ?? undefined,
		from: dayOf(query.get("from")),
	};
	const { items, nextCursor } = await readAudit(c, filter, pageOf(query));
	return showPage(c, { title: t.audit.audit }, () => (
		<>
			<Filters path={LIST}>
				<TextFilter
					name="subject"
					label={t.audit.subject}
					value={query.get("subject")}
					placeholder="shipment:shp_…"
				/>
				<TextFilter
					name="actor"
					label={t.common.who}
					value={query.get("actor")}
					placeholder="operator:admin"
				/>
				<TextFilter
					name="action"
					label={t.common.what}
					value={query.get("action")}
					placeholder="shipment.labelled"
				/>
				<TextFilter name="from" label={t.common.since} value={query.get("from")} type="date" />
			</Filters>
			{items.length === 0 ? (
				<Nothing>{t.audit.nothingMatches}</Nothing>
			) : (
				<AuditTable entries={items} isLinked />
			)}
			<Pager path={LIST} query={query} nextCursor={nextCursor} />
		</>
	));
}

export function AuditTable(props: { entries: readonly Entry[]; isLinked?: boolean }) {
	return (
		<div class="scroll">
			<table class="list flows">
				<thead>
					<tr>
						<th>{t.common.when}</th>
						<th>{t.common.what}</th>
						{props.isLinked === true ? <th>{t.audit.subject}</th> : null}
						<th>{t.common.who}</th>
						<th>{t.audit.details}</th>
					</tr>
				</thead>
				<tbody>
					{props.entries.map(({ at, actor, actorName, action, subject, details }) => (
						<tr>
							<td>
								<At iso={at} hasSeconds />
							</td>
							<td title={action}>{actionInWords(action)}</td>
							{props.isLinked === true ? (
								<td class="mono small">
									<a href={`${LIST}?subject=${encodeURIComponent(subject)}`}>{subject}</a>
								</td>
							) : null}
							<td title={actor}>{actorName ?? actor}</td>
							<td class="details">
								{Object.entries(details).map(([name, value]) => (
									<span>
										{name} <Value value={value} />
									</span>
								))}
							</td>
						</tr>
					))}
				</tbody>
			</table>
		</div>
	);
}

/** In English by its code, which is also what the filter takes. */
function actionInWords(action: string): string {
	return spokenLanguage() === "nl" ? (DUTCH_ACTIONS[action] ?? action) : action;
}

/** Hashes are told apart by their beginning; the whole one is behind it. */
function Value({ value }: { value: unknown }) {
	const text = toText(value);
	const short = text.replaceAll(/\b([0-9a-f]{12})[0-9a-f]{52}\b/g, "$1…");
	return <b title={short === text ? undefined : text}>{short}</b>;
}

function toText(value: unknown): string {
	if (Array.isArray(value)) {
		return value.map(toText).join(", ");
	}
	return typeof value === "object" && value !== null
		? Object.values(value).map(toText).join(" ")
		: String(value);
}
