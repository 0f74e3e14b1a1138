import { describe, expect, it } from "vitest";

import { toMailsBody } from "../../src/fedex/ship-mails.ts";
import { planCarrierMails } from "../../src/shipping/plan/plan-carrier-mails.ts";
import { samplePlan, sampleSettings } from "../shipping/samples.ts";

const SETTINGS = {
	...sampleSettings(),
	fedexMails: { shipped: true, onDelivery: true, exception: false, estimatedDelivery: false },
};
const TO = { ...samplePlan().shipTo, email: "klant@example.com" };

describe("mails that FedEx sends by itself", () => {
	it("are asked for with the label, in the language of the place", () => {
		const carrierMails = planCarrierMails(TO, SETTINGS);
		expect(carrierMails).toEqual({ events: ["shipped", "onDelivery"], language: "nl" });
		const body = toMailsBody({
			...samplePlan(),
			shipTo: TO,
			...(carrierMails === undefined ? {} : { carrierMails }),
		});
		expect(body?.emailNotificationRecipients[0]).toMatchObject({
			emailNotificationRecipientType: "RECIPIENT",
			emailAddress: "klant@example.com",
			notificationEventType: ["ON_SHIPMENT", "ON_DELIVERY"],
			locale: "nl_NL",
		});
	});

	it("are asked for nobody where the division wants none, or the address is none", () => {
		expect(planCarrierMails(TO, sampleSettings())).toBeUndefined();
		expect(planCarrierMails({ ...TO, email: null }, SETTINGS)).toBeUndefined();
		expect(planCarrierMails({ ...TO, email: "ask the desk" }, SETTINGS)).toBeUndefined();
		expect(toMailsBody(samplePlan())).toBeUndefined();
	});

	it("are asked for nobody on the way back", () => {
		const plan = {
			...samplePlan(),
			shipTo: TO,
			carrierMails: { events: ["shipped" as const], language: "nl" as const },
			return: { rma: null },
		};
		expect(toMailsBody(plan)).toBeUndefined();
	});
});
