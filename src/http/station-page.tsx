import { html } from "hono/html";

import { LanguageSwitch } from "./console/language-switch.tsx";
import { spokenLanguage } from "./console/language.ts";
import { t } from "./console/texts/t.ts";
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
			<html lang={spokenLanguage()}>
				<head>
					<meta charset="utf-8" />
					<meta name="viewport" content="width=device-width, initial-scale=1" />
					<title>{t.station.printStationExactTo}</title>
					<link rel="stylesheet" href="/console.css" />
					<link rel="stylesheet" href="/station.css" />
					<link rel="icon" href="/icon.svg" type="image/svg+xml" />
					<script src="/station.js" type="module"></script>
				</head>
				<body class="station" data-texts={JSON.stringify(t.stationScript)}>
					<main class="narrow">
						<h1 id="name">{t.station.printStation}</h1>
						<form id="pair" class="card stack" hidden>
							<p>
								{t.station.makeAPairingCode} <b>{t.common.printing}</b> {t.station.andTypeItHere}
							</p>
							<div class="field">
								<label for="code">{t.common.pairingCode}</label>
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
							<button class="primary">{t.station.pairThisBrowser}</button>
						</form>
						<section id="work" class="card" hidden>
							<p class="station-state" id="state" role="status">
								{t.station.connecting}
							</p>
							<dl class="facts">
								<div>
									<dt>{t.common.waiting}</dt>
									<dd id="waiting">0</dd>
								</div>
								<div>
									<dt>{t.common.inDoubt}</dt>
									<dd id="doubtful">0</dd>
								</div>
							</dl>
							<p class="problem" id="trouble" role="alert"></p>
							<h2>{t.station.lastPapers}</h2>
							<ol id="papers" class="events"></ol>
							<p class="hint">
								{t.station.papersPrintWithoutA} <code>--kiosk-printing</code>
								{t.station.keepThisPageOpen}
							</p>
						</section>
						<noscript>
							<p class="problem">{t.station.aPrintStationNeeds}</p>
						</noscript>
					</main>
					<footer class="bottom">
						<LanguageSwitch next={STATION_PATH} />
					</footer>
					<div id="sheet" aria-hidden="true"></div>
				</body>
			</html>
		)}`;
}
