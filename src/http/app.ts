import { createServices, VERSION } from "../services.ts";
import { readAccessTeam } from "./access/team.ts";
import { createApi } from "./api/app.ts";
import { authenticate } from "./auth.ts";
import { bodyCap } from "./body-cap.ts";
import { consoleRoutes } from "./console/app.ts";
import { answerErrorPage } from "./console/error-page.tsx";
import { languageRoutes } from "./console/language-switch.tsx";
import { speakTheirLanguage } from "./console/language.ts";
import { type Api, newApi } from "./context.ts";
import { answerError, notFound } from "./errors.ts";
import { fedexPushRoutes } from "./fedex-push.ts";
import { healthRoutes } from "./health.ts";
import { isPage } from "./is-page.ts";
import { labelRoutes } from "./labels.ts";
import { stopMailRoutes } from "./mails/stop-page.tsx";
import { oauthRoutes } from "./oauth.ts";
import { printingRoutes } from "./printing.ts";
import { requestLine } from "./request-line.ts";
import { securityHeaders } from "./security-headers.ts";
import { stationPages } from "./station-page.tsx";
import { trackRoutes } from "./track/app.tsx";
import { webhookRoutes } from "./webhooks.ts";

const BASE_PATH = "/api/v1";
const DOCUMENT_PATH = `${BASE_PATH}/openapi.json`;

const DOCUMENT_HEAD = {
	openapi: "3.1.0",
	info: {
		title: "Exact Online to FedEx connector",
		version: VERSION,
		description: "Orders of Exact Online become FedEx shipments, and what happens goes back.",
	},
};

/** Everything that answers HTTP. */
export function createApp(): Api {
	const app = newApi();
	app.onError((error, c) => (isPage(c) ? answerErrorPage : answerError)(error, c));
	app.notFound((c) => (isPage(c) ? answerErrorPage : answerError)(notFound(c), c));

	app.use(requestLine, ...securityHeaders, bodyCap, speakTheirLanguage);
	app.use(async (c, next) => {
		c.set("adminToken", c.env.ADMIN_TOKEN ?? "");
		c.set("publicUrl", c.env.PUBLIC_URL ?? "");
		c.set("accessTeam", () =>
			readAccessTeam(c.env.ACCESS_TEAM_DOMAIN ?? "", c.env.ACCESS_AUD ?? ""),
		);
		c.set("services", await createServices(c.env));
		await next();
	});

	app.doc31(DOCUMENT_PATH, DOCUMENT_HEAD);
	app.openAPIRegistry.registerComponent("securitySchemes", "bearer", {
		type: "http",
		scheme: "bearer",
		description: "The administrator's token, or an API token with scopes.",
	});
	app.use(`${BASE_PATH}/*`, authenticate);
	app.route(BASE_PATH, createApi());

	for (const routes of [
		healthRoutes(),
		oauthRoutes(),
		webhookRoutes(),
		fedexPushRoutes(),
		labelRoutes(),
		printingRoutes(),
		stationPages(),
		trackRoutes(),
		stopMailRoutes(),
		languageRoutes(),
		consoleRoutes(() => app.getOpenAPI31Document(DOCUMENT_HEAD)),
	]) {
		app.route("/", routes);
	}
	return app;
}
