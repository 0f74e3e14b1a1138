import { html } from "hono/html";
import type { Child } from "hono/jsx";

import { t } from "./texts/t.ts";

/** What every page of the console stands in. Style and script come from the assets: no page carries its own. */
export function Document({ title, children }: { title: string; children?: Child }) {
	return html`<!doctype html>${(
			<html lang="en">
				<head>
					<meta charset="utf-8" />
					<meta name="viewport" content="width=device-width, initial-scale=1" />
					<title>
						{title} {t.frame.exactToFedex}
					</title>
					<link rel="stylesheet" href="/console.css" />
					<link rel="icon" href="/icon.svg" type="image/svg+xml" />
					<script src="/live.js" defer></script>
					<script src="/console.js" defer></script>
				</head>
				<body>{children}</body>
			</html>
		)}`;
}
