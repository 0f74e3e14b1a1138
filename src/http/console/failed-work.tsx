import { replayFailedWork } from "../../shipping/operate/replay-failed-work.ts";
import { readFailedWork } from "../api/failed-work.ts";
import { type Api, changeOf, type HttpContext, newApi } from "../context.ts";
import { act } from "./act.ts";
import { readForm } from "./form.ts";
import { showPage } from "./page.tsx";
import { PostForm } from "./parts/forms.tsx";
import { pageOf, queryOf } from "./parts/query.ts";
import { At, Card, Nothing, Pager } from "./parts/texts.tsx";
import { sayProblem } from "./say-problem.ts";
import { t } from "./texts/t.ts";

const LIST = "/console/failed-work";
const PAGE_ROWS = 200;

type FailedWork = Awaited<ReturnType<typeof readFailedWork>>["items"][number];

export function failedWorkPages(): Api {
	const routes = newApi();
	routes.get(LIST, showFailedWork);
	routes.post(`${LIST}/replay`, async (c) => {
		const form = await readForm(c);
		const code = form.text("code");
		const which = code === undefined ? { ids: form.all("id") } : { filter: { code } };
		return act(c, LIST, async () => {
			const { divisions, setup, wakeUps } = c.var.services;
			const deps = { replays: setup.replays, divisions, wakeUps };
			const count = await replayFailedWork(which, changeOf(c), deps);
			return count === 1 ? t.common.n1PieceOfWork : t.inbox.piecesOfWorkAre(count);
		});
	});
	return routes;
}

async function showFailedWork(c: HttpContext): Promise<Response> {
	const query = queryOf(c, []);
	const { items, nextCursor } = await readFailedWork(c, pageOf(query, PAGE_ROWS));
	const groups = Map.groupBy(items, (item) => item.code);
	return showPage(c, { title: t.inbox.failedWork }, (token) => (
		<>
			<p class="quiet lead">{t.inbox.workThatUsedUp}</p>
			{items.length === 0 ? <Nothing>{t.inbox.nothingFailed}</Nothing> : null}
			{Array.from(groups, ([code, rows]) => (
				<Card
					title={`${code} · ${rows.length}${nextCursor === null ? "" : t.inbox.onThisPage}`}
					aside={
						<PostForm
							token={token}
							action={`${LIST}/replay`}
							label={t.inbox.doAllWithAgain(code)}
							fields={{ code }}
							kind="primary"
						/>
					}
				>
					<FailedTable rows={rows} token={token} />
				</Card>
			))}
			<Pager path={LIST} query={query} nextCursor={nextCursor} />
		</>
	));
}

function FailedTable({ rows, token }: { rows: readonly FailedWork[]; token: string }) {
	return (
		<div class="scroll">
			<table class="list flows">
				<thead>
					<tr>
						<th>{t.common.what}</th>
						<th>{t.inbox.cause}</th>
						<th>{t.inbox.failed}</th>
						<th></th>
					</tr>
				</thead>
				<tbody>
					{rows.map(({ id, kind, code, message, failedAt }) => (
						<tr>
							<td>
								{kind === "shipment" ? (
									<a href={`/console/shipments/${id}`}>{t.inbox.shipment}</a>
								) : (
									t.inbox.documentForExact
								)}{" "}
								<span class="quiet mono small">{id}</span>
							</td>
							<td>{sayProblem({ code, message }).message}</td>
							<td>
								<At iso={failedAt} />
							</td>
							<td class="end">
								<PostForm
									token={token}
									action={`${LIST}/replay`}
									label={t.common.doItAgain}
									name={t.inbox.doItAgain(id)}
									fields={{ id }}
								/>
							</td>
						</tr>
					))}
				</tbody>
			</table>
		</div>
	);
}
