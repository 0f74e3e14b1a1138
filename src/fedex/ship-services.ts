import type { ServiceOptions } from "../shipping/model/shipment-plan.ts";

export type SpecialServicesBody = {
	specialServiceTypes: string[];
	holdAtLocationDetail?: { locationId: string };
	returnShipmentDetail?: { returnType: "PRINT_RETURN_LABEL" };
};

/** What is asked of FedEx beside the transport; undefined when nothing is, since FedEx takes no empty lists. */
export function toSpecialServices(
	options: ServiceOptions,
	{ isReturn } = { isReturn: false },
): SpecialServicesBody | undefined {
	const { isSaturdayDelivery, holdAtLocation } = options;
	const specialServiceTypes = [
		...(isSaturdayDelivery ? ["SATURDAY_DELIVERY"] : []),
		...(holdAtLocation === null ? [] : ["HOLD_AT_LOCATION"]),
		...(isReturn ? ["RETURN_SHIPMENT"] : []),
	];
	if (specialServiceTypes.length === 0) {
		return undefined;
	}
	return {
		specialServiceTypes,
		...(holdAtLocation === null ? {} : { holdAtLocationDetail: { locationId: holdAtLocation } }),
		...(isReturn ? { returnShipmentDetail: { returnType: "PRINT_RETURN_LABEL" } } : {}),
	};
}
