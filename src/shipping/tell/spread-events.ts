import type { MailKind } from "../model/customer-mails.ts";
import { nameFor, type ToldEvent } from "../model/told-events.ts";
import { withLease } from "../with-lease.ts";
import { TELL_LIMITS } from "./tell-limits.ts";
import type { TellingDeps } from "./telling-deps.ts";

/** Of which events a customer may be told. */
const MAIL_OF: Partial<Record<ToldEvent["kind"], MailKind>> = {
	"shipment.labelled": "label_made",
	"tracking.out_for_delivery": "out_for_delivery",
	"tracking.delivered": "delivered",
	"tracking.exception": "problem",
	"tracking.returned": "problem",
};

/**
 * Gives each event of the outbox to all that want it: a row for each endpoint that chose it, and one for the mail to
 * the customer where the division sends such. The rows and the event's mark are one batch, so that a run that dies
 * loses nothing and repeats nothing.
 */
export async function spreadEvents(scope: string, deps: TellingDeps): Promise<void> {
	const lease = { kind: "tell", scope, leaseMs: TELL_LIMITS.leaseMs } as const;
	await withLease(lease, deps, async (mayGoOn) => {
		for (;;) {
			const events = await deps.telling.listUnspread(TELL_LIMITS.spreadRows);
			if (events.length === 0) {
				return "done";
			}
			if (!(await mayGoOn())) {
				return "unfinished";
			}
			await spread(events, deps);
		}
	});
}

async function spread(events: readonly ToldEvent[], deps: TellingDeps): Promise<void> {
	const [endpoints, mailing] = await Promise.all([
		deps.telling.listEndpoints(),
		deps.telling.listMailing([...new Set(events.map(({ divisionId }) => divisionId))]),
	]);
	const deliveries = events.flatMap((event) =>
		endpoints.flatMap(({ id, kinds }) => {
			const name = nameFor(event.kind, kinds);
			return name === undefined ? [] : [{ endpointId: id, eventId: event.id, name }];
		}),
	);
	const mails = events.flatMap(({ kind, divisionId, shipmentId, facts }) => {
		const mail = MAIL_OF[kind];
		const isWanted = mail !== undefined && mailing.get(divisionId)?.includes(mail);
		return isWanted && shipmentId !== null && facts.kind !== "return"
			? [{ shipmentId, kind: mail, divisionId }]
			: [];
	});
	await deps.telling.spread(events, { deliveries, mails }, deps.clock.now());
	for (const id of new Set(deliveries.map(({ endpointId }) => endpointId))) {
		await deps.wakeUps.send("webhooks", id);
	}
	if (mails.length > 0) {
		await deps.wakeUps.send("mails", "all");
	}
}
