import type { Problem } from "../../lib/errors.ts";
import { isInEuropeanUnion } from "../model/facts/zones.ts";
import type { Address } from "../model/order.ts";

/** Where every place has a street. In others a post office box is how one writes an address, and FedEx calls first. */
const OTHERS: ReadonlySet<string> = new Set(["CA", "CH", "GB", "NO", "US"]);

/** FedEx hands these over to the post for the last mile. */
const TO_THE_POST: ReadonlySet<string> = new Set(["SMART_POST"]);

const PO_BOX =
	/^(p\.? ?o\.? ?box|post office box|postbus|postfach|bo[iî]te postale|b\.? ?p\.?|casella postale|c\.? ?p\.?|apartado(?: de correos)?|apdo\.?|skrytka pocztowa|post ?boks|box)[ .:]*(?:n[ro°]\.?|#)? ?\d[\d ]*$/i;

/** FedEx hands parcels over to people and takes none to a post office box (its list of errors, read 2026-11). */
export function checkPoBox(
	address: Address | undefined,
	{ service, to }: { service: string; to: string | null },
	problems: Problem[],
): void {
	const hasStreets = to !== null && (isInEuropeanUnion(to) || OTHERS.has(to));
	if (address === undefined || !hasStreets || TO_THE_POST.has(service)) {
		return;
	}
	const lines = [address.street ?? "", ...address.streetExtra].map((line) => line.trim());
	const written = lines.filter((line) => line !== "");
	if (written.length > 0 && written.every((line) => PO_BOX.test(line))) {
		problems.push({
			code: "address.po_box",
			field: "Delivery address › Address",
			message: `"${written[0]}" is a post office box, and FedEx delivers to none.`,
			remedy: "Enter the street and number where the goods are received.",
		});
	}
}
