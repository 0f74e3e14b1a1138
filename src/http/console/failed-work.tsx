import { replayFailedWork } from "../../shipping/operate/replay-failed-work.ts";
import { readFailedWork } from "../api/failed-work.ts";
import { type Api, changeOf, type HttpContext, newApi } from "../context.ts";
import { act } from "./act.ts";
import { readForm } from "./form.ts";
import { showPage } from "./page.tsx";
import { PostForm } from "./parts/forms.tsx";
import { pageOf, queryOf } from "./parts/query.ts";
import { At, Card, Nothing, Pager } from "./parts/texts.tsx";

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
			return count === 1
				? "1 piece of work is due again."
				: `${count} pieces of work are due again.`;
		});
	});
	return routes;
}

async function showFailedWork(c: HttpContext): Promise<Response> {
	const query = queryOf(c, []);
	const { items, nextCursor } = await readFailedWork(c, pageOf(query, PAGE_ROWS));
	const groups = Map.groupBy(items, (item) => item.code);
	return showPage(c, { title: "Failed work" }, (token) => (
		<>
			<p class="quiet lead">
				Work that used up its tries. Doing it again is safe: what went out to FedEx is never
				repeated.
			</p>
			{items.length === 0 ? <Nothing>Nothing failed.</Nothing> : null}
			{Array.from(groups, ([code, rows]) => (
				<Card
					title={`${code} · ${rows.length}${nextCursor === null ? "" : " on this page"}`}
					aside={
						<PostForm
							token={token}
							action={`${LIST}/replay`}
							label={`Do all with ${code} again`}
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
			<table class="list">
				<thead>
					<tr>
						<th>What</th>
						<th>Cause</th>
						<th>Failed</th>
						<th></th>
					</tr>
				</thead>
				<tbody>
					{rows.map(({ id, kind, message, failedAt }) => (
						<tr>
							<td>
								{kind === "shipment" ? (
									<a href={`/console/shipments/${id}`}>shipment</a>
								) : (
									"Document for Exact"
								)}{" "}
								<span class="quiet mono small">{id}</span>
							</td>
							<td>{message}</td>
							<td>
								<At iso={failedAt} />
							</td>
							<td class="end">
								<PostForm
									token={token}
									action={`${LIST}/replay`}
									label="Do it again"
									name={`Do it again: ${id}`}
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
