import type { OwnClock } from "../twin/clock.ts";
import type { Faults } from "../twin/faults.ts";
import type { RequestLog } from "../twin/request-log.ts";
import type { CallLimits } from "./limits.ts";
import type { Site } from "./state/site.ts";
import type { DueNotice } from "./state/worker-due.ts";
import type { Webhooks } from "./webhooks.ts";

/** Everything that answers a request needs. */
export type Twin = {
	site: Site;
	clock: OwnClock;
	/** When the connector works next. */
	due: DueNotice;
	limits: CallLimits;
	faults: Faults;
	log: RequestLog;
	webhooks: Webhooks;
	latencyMs: number;
};
