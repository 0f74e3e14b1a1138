import type { Refusal } from "../answers.ts";
import type { RateRequestWire } from "../rate-wire.ts";
import type { RequestedShipmentWire } from "../ship-wire.ts";
import { findMaxKilograms } from "../tables/packaging.ts";
import { findService } from "../tables/services.ts";
import { checkCustoms } from "./check-customs.ts";
import { checkPackages, countPieces } from "./check-packages.ts";
import { checkPlace } from "./check-place.ts";
import { checkShipDate } from "./check-ship-date.ts";

const MAX_PACKAGES = 100;

/** Everything that FedEx refuses in the content of a rate request. */
export function checkRate({ requestedShipment: asked }: RateRequestWire, today: string): Refusal[] {
	const places = [
		...checkPlace(asked.shipper, "shipper"),
		...checkPlace(asked.recipient, "recipient"),
	];
	if (places.length > 0) {
		return places;
	}
	const shipment = toShipment(asked);
	return [
		...checkShipDate(asked.shipDateStamp, today),
		...checkKind(asked),
		...checkCount(asked),
		...checkPackages(shipment).filter(({ code }) => !code.endsWith("LINEITEMS.EXCEEDS")),
		...checkCustoms(shipment),
	];
}

function checkKind({
	serviceType,
	packagingType,
}: RateRequestWire["requestedShipment"]): Refusal[] {
	const found: Refusal[] = [];
	if (serviceType !== undefined && findService(serviceType) === undefined) {
		found.push({ code: "SERVICE.TYPE.NOTAVAILABLE", message: "The service is not known." });
	}
	if (packagingType !== undefined && findMaxKilograms(packagingType) === undefined) {
		const code = "PACKAGINGTYPE.MISSING.OR.INVALID";
		found.push({ code, message: "The packaging is not known." });
	}
	return found;
}

function checkCount(asked: RateRequestWire["requestedShipment"]): Refusal[] {
	return countPieces(asked.requestedPackageLineItems.map(toPackageLine)) > MAX_PACKAGES
		? [{ code: "RATING.QUOTE.NOTAVAILABLE", message: `More than ${MAX_PACKAGES} packages.` }]
		: [];
}

/** The same facts as a booking would tell; the total of the goods is not asked for here. */
export function toShipment(asked: RateRequestWire["requestedShipment"]): RequestedShipmentWire {
	const { recipient, customsClearanceDetail, requestedPackageLineItems, shipper } = asked;
	const values = (customsClearanceDetail?.commodities ?? []).flatMap(
		({ customsValue }) => customsValue ?? [],
	);
	const currency = values[0]?.currency;
	return {
		shipper: { address: given(shipper.address) },
		recipients: [{ address: given(recipient.address) }],
		...given({ serviceType: asked.serviceType, packagingType: asked.packagingType }),
		...given({ totalPackageCount: asked.totalPackageCount }),
		requestedPackageLineItems: requestedPackageLineItems.map(toPackageLine),
		...(customsClearanceDetail === undefined
			? {}
			: {
					customsClearanceDetail: {
						commodities: customsClearanceDetail.commodities.map(given),
						...(currency === undefined
							? {}
							: {
									totalCustomsValue: {
										amount: values.reduce((sum, { amount }) => sum + amount, 0),
										currency,
									},
								}),
					},
				}),
	};
}

function toPackageLine({
	weight,
	dimensions,
	groupPackageCount,
	packageSpecialServices,
}: RateRequestWire["requestedShipment"]["requestedPackageLineItems"][number]) {
	return {
		weight,
		...given({ dimensions, groupPackageCount }),
		...(packageSpecialServices === undefined
			? {}
			: { packageSpecialServices: given(packageSpecialServices) }),
	};
}

type Given<T> = { [K in keyof T]: Exclude<T[K], undefined> };

function given<T extends object>(fields: T): Given<T> {
	return Object.fromEntries(
		Object.entries(fields).filter(([, value]) => value !== undefined),
	) as Given<T>;
}
