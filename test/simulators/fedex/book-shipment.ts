import type { TransactionIds } from "./answers.ts";
import { countPieces } from "./checks/check-packages.ts";
import { toLocalDate } from "./local-time.ts";
import type { FedexTwinParts } from "./parts.ts";
import type { PackageLineWire, PartyWire, ShipRequestWire } from "./ship-wire.ts";
import type { ShipmentParty, ShipmentPiece, ShipmentRecord } from "./shipment-record.ts";
import type { ShipmentRegister } from "./shipment-register.ts";
import { currencyOf } from "./tables/currencies.ts";
import { toImageType } from "./tables/label-stock.ts";
import { KILOGRAMS_PER_POUND } from "./tables/packaging.ts";
import { findService } from "./tables/services.ts";

/** Makes a shipment of a checked request. The same request twice makes two. */
export function bookShipment(
	{ shipments: register, settings }: Pick<FedexTwinParts, "shipments" | "settings">,
	request: ShipRequestWire,
	call: { ids: TransactionIds; now: number },
): ShipmentRecord {
	const wire = request.requestedShipment ?? {};
	const pieces = toPieces(register, wire.requestedPackageLineItems ?? []);
	const shipper = toParty(wire.shipper);
	const serviceType = wire.serviceType ?? "";
	const today = toLocalDate(call.now, shipper.countryCode);
	const asked = wire.shippingDocumentSpecification?.shippingDocumentTypes ?? [];
	const shipment: ShipmentRecord = {
		id: register.nextId(),
		account: request.accountNumber?.value ?? "",
		transactionId: call.ids.transactionId,
		customerTransactionId: call.ids.customerTransactionId ?? null,
		createdAt: call.now,
		readyAt: call.now + settings.all().pickupAfterMs,
		// A ship date in the past silently becomes today.
		shipDate: [wire.shipDatestamp ?? today, today].toSorted()[1] ?? today,
		serviceType,
		packagingType: wire.packagingType ?? "",
		paymentType: wire.shippingChargesPayment?.paymentType ?? "",
		imageType: toImageType(wire.labelSpecification?.imageType ?? "") ?? "PDF",
		stockType: wire.labelSpecification?.labelStockType ?? "",
		hasAuxiliary: serviceType.includes("INTERNATIONAL"),
		hasInvoice: asked.includes("COMMERCIAL_INVOICE"),
		shipper,
		recipient: toParty(wire.recipients?.[0]),
		references: toReferences(wire.requestedPackageLineItems?.[0]),
		contents: wire.customsClearanceDetail?.commodities?.[0]?.description ?? "",
		pieces,
		netChargeCents: netChargeCents(serviceType, pieces),
		currency: currencyOf(shipper.countryCode),
		travel: "usual",
	};
	register.add(shipment);
	return shipment;
}

function toPieces(register: ShipmentRegister, lines: PackageLineWire[]): ShipmentPiece[] {
	const numbers = register.nextTrackingNumbers(countPieces(lines));
	const single = lines.flatMap((line) =>
		Array.from({ length: line.groupPackageCount ?? 1 }, () => line),
	);
	return numbers.map((trackingNumber, index) => {
		const { weight, dimensions } = single[index] ?? {};
		return {
			trackingNumber,
			sequenceNumber: index + 1,
			weight: { units: weight?.units ?? "KG", value: weight?.value ?? 0 },
			dimensions:
				dimensions === undefined
					? null
					: {
							length: Math.trunc(dimensions.length ?? 0),
							width: Math.trunc(dimensions.width ?? 0),
							height: Math.trunc(dimensions.height ?? 0),
							units: dimensions.units ?? "CM",
						},
			cancelledAt: null,
		};
	});
}

function toParty(wire: PartyWire | undefined): ShipmentParty {
	const { address, contact } = wire ?? {};
	return {
		personName: contact?.personName ?? "",
		companyName: contact?.companyName ?? "",
		phoneNumber: String(contact?.phoneNumber ?? ""),
		streetLines: (address?.streetLines ?? []).slice(0, 3),
		city: address?.city ?? "",
		stateOrProvinceCode: address?.stateOrProvinceCode ?? "",
		postalCode: address?.postalCode ?? "",
		countryCode: address?.countryCode ?? "",
	};
}

function toReferences(line: PackageLineWire | undefined): ShipmentRecord["references"] {
	return (line?.customerReferences ?? []).map((reference) => ({
		customerReferenceType: reference.customerReferenceType ?? "",
		value: reference.value ?? "",
	}));
}

export function netChargeCents(
	serviceType: string,
	pieces: Pick<ShipmentPiece, "weight">[],
): number {
	const service = findService(serviceType);
	const kilograms = pieces.reduce(
		(sum, { weight }) => sum + weight.value * (weight.units === "LB" ? KILOGRAMS_PER_POUND : 1),
		0,
	);
	const perKilogram = Math.ceil(kilograms) * (service?.centsPerKilogram ?? 0);
	return (service?.baseCents ?? 0) + perKilogram;
}
