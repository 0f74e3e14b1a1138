import { html } from "hono/html";

import { type Api, newApi } from "./context.ts";
import { STATION_PATH } from "./is-page.ts";

/** A print station in a browser. The page knows nothing: its script is paired by a code and keeps the token. */
export function stationPages(): Api {
	const routes = newApi();
	routes.get(STATION_PATH, (c) => c.html(page()));
	return routes;
}

function page() {
	return html`<!doctype html>${(
			<html lang="en">
				<head>
					<meta charset="utf-8" />
					<meta name="viewport" content="width=device-width, initial-scale=1" />
					<title>Print station · Exact to FedEx</title>
					<link rel="stylesheet" href="/console.css" />
					<link rel="stylesheet" href="/station.css" />
					<link rel="icon" href="/icon.svg" type="image/svg+xml" />
					<script src="/station.js" type="module"></script>
				</head>
				<body class="station">
					<main class="narrow">
						<h1 id="name">Print station</h1>
						<form id="pair" class="card stack" hidden>
							<p>
								Make a pairing code on the console's page <b>Printing</b> and type it here. This
								browser then prints what comes for that station.
							</p>
							<div class="field">
								<label for="code">Pairing code</label>
								<input
									id="code"
									name="code"
									autocomplete="off"
									autocapitalize="characters"
									spellcheck={false}
									maxlength={20}
									placeholder="XXXX-XXXX"
									required
								/>
							</div>
							<p class="problem" id="pair-problem" role="alert"></p>
							<button class="primary">Pair this browser</button>
						</form>
						<section id="work" class="card" hidden>
							<p class="station-state" id="state" role="status">
								Connecting…
							</p>
							<dl class="facts">
								<div>
									<dt>Waiting</dt>
									<dd id="waiting">0</dd>
								</div>
								<div>
									<dt>In doubt</dt>
									<dd id="doubtful">0</dd>
								</div>
							</dl>
							<p class="problem" id="trouble" role="alert"></p>
							<h2>Last papers</h2>
							<ol id="papers" class="events"></ol>
							<p class="hint">
								Papers print without a question only where Chromium runs with{" "}
								<code>--kiosk-printing</code>. Keep this page open.
							</p>
						</section>
						<noscript>
							<p class="problem">A print station needs its script.</p>
						</noscript>
					</main>
					<div id="sheet" aria-hidden="true"></div>
				</body>
			</html>
		)}`;
}
