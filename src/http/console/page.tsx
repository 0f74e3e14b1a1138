import type { Child } from "hono/jsx";
import type { ContentfulStatusCode } from "hono/utils/http-status";

import { findInboxCount } from "../../db/inbox-count.ts";
import { findPausedAt } from "../../db/system.ts";
import { mayActAs } from "../../shipping/model/roles.ts";
import { MENDED_ELSEWHERE } from "../../shipping/poll/poll-problem.ts";
import { leastRoleFor } from "../access/roles.ts";
import type { HttpContext, Operator } from "../context.ts";
import { Document } from "./document.tsx";
import { formToken } from "./form-token.ts";
import { type Notice, takeNotice } from "./notice.ts";
import { PostForm } from "./parts/forms.tsx";
import { May } from "./parts/may.tsx";
import { At, words } from "./parts/texts.tsx";
import { t } from "./texts/t.ts";

const INBOX = "/console/inbox";

/** What is looked at all day, and below it what is set up once and looked after. */
const navigation = () => [
	[
		{ path: "/", label: t.frame.overview },
		{ path: INBOX, label: t.frame.inbox },
		{ path: "/console/orders", label: t.common.orders },
		{ path: "/console/shipments", label: t.common.shipments },
		{ path: "/console/pack", label: t.common.packBench },
		{ path: "/console/printing", label: t.common.printing },
		{ path: "/console/charges", label: t.frame.charges },
		{ path: "/console/failed-work", label: t.frame.failedWork },
	],
	[
		{ path: "/console/set-up", label: t.frame.setUp },
		{ path: "/console/divisions", label: t.common.divisions },
		{ path: "/console/connections", label: t.common.connections },
		{ path: "/console/fedex-accounts", label: t.common.fedexAccounts },
		{ path: "/console/people", label: t.frame.people },
		{ path: "/console/api-tokens", label: t.common.apiTokens },
		{ path: "/console/api", label: "API" },
		{ path: "/console/webhooks", label: t.telling.webhooks },
		{ path: "/console/alerts", label: t.telling.alerts },
		{ path: "/console/audit", label: t.frame.audit },
	],
];

type PageHead = {
	title: string;
	/** Where it stands below: pages that lead to this one. */
	trail?: readonly { path: string; label: string }[];
	aside?: Child;
	status?: ContentfulStatusCode;
};

/** A whole page: navigation, what the last form did, a banner while everything is paused, then the body. */
export async function showPage(
	c: HttpContext,
	head: PageHead,
	body: (token: string) => Child,
): Promise<Response> {
	const operator = requireOperator(c);
	const token = await formToken(c, operator);
	const may = (method: "GET" | "POST", address: string) =>
		mayActAs(operator.role, leastRoleFor(method, address));
	const { db } = c.var.services;
	const [notice, pausedAt, waiting] = await Promise.all([
		isLoadedAgain(c) ? undefined : takeNotice(c),
		findPausedAt(db),
		findInboxCount(db, MENDED_ELSEWHERE),
	]);
	return c.html(
		<Document c={c} title={head.title}>
			<May.Provider value={may}>
				<a class="skip" href="#content">
					{t.frame.skipToTheContent}
				</a>
				<header class="top">
					<nav aria-label={t.frame.main}>
						{navigation().map((links) => (
							<div class="links">
								{links
									.filter(({ path }) => may("GET", path))
									.map(({ path, label }) => (
										<a href={path} aria-current={isCurrent(c.req.path, path) ? "page" : undefined}>
											{label}
											{path === INBOX ? <Waiting count={waiting} /> : null}
										</a>
									))}
							</div>
						))}
					</nav>
					<a class="who" href="/console/sessions">
						<span>{operator.email ?? t.common.administratorsToken}</span>
						{operator.role === "administrator" ? null : <b>{words(operator.role)}</b>}
					</a>
					<PostForm token={token} action="/logout" label={t.frame.logOut} kind="plain" />
				</header>
				<main id="content">
					{pausedAt === null ? null : <PausedBanner token={token} at={pausedAt} />}
					{notice === undefined ? null : <NoticeBox notice={notice} />}
					<div class="heading">
						<div>
							{head.trail === undefined ? null : (
								<p class="trail">
									{head.trail.map(({ path, label }) => (
										<>
											<a href={path}>{label}</a> ›{" "}
										</>
									))}
								</p>
							)}
							<h1>{head.title}</h1>
						</div>
						{head.aside}
					</div>
					{body(token)}
				</main>
			</May.Provider>
		</Document>,
		head.status ?? 200,
	);
}

/** By the script that keeps live parts fresh: what the last form did is told to the person, not to it. */
function isLoadedAgain(c: HttpContext): boolean {
	return c.req.header("X-Live") !== undefined;
}

function requireOperator(c: HttpContext): Operator {
	const { operator } = c.var;
	if (operator === undefined) {
		throw new Error(`${c.req.path} is a page of the console and was reached without its session`);
	}
	return operator;
}

function isCurrent(path: string, link: string): boolean {
	return link === "/" ? path === "/" : path === link || path.startsWith(`${link}/`);
}

/** Loaded again with the live parts of a page. */
function Waiting({ count }: { count: number }) {
	return (
		<span data-live="inbox-count" class={count === 0 ? "waiting none" : "waiting"}>
			{count}
		</span>
	);
}

function PausedBanner({ token, at }: { token: string; at: number }) {
	return (
		<div class="notice paused" role="status">
			<p>
				<strong>{t.frame.everythingIsPaused}</strong> {t.frame.since} <At ms={at} />
				{t.frame.nothingIsReadOr}
			</p>
			<PostForm
				token={token}
				action="/console/resume"
				label={t.frame.resumeEverything}
				kind="primary"
			/>
		</div>
	);
}

function NoticeBox({ notice }: { notice: Notice }) {
	return (
		<div class={`notice ${notice.kind}`} role={notice.kind === "done" ? "status" : "alert"}>
			<div>
				<p>{notice.text}</p>
				{notice.lines.length === 0 ? null : (
					<ul>
						{notice.lines.map((line) => (
							<li>{line}</li>
						))}
					</ul>
				)}
				{notice.code === null ? null : <p class="small">{notice.code}</p>}
			</div>
		</div>
	);
}
