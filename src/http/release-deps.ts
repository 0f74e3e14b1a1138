import { subscribeWebhooks } from "../shipping/connect/subscribe-webhooks.ts";
import type { ReleaseDeps } from "../shipping/operate/release-division.ts";
import type { HttpContext } from "./context.ts";

export function releaseDeps(c: HttpContext): ReleaseDeps {
	const { services } = c.var;
	return {
		...services.setup,
		wakeUps: services.wakeUps,
		lookAtSubscriptions: (divisionId) => subscribeWebhooks(divisionId, services),
	};
}
