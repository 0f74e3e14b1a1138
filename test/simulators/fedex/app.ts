import { Hono } from "hono";

import type { TwinClock } from "../twin/clock.ts";
import { Faults } from "../twin/faults.ts";
import { RequestLog } from "../twin/request-log.ts";
import type { Store } from "../twin/store.ts";
import { addAddressRoute } from "./address-route.ts";
import { refuseOne, transactionIds } from "./answers.ts";
import { CallLimits } from "./call-limits.ts";
import { addCancelRoute } from "./cancel-route.ts";
import { addCreateRoute } from "./create-route.ts";
import { addDocumentRoute } from "./document-route.ts";
import { addGroundCloseRoutes } from "./ground-close-route.ts";
import { InFlight } from "./in-flight.ts";
import { Jobs } from "./jobs.ts";
import { addLtlPickupRoutes } from "./ltl-pickup-routes.ts";
import { addLtlRoute } from "./ltl-route.ts";
import { addPageRoutes } from "./page-routes.ts";
import type { FedexTwinParts } from "./parts.ts";
import { addPickupRoutes } from "./pickup-routes.ts";
import { Projects } from "./projects.ts";
import { addRateRoute } from "./rate-route.ts";
import { toResponse } from "./responses.ts";
import { addResultsRoute } from "./results-route.ts";
import { Settings } from "./settings.ts";
import { ShipmentRegister } from "./shipment-register.ts";
import { TokenLimit } from "./token-limit.ts";
import { addTokenRoute } from "./token-route.ts";
import { Tokens } from "./tokens.ts";
import { addTrackRoutes } from "./track-routes.ts";
import { addTwinRoutes } from "./twin-routes.ts";
import { addValidateRoute } from "./validate-route.ts";

export type FedexTwinOptions = {
	store: Store;
	clock: TwinClock;
	faults?: Faults;
	log?: RequestLog;
	/** How long a create call takes, until `/_twin/settings` says otherwise. */
	latencyMs?: number;
	/** Runs before every request, for example to follow another twin's clock. */
	beforeEach?: () => Promise<void>;
};

/**
 * FedEx as far as the connector knows it: token, Ship, rates, Track, Address, and the twin's own routes under
 * `/_twin`.
 * It refuses what FedEx refuses, and makes a second shipment of the same request as FedEx does.
 */
export function createFedexTwin(options: FedexTwinOptions): Hono {
	const parts = toParts(options);
	const app = new Hono();
	app.onError((error) => {
		throw error;
	});
	app.use(async (_context, next) => {
		await options.beforeEach?.();
		await next();
	});
	addTokenRoute(app, parts);
	addCreateRoute(app, parts);
	addLtlRoute(app, parts);
	addPickupRoutes(app, parts);
	addLtlPickupRoutes(app, parts);
	addGroundCloseRoutes(app, parts);
	addValidateRoute(app, parts);
	addRateRoute(app, parts);
	addResultsRoute(app, parts);
	addCancelRoute(app, parts);
	addAddressRoute(app, parts);
	addTrackRoutes(app, parts);
	addDocumentRoute(app, parts);
	addTwinRoutes(app, parts);
	addPageRoutes(app, parts);
	app.notFound((context) => answerUnknown(parts, context.req.raw));
	return app;
}

function toParts(options: FedexTwinOptions): FedexTwinParts {
	const { store, clock, latencyMs } = options;
	const settings = new Settings(store, latencyMs === undefined ? {} : { latencyMs });
	return {
		store,
		clock,
		settings,
		faults: options.faults ?? new Faults(),
		log: options.log ?? new RequestLog(),
		projects: new Projects(store),
		tokens: new Tokens(store, clock),
		tokenLimit: new TokenLimit(store, clock),
		callLimits: new CallLimits(clock, settings),
		shipments: new ShipmentRegister(store),
		inFlight: new InFlight(clock),
		jobs: new Jobs(store),
	};
}

function answerUnknown(parts: FedexTwinParts, request: Request): Response {
	const path = new URL(request.url).pathname;
	parts.log.add({
		at: parts.clock.now(),
		method: request.method,
		path,
		operation: "unknown",
		scope: "-",
		status: 404,
		rule: "unknown-route",
	});
	const message = `The twin has no ${request.method} ${path}.`;
	const reason = { status: 404, rule: "unknown-route", code: "NOT.FOUND.ERROR", message };
	return toResponse(refuseOne(transactionIds(request), reason));
}
