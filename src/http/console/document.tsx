import { html } from "hono/html";
import type { Child } from "hono/jsx";

import type { HttpContext } from "../context.ts";
import { LanguageSwitch } from "./language-switch.tsx";
import { spokenLanguage } from "./language.ts";
import { t } from "./texts/t.ts";

/** What every page of the console stands in. Style and script come from the assets: no page carries its own. */
export function Document(props: { c: HttpContext; title: string; children?: Child }) {
	const { title, children } = props;
	return html`<!doctype html>${(
			<html
				lang={spokenLanguage()}
				data-session-ended={t.frame.sessionHasEnded}
				data-table={t.frame.table}
			>
				<head>
					<meta charset="utf-8" />
					<meta name="viewport" content="width=device-width, initial-scale=1" />
					<title>{`${title} ${t.frame.exactToFedex}`}</title>
					<link rel="stylesheet" href="/console.css" />
					<link rel="icon" href="/icon.svg" type="image/svg+xml" />
					<script src="/live.js" defer></script>
					<script src="/console.js" defer></script>
				</head>
				<body>
					{children}
					<footer class="bottom">
						<LanguageSwitch next={pathOf(props.c)} />
					</footer>
				</body>
			</html>
		)}`;
}

/** Where the page stands; one that answers a form has no address of its own. */
function pathOf(c: HttpContext): string {
	const { pathname, search } = new URL(c.req.url);
	return c.req.method === "GET" ? `${pathname}${search}` : "/";
}
