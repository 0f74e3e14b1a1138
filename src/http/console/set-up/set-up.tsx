import type { Child } from "hono/jsx";

import { listConnections } from "../../../db/connections.ts";
import { listFedexAccounts } from "../../../db/fedex-accounts.ts";
import { listDivisions } from "../../../db/list-divisions.ts";
import { listOpenOrderCounts } from "../../../db/ready-counts.ts";
import { type Api, type HttpContext, newApi } from "../../context.ts";
import { showPage } from "../page.tsx";
import { PostForm } from "../parts/forms.tsx";
import { Badge, Card } from "../parts/texts.tsx";
import { t } from "../texts/t.ts";
import { DivisionSteps, isLive } from "./division-steps.tsx";
import { Step, stateOf } from "./step.tsx";

const READ_MAX = 100;

type Read = Awaited<ReturnType<typeof readSetUp>>;

/** What is to be set up, in its order: what is done, and what is next. The work itself is done on the pages it leads to. */
export function setUpPages(): Api {
	const routes = newApi();
	routes.get("/console/set-up", showSetUp);
	return routes;
}

async function readSetUp(c: HttpContext) {
	const { db } = c.var.services;
	const page = { limit: READ_MAX, cursor: undefined };
	const [connections, accounts, divisions] = await Promise.all([
		listConnections(db, page),
		listFedexAccounts(db, page),
		listDivisions(db, page),
	]);
	const used = divisions.filter(({ mode }) => mode !== "off");
	const counts = await listOpenOrderCounts(
		db,
		used.map(({ id }) => id),
	);
	return { connections, accounts, divisions, used, counts };
}

async function showSetUp(c: HttpContext): Promise<Response> {
	const read = await readSetUp(c);
	const steps = stepsOf(read);
	const next = steps.findIndex(({ isDone }) => !isDone);
	const intro = next === -1 ? t.setUp.allOfItIs : t.setUp.eachStepLeadsTo;
	return showPage(c, { title: t.setUp.setUp }, (token) => (
		<div data-live="set-up">
			<p class="quiet lead">{intro}</p>
			<ol class="set-up">
				{steps.map(({ title, isDone, body }, at) => (
					<Step title={title} state={stateOf(isDone, at === next)}>
						{body(token)}
					</Step>
				))}
			</ol>
			{read.used.map((division) => (
				<DivisionSteps
					division={division}
					accounts={read.accounts}
					counts={read.counts.filter(({ divisionId }) => divisionId === division.id)}
				/>
			))}
			<Unused read={read} />
		</div>
	));
}

function stepsOf(read: Read): { title: string; isDone: boolean; body: (token: string) => Child }[] {
	const { connections, accounts, divisions, used } = read;
	const cut = connections.filter(({ status }) => status !== "connected");
	return [
		{
			title: t.setUp.connectExactOnline,
			isDone: connections.length > 0 && cut.length === 0,
			body: () => (
				<>
					{connections.length === 0 ? <p class="hint">{t.setUp.oneConnectionForEach}</p> : null}
					<Places
						rows={connections.map(({ id, name, status }) => ({ id, name, status }))}
						at="connections"
					/>
					<a
						class={connections.length === 0 ? "button primary" : "button"}
						href="/console/connections/new"
					>
						{connections.length === 0 ? t.setUp.connectExactOnline : t.setUp.anotherConnection}
					</a>
				</>
			),
		},
		{
			title: t.setUp.addAFedexAccount,
			isDone: accounts.length > 0 && accounts.every(({ suspendedAt }) => suspendedAt === null),
			body: (token) => (
				<>
					{accounts.length === 0 ? <p class="hint">{t.setUp.withItsNumberAnd}</p> : null}
					<ul class="places">
						{accounts.map(({ id, name, suspendedAt }) => (
							<li>
								<a href={`/console/fedex-accounts/${id}`}>{name}</a>{" "}
								<Badge value={suspendedAt === null ? "active" : "suspended"} />
								<PostForm
									token={token}
									action={`/console/fedex-accounts/${id}/check`}
									label={t.setUp.checkNow}
									name={t.setUp.checkNowTheCredentials(name)}
								/>
							</li>
						))}
					</ul>
					<a
						class={accounts.length === 0 ? "button primary" : "button"}
						href="/console/fedex-accounts/new"
					>
						{accounts.length === 0 ? t.setUp.addAFedexAccount : t.setUp.anotherAccount}
					</a>
				</>
			),
		},
		{
			title: t.setUp.chooseAndMapDivisions,
			isDone: used.length > 0,
			body: () => (
				<p class="hint">
					{divisions.length === 0
						? t.setUp.theyAreFoundWhen
						: t.setUp.ofDivisionsAreMapped(used.length, divisions.length)}
				</p>
			),
		},
		{
			title: t.setUp.lookAtThePreview,
			isDone: used.some(isLive),
			body: () => (
				<p class="hint">
					{used.some(isLive)
						? t.setUp.ofMappedDivisionsAre(used.filter(isLive).length, used.length)
						: t.setUp.aMappedDivisionIs}
				</p>
			),
		},
	];
}

function Places(props: {
	rows: readonly { id: string; name: string; status: string }[];
	at: string;
}) {
	return props.rows.length === 0 ? null : (
		<ul class="places">
			{props.rows.map(({ id, name, status }) => (
				<li>
					<a href={`/console/${props.at}/${id}`}>{name}</a> <Badge value={status} />
				</li>
			))}
		</ul>
	);
}

function Unused({ read: { divisions } }: { read: Read }) {
	const unused = divisions.filter(({ mode }) => mode === "off");
	return unused.length === 0 ? null : (
		<Card title={t.setUp.notInUse(unused.length)}>
			<p class="hint">{t.setUp.nothingOfTheseIs}</p>
			<ul class="places">
				{unused.map(({ id, name, code, region }) => (
					<li>
						<a href={`/console/divisions/${id}/settings`}>
							{t.setUp.map} {name}
						</a>{" "}
						<span class="quiet">
							{code}, exactonline.{region}
						</span>
					</li>
				))}
			</ul>
		</Card>
	);
}
