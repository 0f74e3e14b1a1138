import { type Api, newApi } from "../context.ts";
import { alertRoutes } from "./alerts.ts";
import { apiTokenRoutes } from "./api-tokens.ts";
import { auditRoutes } from "./audit.ts";
import { blockedWorkRoutes } from "./blocked-work.ts";
import { divisionActionRoutes } from "./division-actions.ts";
import { divisionRoutes } from "./divisions.ts";
import { documentRoutes } from "./documents.ts";
import { erasureRoutes } from "./erasures.ts";
import { exactConnectionRoutes } from "./exact-connections.ts";
import { failedWorkRoutes } from "./failed-work.ts";
import { fedexAccountRoutes } from "./fedex-accounts.ts";
import { groundCloseRoutes } from "./ground-closes.ts";
import { keyRoutes } from "./keys.ts";
import { labelMergeRoutes } from "./labels.ts";
import { orderPackageRoutes } from "./order-packages.ts";
import { orderRoutes } from "./orders.ts";
import { outgoingWebhookRoutes } from "./outgoing-webhooks.ts";
import { personRoutes } from "./people.ts";
import { pickupRoutes } from "./pickups.ts";
import { planRoutes } from "./plans.ts";
import { printJobRoutes } from "./print-jobs.ts";
import { printStationRoutes } from "./print-stations.ts";
import { reportRoutes } from "./reports.ts";
import { sessionRoutes } from "./sessions.ts";
import { shipmentRoutes } from "./shipments.ts";
import { statusRoutes } from "./status.ts";
import { trackingPageRoutes } from "./tracking-page.ts";
import { writeCostRoutes } from "./write-costs.ts";

/** Every route of the API below its base path. */
export function createApi(): Api {
	const api = newApi();
	for (const routes of [
		exactConnectionRoutes(),
		fedexAccountRoutes(),
		divisionRoutes(),
		divisionActionRoutes(),
		writeCostRoutes(),
		orderRoutes(),
		orderPackageRoutes(),
		planRoutes(),
		shipmentRoutes(),
		documentRoutes(),
		labelMergeRoutes(),
		auditRoutes(),
		failedWorkRoutes(),
		blockedWorkRoutes(),
		reportRoutes(),
		pickupRoutes(),
		groundCloseRoutes(),
		printStationRoutes(),
		printJobRoutes(),
		statusRoutes(),
		trackingPageRoutes(),
		outgoingWebhookRoutes(),
		alertRoutes(),
		keyRoutes(),
		erasureRoutes(),
		apiTokenRoutes(),
		personRoutes(),
		sessionRoutes(),
	]) {
		api.route("/", routes);
	}
	return api;
}
