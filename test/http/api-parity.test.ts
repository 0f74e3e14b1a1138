import { describe, expect, it } from "vitest";

import { PEOPLE, PROGRAMS } from "../../src/http/access/routes.ts";

const DIVISION = "/api/v1/divisions/:id";
const STATION = "/api/v1/print-stations/:id";

/** What a program calls for each thing that a person does with a form of the console. */
const CALLS: Readonly<Record<string, readonly string[]>> = {
	"/console/inbox/again": [
		"POST /api/v1/blocked-work/try-again",
		"POST /api/v1/failed-work/replay",
		"POST /api/v1/shipments/:id/replay",
		"POST /api/v1/shipments/:id/decision",
		"POST /api/v1/orders/:id/ship",
	],
	"/console/pack/:id/scan": ["PUT /api/v1/orders/:id/packages", "POST /api/v1/orders/:id/ship"],
	"/console/pack/:id/accept": [
		"POST /api/v1/orders/:id/ship",
		"POST /api/v1/blocked-work/try-again",
		`POST ${DIVISION}/poll`,
	],
	"/console/pack/:id/packages": ["PUT /api/v1/orders/:id/packages", "POST /api/v1/orders/:id/ship"],
	"/console/pause": ["POST /api/v1/pause"],
	"/console/resume": ["POST /api/v1/resume"],
	"/console/connections/new": [
		"POST /api/v1/exact-connections",
		"POST /api/v1/exact-connections/:id/authorize",
	],
	"/console/connections/:id/delete": ["DELETE /api/v1/exact-connections/:id"],
	"/console/connections/:id/secret": ["PUT /api/v1/exact-connections/:id/client-secret"],
	"/console/fedex-accounts/new": ["POST /api/v1/fedex-accounts"],
	"/console/fedex-accounts/:id/check": ["POST /api/v1/fedex-accounts/:id/check"],
	"/console/fedex-accounts/:id/pause": ["POST /api/v1/fedex-accounts/:id/pause"],
	"/console/fedex-accounts/:id/resume": ["POST /api/v1/fedex-accounts/:id/resume"],
	"/console/divisions/:id/poll": [`POST ${DIVISION}/poll`],
	"/console/divisions/:id/hold": [`POST ${DIVISION}/hold`],
	"/console/divisions/:id/pause": [`POST ${DIVISION}/pause`],
	"/console/divisions/:id/resume": [`POST ${DIVISION}/resume`],
	"/console/divisions/:id/couriers/ask": [`POST ${DIVISION}/pickups`],
	"/console/divisions/:id/couriers/:pickup/cancel": ["POST /api/v1/pickups/:id/cancel"],
	"/console/divisions/:id/couriers/close": [`POST ${DIVISION}/ground-closes`],
	"/console/divisions/:id/settings": [`PUT ${DIVISION}/settings`],
	"/console/divisions/:id/logo": [`PUT ${DIVISION}/logo`],
	"/console/divisions/:id/logo/remove": [`DELETE ${DIVISION}/logo`],
	"/console/divisions/:id/release": [`POST ${DIVISION}/release`],
	"/console/orders/:id/ship": ["POST /api/v1/orders/:id/ship"],
	"/console/orders/:id/packages": ["PUT /api/v1/orders/:id/packages"],
	"/console/orders/:id/packages/remove": ["PUT /api/v1/orders/:id/packages"],
	"/console/shipments/replay": ["POST /api/v1/shipments/:id/replay"],
	"/console/shipments/labels": ["POST /api/v1/labels/merge"],
	"/console/shipments/:id/replay": ["POST /api/v1/shipments/:id/replay"],
	"/console/shipments/:id/void": ["POST /api/v1/shipments/:id/void"],
	"/console/shipments/:id/relabel": ["POST /api/v1/shipments/:id/relabel"],
	"/console/shipments/:id/return-label": ["POST /api/v1/shipments/:id/return-label"],
	"/console/shipments/:id/decision": ["POST /api/v1/shipments/:id/decision"],
	"/console/shipments/:id/tracking-page/renew": ["POST /api/v1/shipments/:id/tracking-page/renew"],
	"/console/failed-work/replay": ["POST /api/v1/failed-work/replay"],
	"/console/printing/new": ["POST /api/v1/print-stations"],
	"/console/printing/print": [`POST ${STATION}/jobs`],
	"/console/printing/:id": [`PUT ${STATION}`],
	"/console/printing/:id/code": [`POST ${STATION}/pairing-code`],
	"/console/printing/:id/revoke": [`POST ${STATION}/revoke`],
	"/console/printing/:id/delete": [`DELETE ${STATION}`],
	"/console/printing/:id/print": [`POST ${STATION}/jobs`],
	"/console/printing/:id/jobs/:job": [`POST ${STATION}/jobs/:job/decide`],
	"/console/people": ["POST /api/v1/people"],
	"/console/people/:id": ["PUT /api/v1/people/:id"],
	"/console/people/:id/remove": ["DELETE /api/v1/people/:id"],
	"/console/fedex-accounts/:id/push": ["PUT /api/v1/fedex-accounts/:id/push"],
	"/console/fedex-accounts/:id/push/end": ["DELETE /api/v1/fedex-accounts/:id/push"],
	"/console/shipments/:id/proof-of-delivery": ["POST /api/v1/shipments/:id/proof-of-delivery"],
	"/console/webhooks": ["POST /api/v1/outgoing-webhooks"],
	"/console/webhooks/:id": ["PATCH /api/v1/outgoing-webhooks/:id"],
	"/console/webhooks/:id/enable": ["POST /api/v1/outgoing-webhooks/:id/enable"],
	"/console/webhooks/:id/disable": ["POST /api/v1/outgoing-webhooks/:id/disable"],
	"/console/webhooks/:id/delete": ["DELETE /api/v1/outgoing-webhooks/:id"],
	"/console/webhooks/:id/secret": ["POST /api/v1/outgoing-webhooks/:id/secret"],
	"/console/webhooks/:id/replay": ["POST /api/v1/outgoing-webhooks/:id/replay"],
	"/console/alerts": ["PUT /api/v1/alerts"],
	"/console/api-tokens": ["POST /api/v1/api-tokens"],
	"/console/api-tokens/:id/revoke": ["DELETE /api/v1/api-tokens/:id"],
	"/console/sessions/:id/end": ["DELETE /api/v1/sessions/:id"],
};

/** What is about the person at the screen alone. */
const PERSONAL = new Set(["/logout", "/console/language"]);

describe("the API", () => {
	it("can do all that the console can", () => {
		const forms = Object.keys(PEOPLE)
			.filter((route) => route.startsWith("POST "))
			.map((route) => route.slice("POST ".length))
			.filter((path) => !PERSONAL.has(path));
		expect(forms.filter((path) => CALLS[path] === undefined)).toEqual([]);
		const called = forms.flatMap((path) => CALLS[path] ?? []);
		expect(called.filter((route) => PROGRAMS[route] === undefined)).toEqual([]);
	});
});
