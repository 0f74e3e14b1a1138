import { type Api, newApi } from "../context.ts";
import { alertPages } from "./alerts.tsx";
import { apiReferencePages } from "./api-reference/api-reference.tsx";
import { apiTokenPages } from "./api-tokens.tsx";
import { auditPages } from "./audit.tsx";
import { benchPages } from "./bench/bench.tsx";
import { connectionPages } from "./connections.tsx";
import { courierPages } from "./couriers.tsx";
import { divisionLogoPages } from "./division-logo.tsx";
import { divisionPages } from "./divisions.tsx";
import { failedWorkPages } from "./failed-work.tsx";
import { fedexAccountPages } from "./fedex-accounts.tsx";
import { fedexPushPages } from "./fedex-push.tsx";
import { inboxPages } from "./inbox/inbox.tsx";
import { loginRoutes } from "./login.tsx";
import { orderPackagePages } from "./order-packages.tsx";
import { orderPages } from "./orders.tsx";
import { overviewPages } from "./overview.tsx";
import { peoplePages } from "./people.tsx";
import { previewPages } from "./preview.tsx";
import { printingPages } from "./printing.tsx";
import { reportPages } from "./reports.tsx";
import { sessionGate } from "./session-gate.ts";
import { sessionPages } from "./sessions.tsx";
import { setUpPages } from "./set-up/set-up.tsx";
import { settingsPages } from "./settings/settings-page.tsx";
import { shipmentPages } from "./shipments.tsx";
import { webhookPages } from "./webhooks/webhooks.tsx";

/** The operator's pages. All but the login need the session. */
export function consoleRoutes(readApiDocument: () => unknown): Api {
	const routes = newApi();
	for (const path of ["/", "/logout", "/console", "/console/*"]) {
		routes.use(path, sessionGate);
	}
	for (const pages of [
		loginRoutes(),
		overviewPages(),
		inboxPages(),
		setUpPages(),
		connectionPages(),
		fedexAccountPages(),
		fedexPushPages(),
		divisionPages(),
		divisionLogoPages(),
		courierPages(),
		settingsPages(),
		previewPages(),
		orderPages(),
		orderPackagePages(),
		shipmentPages(),
		benchPages(),
		failedWorkPages(),
		reportPages(),
		printingPages(),
		auditPages(),
		peoplePages(),
		webhookPages(),
		alertPages(),
		apiTokenPages(),
		apiReferencePages(readApiDocument),
		sessionPages(),
	]) {
		routes.route("/", pages);
	}
	return routes;
}
