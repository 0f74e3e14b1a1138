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
import { At } from "./parts/texts.tsx";

const INBOX = "/console/inbox";

/** What is looked at all day, and below it what is set up once and looked after. */
const NAVIGATION = [
	[
		{ path: "/", label: "Overview" },
		{ path: INBOX, label: "Inbox" },
		{ path: "/console/orders", label: "Orders" },
		{ path: "/console/shipments", label: "Shipments" },
		{ path: "/console/pack", label: "Pack bench" },
		{ path: "/console/printing", label: "Printing" },
		{ path: "/console/charges", label: "Charges" },
		{ path: "/console/failed-work", label: "Failed work" },
	],
	[
		{ path: "/console/set-up", label: "Set-up" },
		{ path: "/console/divisions", label: "Divisions" },
		{ path: "/console/connections", label: "Connections" },
		{ path: "/console/fedex-accounts", label: "FedEx accounts" },
		{ path: "/console/people", label: "People" },
		{ path: "/console/api-tokens", label: "API tokens" },
		{ path: "/console/webhooks", label: "Webhooks" },
		{ path: "/console/alerts", label: "Alerts" },
		{ path: "/console/audit", label: "Audit" },
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
		<Document title={head.title}>
			<May.Provider value={may}>
				<a class="skip" href="#content">
					Skip to the content
				</a>
				<header class="top">
					<nav aria-label="Main">
						{NAVIGATION.map((links) => (
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
						<span>{operator.email ?? "administrator's token"}</span>
						{operator.role === "administrator" ? null : <b>{operator.role}</b>}
					</a>
					<PostForm token={token} action="/logout" label="Log out" kind="plain" />
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
				<strong>Everything is paused</strong> since <At ms={at} />. Nothing is read or shipped until
				it is resumed. Nothing is lost meanwhile.
			</p>
			<PostForm token={token} action="/console/resume" label="Resume everything" kind="primary" />
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
