import type { Refusal } from "../answers.ts";
import type { RequestedShipmentWire } from "../ship-wire.ts";
import { findService } from "../tables/services.ts";

const SUB_PACKAGINGS = new Set(
	(
		"BAG BARREL BASKET BOX BUCKET BUNDLE CAGE CARTON CASE CHEST CONTAINER CRATE CYLINDER DRUM ENVELOPE HAMPER " +
		"OTHER PACKAGE PAIL PALLET PARCEL PIECE REEL ROLL SACK SHRINKWRAPPED SKID TANK TOTEBIN TUBE UNIT"
	).split(" "),
);

/** What kind of pieces they are: FedEx wants to know into Canada, and the size of every piece of freight. */
export function checkKind(shipment: RequestedShipmentWire): Refusal[] {
	const lines = shipment.requestedPackageLineItems ?? [];
	const from = shipment.shipper?.address?.countryCode;
	const to = shipment.recipients?.[0]?.address?.countryCode;
	const found: Refusal[] = [];
	const isNeeded = to === "CA" && from !== "CA" && shipment.packagingType === "YOUR_PACKAGING";
	const kinds = lines.map((line) => line.subPackagingType);
	if (kinds.some((kind) => (kind === undefined ? isNeeded : !SUB_PACKAGINGS.has(kind)))) {
		const code = "REQUESTEDPACKAGELINEITEMS.SUBPACKAGINGTYPE.MISSING";
		found.push({ code, message: "It is not said what kind of packages they are." });
	}
	const isFreight = findService(shipment.serviceType ?? "")?.category === "EXPRESS_FREIGHT";
	if (isFreight && lines.some((line) => line.dimensions === undefined)) {
		found.push({ code: "PACKAGE.DIMENSION.ERROR", message: "Freight has dimensions." });
	}
	return found;
}
