import type { TwinClock } from "../twin/clock.ts";
import type { Faults } from "../twin/faults.ts";
import type { RequestLog } from "../twin/request-log.ts";
import type { Store } from "../twin/store.ts";
import type { CallLimits } from "./call-limits.ts";
import type { InFlight } from "./in-flight.ts";
import type { Jobs } from "./jobs.ts";
import type { Projects } from "./projects.ts";
import type { Settings } from "./settings.ts";
import type { ShipmentRegister } from "./shipment-register.ts";
import type { TokenLimit } from "./token-limit.ts";
import type { Tokens } from "./tokens.ts";

/** What the routes of the twin work with. */
export type FedexTwinParts = {
	store: Store;
	clock: TwinClock;
	faults: Faults;
	log: RequestLog;
	settings: Settings;
	projects: Projects;
	tokens: Tokens;
	tokenLimit: TokenLimit;
	callLimits: CallLimits;
	shipments: ShipmentRegister;
	inFlight: InFlight;
	jobs: Jobs;
};
