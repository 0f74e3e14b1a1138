import { sql } from "drizzle-orm";

import { createMailer } from "../../src/outgoing/mailer.ts";
import { createOutbound } from "../../src/outgoing/outbound.ts";
import type { DivisionSettings } from "../../src/shipping/model/division-settings.ts";
import type { EventKind } from "../../src/shipping/model/told-events.ts";
import { deliverWebhooks } from "../../src/shipping/tell/deliver-webhooks.ts";
import { sendMails } from "../../src/shipping/tell/send-mails.ts";
import { spreadEvents } from "../../src/shipping/tell/spread-events.ts";
import { seedLiveDivision } from "../db/seed.ts";
import { testServices } from "../jobs/test-services.ts";
import { sampleId, samplePlan, sampleSettings } from "../shipping/samples.ts";

export const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
export const CHANGE = { actor: "operator:admin", correlationId: "req_1" };

export type Received = { url: string; id: string; headers: Headers; body: string };
export type SentMail = {
	to: string[];
	subject: string;
	text: string;
	html?: string;
	replyTo?: string;
	headers?: Record<string, string>;
};

/** Real stores on D1 with a scripted receiver and a scripted mail binding, and a clock that jumps. */
export async function tellingWorld(
	start: number,
	outside: {
		receive?: (request: Received) => Response | Promise<Response>;
		takeMail?: (mail: SentMail) => void;
	} = {},
) {
	let now = start;
	const received: Received[] = [];
	const mails: SentMail[] = [];
	const { services, wakeUps, lines } = await testServices(start);
	await services.db.run(sql`delete from webhook_endpoints`);
	await services.db.run(sql`delete from told_events`);
	await services.db.run(sql`delete from customer_mails`);
	const deps = {
		...services,
		clock: { now: () => now },
		outbound: createOutbound({
			fetch: async (input, init) => {
				const headers = new Headers(init?.headers);
				const request = {
					url: String(input),
					id: headers.get("webhook-id") ?? "",
					headers,
					body: String(init?.body),
				};
				received.push(request);
				return (await outside.receive?.(request)) ?? new Response(null, { status: 204 });
			},
			ownHost: "connector.test",
			isSimulated: true,
			timeoutMs: 10_000,
			now: () => now,
		}),
		mailer: createMailer(
			{
				send: async (mail: SentMail) => {
					outside.takeMail?.(mail);
					mails.push(mail);
					return { messageId: `<${mails.length}@test>` };
				},
			},
			"parcels@noordzee.example",
		),
	};
	return {
		deps,
		received,
		mails,
		wakeUps,
		lines,
		now: () => now,
		advance: (ms: number) => {
			now += ms;
		},

		async addEndpoint(kinds: EventKind[], url = "http://127.0.0.1:9199/hook"): Promise<string> {
			const id = sampleId("whe");
			await deps.setup.endpoints.create(
				{ id, name: "Shop", url, kinds, secret: SECRET },
				{ ...CHANGE, now },
			);
			return id;
		},

		addDivision: (customerMails: Partial<DivisionSettings["customerMails"]> = {}) => {
			const settings = sampleSettings();
			return seedLiveDivision(now, {
				settings: {
					...settings,
					customerMails: { ...settings.customerMails, ...customerMails },
					branding: { ...settings.branding, email: "help@noordzee.example" },
				},
			});
		},

		/** Shipments that are bought in one go. */
		async addShipments(
			seeded: Awaited<ReturnType<typeof seedLiveDivision>>,
			count: number,
			to: { email?: string | null; country?: string; postalCode?: string } = {},
		): Promise<void> {
			const plan = samplePlan();
			const shipTo = { ...plan.shipTo, ...to, email: to.email ?? null };
			const text = JSON.stringify({ ...plan, shipTo });
			await deps.db.run(sql`
				with recursive n(i) as (select 1 union all select i + 1 from n where i < ${count})
				insert into shipments (id, division_id, fedex_account_id, order_id, exact_order_id, order_number,
					sequence, status, plan, correlation_id, created_at, updated_at)
				select 'shp_' || printf('%022d', abs(random() % 1000000000000) * 100000 + i),
					${seeded.divisionId}, ${seeded.accountId}, 'ord_' || i, 'exact-' || i, 20000 + i, 1, 'creating',
					case when ${to.email ?? ""} = 'each' then
						json_set(${text}, '$.shipTo.email', 'customer-' || i || '@example.com') else ${text} end,
					'pol_1', ${now}, ${now} from n`);
		},

		label: (divisionId: string) =>
			deps.db.run(sql`
				update shipments set status = 'labelled', tracking_state = 'label_made', version = version + 1,
					master_tracking_number = '7900000' || order_number, updated_at = ${now}
				where division_id = ${divisionId} and status = 'creating'`),

		scan: (divisionId: string, state: string) =>
			deps.db.run(sql`
				update shipments set tracking_state = ${state}, version = version + 1, updated_at = ${now}
				where division_id = ${divisionId} and status = 'labelled'`),

		spread: () => spreadEvents("all", deps),
		deliver: (endpointId: string) => deliverWebhooks(endpointId, deps),
		sendMails: () => sendMails("all", deps),

		/** Jumps to whatever is due next and does it, until nothing is. */
		async settle(endpointId?: string): Promise<void> {
			await spreadEvents("all", deps);
			for (;;) {
				if (endpointId !== undefined) {
					await deliverWebhooks(endpointId, deps);
				}
				await sendMails("all", deps);
				const next = await deps.db.get<{ at: number | null }>(sql`
					select min(at) as at from (
						select max(d.due_at, w.rest_until) as at from webhook_deliveries d
							join webhook_endpoints w on w.id = d.endpoint_id
							where d.due_at is not null and w.state = 'active' and w.id = ${endpointId ?? ""}
						union all select coalesce(leased_until, due_at) from customer_mails
							where due_at is not null)`);
				if (next === undefined || next.at === null) {
					return;
				}
				// The tick comes once a minute.
				now = Math.max(now + 60_000, next.at);
			}
		},
	};
}
