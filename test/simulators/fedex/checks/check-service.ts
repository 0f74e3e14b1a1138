import type { Refusal } from "../answers.ts";
import { invalidInput } from "../answers.ts";
import type { RequestedShipmentWire } from "../ship-wire.ts";
import { isStockOf, toImageType } from "../tables/label-stock.ts";
import { findMaxKilograms } from "../tables/packaging.ts";
import { findService, isOnLane } from "../tables/services.ts";

const PICKUP_TYPES = [
	"CONTACT_FEDEX_TO_SCHEDULE",
	"DROPOFF_AT_FEDEX_LOCATION",
	"USE_SCHEDULED_PICKUP",
];

const SHIPMENT_SPECIAL_SERVICES = [
	"ELECTRONIC_TRADE_DOCUMENTS",
	"SATURDAY_DELIVERY",
	"SATURDAY_PICKUP",
	"HOLD_AT_LOCATION",
	"BROKER_SELECT_OPTION",
	"EVENT_NOTIFICATION",
	"RETURN_SHIPMENT",
	"THIRD_PARTY_CONSIGNEE",
	"FEDEX_ONE_RATE",
	"INSIDE_DELIVERY",
	"HOME_DELIVERY_PREMIUM",
];

/** Service, packaging, pickup and label format. */
export function checkService(shipment: RequestedShipmentWire): Refusal[] {
	return [
		...checkServiceType(shipment),
		...checkPackagingType(shipment),
		...checkPickupType(shipment),
		...checkLabel(shipment),
		...checkSpecialServices(shipment),
	];
}

function checkServiceType(shipment: RequestedShipmentWire): Refusal[] {
	const { serviceType, shipper, recipients } = shipment;
	const service = findService(serviceType ?? "");
	if (service === undefined) {
		return [{ code: "SHIPMENT.SERVICETYPE.INVALID", message: "The service is not known." }];
	}
	const origin = shipper?.address?.countryCode ?? "";
	const recipient = recipients?.[0]?.address;
	if (!isOnLane(service, origin, recipient?.countryCode ?? "")) {
		const message = `${serviceType} does not run between these two places.`;
		return [{ code: "REQUESTEDSHIPMENT.SERVICETYPE.NOTSUPPORTED", message }];
	}
	return serviceType === "GROUND_HOME_DELIVERY" && recipient?.residential !== true
		? [{ code: "RECIPIENT.ADDRESS.ERROR", message: "Home delivery needs a residential address." }]
		: [];
}

function checkPackagingType(shipment: RequestedShipmentWire): Refusal[] {
	const packaging = shipment.packagingType ?? "";
	if (findMaxKilograms(packaging) === undefined) {
		return [{ code: "SHIPMENT.PACKAGETYPE.INVALID", message: "The packaging is not known." }];
	}
	const category = findService(shipment.serviceType ?? "")?.category;
	return category === "GROUND" && packaging !== "YOUR_PACKAGING"
		? [{ code: "PACKAGINGTYPE.VALIDATION.ERROR", message: "Ground takes own packaging only." }]
		: [];
}

function checkPickupType({ pickupType }: RequestedShipmentWire): Refusal[] {
	if (pickupType === undefined) {
		return [{ code: "PICKUPTYPE.REQUIRED", message: "The pickup type is missing." }];
	}
	return PICKUP_TYPES.includes(pickupType)
		? []
		: [{ code: "REQUESTEDSHIPMENT.PICKUPTYPE.INVALID", message: "The pickup type is not known." }];
}

function checkLabel({ labelSpecification }: RequestedShipmentWire): Refusal[] {
	const imageType = toImageType(labelSpecification?.imageType ?? "");
	if (imageType === undefined) {
		const message = "The twin draws PDF, ZPLII and EPL2 labels.";
		return [{ code: "LABELSPECIFICATION.IMAGETYPE.INVALID", message }];
	}
	return isStockOf(imageType, labelSpecification?.labelStockType ?? "")
		? []
		: [
				invalidInput(
					"requestedShipment.labelSpecification.labelStockType",
					`The label stock does not fit ${imageType}.`,
				),
			];
}

function checkSpecialServices(shipment: RequestedShipmentWire): Refusal[] {
	const types = shipment.shipmentSpecialServices?.specialServiceTypes ?? [];
	if (types.length > 14) {
		const code = "SHIPMENTSPECIALSERVICES.SPECIALSERVICETYPES.EXCEEDED";
		return [{ code, message: "More than 14 special services." }];
	}
	return types
		.filter((type) => !SHIPMENT_SPECIAL_SERVICES.includes(type))
		.map((type) => ({
			code: "SHIPMENTSPECIALSERVICES.SPECIALSERVICETYPES.INVALID",
			message: `Special service ${type} is not known.`,
		}));
}
