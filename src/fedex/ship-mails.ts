import type { CarrierMails, ShipmentPlan } from "../shipping/model/shipment-plan.ts";

export type MailsBody = {
	aggregationType: "PER_SHIPMENT";
	emailNotificationRecipients: [
		{
			emailNotificationRecipientType: "RECIPIENT";
			emailAddress: string;
			notificationType: "EMAIL";
			notificationFormatType: "HTML";
			notificationEventType: string[];
			locale: string;
		},
	];
};

const EVENTS: Readonly<Record<CarrierMails["events"][number], string>> = {
	shipped: "ON_SHIPMENT",
	estimatedDelivery: "ON_ESTIMATED_DELIVERY",
	exception: "ON_EXCEPTION",
	onDelivery: "ON_DELIVERY",
};

/** FedEx refuses a locale that it does not know. */
const LOCALES: Readonly<Record<CarrierMails["language"], string>> = {
	en: "en_US",
	nl: "nl_NL",
	de: "de_DE",
	fr: "fr_FR",
};

/** Undefined where FedEx is to mail nobody; what comes back is mailed to nobody either, since it comes to us. */
export function toMailsBody(plan: ShipmentPlan): MailsBody | undefined {
	const { carrierMails } = plan;
	const { email } = plan.shipTo;
	if (carrierMails === undefined || email === null || plan.return !== undefined) {
		return undefined;
	}
	return {
		aggregationType: "PER_SHIPMENT",
		emailNotificationRecipients: [
			{
				emailNotificationRecipientType: "RECIPIENT",
				emailAddress: email,
				notificationType: "EMAIL",
				notificationFormatType: "HTML",
				notificationEventType: carrierMails.events.map((event) => EVENTS[event]),
				locale: LOCALES[carrierMails.language],
			},
		],
	};
}
