import { languageOfPlace } from "../model/customer-mails.ts";
import type { DivisionSettings } from "../model/division-settings.ts";
import type { CarrierMails } from "../model/shipment-plan.ts";
import type { Party } from "../model/shipment.ts";

/** A parcel is not to fail for a mistyped address: then the carrier just mails nobody. */
const LOOKS_LIKE_MAIL = /^[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(\.[\w-]+)+$/;

/** Which mails the carrier is asked to send the receiver; undefined for none, as where there is no address. */
export function planCarrierMails(
	to: Pick<Party, "email" | "country" | "postalCode">,
	{ fedexMails, customerMails }: Pick<DivisionSettings, "fedexMails" | "customerMails">,
): CarrierMails | undefined {
	const events = (["shipped", "estimatedDelivery", "exception", "onDelivery"] as const).filter(
		(event) => fedexMails[event],
	);
	if (events.length === 0 || to.email === null || !LOOKS_LIKE_MAIL.test(to.email)) {
		return undefined;
	}
	const { language } = customerMails;
	return {
		events,
		language: language === "auto" ? (languageOfPlace(to.country, to.postalCode) ?? "en") : language,
	};
}
