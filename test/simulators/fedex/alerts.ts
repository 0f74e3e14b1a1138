import type { ShipmentRecord } from "./shipment-record.ts";
import { isPlausibleCity } from "./tables/postal-codes.ts";

export type Alert = { code: string; alertType: "NOTE" | "WARNING"; message: string };

const DIALLING_CODES: Record<string, string> = { NL: "31", BE: "32", FR: "33", DE: "49", GB: "44" };

/** Things that FedEx remarks on while it makes the shipment all the same. */
export function toAlerts(shipment: ShipmentRecord): Alert[] {
	const { countryCode, postalCode, city, phoneNumber } = shipment.recipient;
	const alerts: Alert[] = [];
	if (!isPlausibleCity(countryCode, postalCode, city)) {
		alerts.push({
			code: "SHIP.RECIPIENT.POSTALCITY.MISMATCH",
			alertType: "WARNING",
			message: "Postal code and city of the recipient do not belong together.",
		});
	}
	const dialling = DIALLING_CODES[countryCode];
	const digits = phoneNumber.replaceAll(/\D/g, "").replace(/^00/, "");
	if (dialling !== undefined && !digits.startsWith(dialling) && !digits.startsWith("0")) {
		alerts.push({
			code: "RECIPIENTCONTACT.PHONENUMBER.INVALID",
			alertType: "NOTE",
			message: "The recipient's phone number does not look like one of its country.",
		});
	}
	return alerts;
}
