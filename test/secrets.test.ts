import { beforeEach, describe, expect, it } from "vitest";

import { forgetEarlier, startConnected } from "./demo-division.ts";
import { runThroughEverything } from "./secrets/full-run.ts";
import { leaksIn } from "./secrets/leaks.ts";
import { startReceivers } from "./secrets/receivers.ts";
import { audited, METHODS, shown, startWatch, type Watch } from "./secrets/watch.ts";
import type { Twins } from "./twins.ts";

/**
 * A full run with everything that can go wrong on the way, and all that it lets be seen: every line that the Worker
 * prints in any of its invocations, every point of its metrics, the headers of every answer and the text of every
 * refusal, and the audit.
 */

let twins: Twins;
let watch: Watch;
let receivers: ReturnType<typeof startReceivers>;

beforeEach(async () => {
	await forgetEarlier();
	watch = startWatch();
	receivers = startReceivers(watch);
	twins = startConnected({ orders: 24, elsewhere: (request) => receivers.answer(request) });
	watch.watchStore(twins.exactStore);
	watch.watchStore(twins.fedexStore);
});

/** Without these lines the run did not come where it was to look: one for each part of the Worker, and its failures. */
const PRINTED = {
	requests: ["request.done", "request.failed"],
	connecting: ["exact.token", "fedex.token", "connection.needs_reauthorization"],
	calls: ["exact.call", "fedex.call"],
	ticks: ["tick.done", "drain.done", "tick.failed", "wake_up.unreadable", "wake_up.not_sent"],
	polling: ["poll.done", "poll.sweeps", "poll.postponed", "orders.judged"],
	shipping: ["shipment.labelled", "shipment.refused", "shipment.outcome_unknown"],
	"writing back": ["write_back.written", "write_back.not_written"],
	tracking: ["shipment.tracked", "tracking.look_failed", "tracking.pushed"],
	telling: ["webhooks.sent", "mails.sent", "webhook.subscribed"],
};

/** Of these there are points in the metrics. */
const COUNTED = [
	"exact.budget",
	"exact.call",
	"fedex.call",
	"mails.sent",
	"poll.done",
	"shipment.labelled",
	"shipment.refused",
	"tick.done",
	"webhooks.sent",
	"write_back.written",
];

const KINDS = [
	"API token",
	"Exact's access token",
	"Exact's authorization code",
	"Exact's client secret",
	"Exact's refresh token",
	"Exact's webhook secret",
	"FedEx's client secret",
	"FedEx's security token",
	"FedEx's token",
	"OAuth state",
	"address of a chat",
	"address of a receiver",
	"administrator's token",
	"cookie",
	"e-mail",
	"encryption key",
	"phone number",
	"print station's code",
	"recipient's name",
	"secret of a receiver",
	"signature for a receiver",
	"signature in a customer's address",
	"signature of a link",
	"single-use address",
	"street",
	"token of Cloudflare Access",
	"token of a print station",
	"webhook signature",
	"wrong password",
];

/** What a run that is refused, met by strangers and expected later has answered. */
const STATUSES = [302, 400, 401, 403, 404, 410, 422, 500, 503];

describe("a run through everything that can happen", () => {
	it("shows no secret and nobody's name, neither in its log nor in a refusal nor in the audit", async () => {
		for (const method of METHODS) {
			console[method](`by ${method}`);
		}
		expect(watch.printed).toEqual(METHODS.map((method) => `by ${method}`));
		await runThroughEverything({ twins, watch, receivers });
		const secrets = watch.planted();
		const lines = watch.printed.join("\n");
		const events = Object.values(PRINTED).flat();
		expect(events.filter((event) => !lines.includes(`"event":"${event}"`))).toEqual([]);
		expect(lines).toMatch(/"route":"\/labels\/:document","status":403/);
		expect(lines).toMatch(/"route":"\/webhooks\/exact\/:connection","status":401/);
		expect(lines).toMatch(/"route":"\/webhooks\/fedex\/:account","status":401/);
		const points = receivers.points.join("\n");
		expect(COUNTED.filter((event) => !points.includes(`"${event}"`))).toEqual([]);
		expect([...new Set(secrets.map(({ kind }) => kind))].toSorted()).toEqual(KINDS);
		const statuses = watch.visits.map((visited) => visited.status);
		expect(statuses).toEqual(expect.arrayContaining(STATUSES));

		expect(leaksIn(lines, secrets)).toEqual([]);
		expect(leaksIn(points, secrets)).toEqual([]);
		expect(leaksIn(watch.visits.map(shown).join("\n"), secrets)).toEqual([]);
		expect(leaksIn(await audited(), secrets)).toEqual([]);
		expect(leaksIn([...receivers.shop, ...receivers.chat].join("\n"), secrets)).toEqual([]);

		for (const kind of KINDS) {
			const secret = secrets.findLast((one) => one.kind === kind);
			const line = `{"event":"x","url":"/?q=${encodeURIComponent(secret?.value ?? "")}"}`;
			expect(leaksIn(`${lines}\n${line}`, secrets)).toContain(kind);
		}
	}, 120_000);
});
