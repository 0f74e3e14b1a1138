import type { Clock } from "../../lib/clock.ts";
import type { Log } from "../../lib/log.ts";
import type { LeaseStore } from "../ports/machinery.ts";
import type { WakeUps } from "../ports/platform.ts";
import type { AlertStore, Mailer, MailStore, Outbound, TellingStore } from "../ports/telling.ts";

/** What telling works with. */
export type TellingDeps = {
	clock: Clock;
	log: Log;
	leases: LeaseStore;
	wakeUps: WakeUps;
	telling: TellingStore;
	outbound: Outbound;
	mails: MailStore;
	alerts: AlertStore;
	/** Undefined where the Worker has no binding for mail, or no address to send from. */
	mailer: Mailer | undefined;
	/** Addresses for the customer; null where this Worker does not know its own. */
	customerLinks: {
		tracking(shipmentId: string, link: number): Promise<string | null>;
		stop(shipmentId: string): Promise<string | null>;
	};
	/** What only the keepers of calls and tokens know. */
	keepers: {
		/** Until when a FedEx host hands out no token, by host. */
		holds(): Promise<{ host: string; until: number }[]>;
		budgets(): Promise<{ divisionId: string; name: string; dayLeft: number; dayLimit: number }[]>;
	};
};
