import type { Refusal } from "../answers.ts";
import type { RequestedShipmentWire } from "../ship-wire.ts";

const RMA_LIMIT = 20;

/** A return says what kind it is, is paid by its sender or a third party, and only it bears an RMA number. */
export function checkReturn(shipment: RequestedShipmentWire): Refusal[] {
	const services = shipment.shipmentSpecialServices;
	const isReturn = services?.specialServiceTypes?.includes("RETURN_SHIPMENT") ?? false;
	const type = services?.returnShipmentDetail?.returnType;
	const payment = shipment.shippingChargesPayment?.paymentType ?? "";
	const rma = (shipment.requestedPackageLineItems ?? [])
		.flatMap((line) => line.customerReferences ?? [])
		.find((reference) => reference.customerReferenceType === "RMA_ASSOCIATION")?.value;
	const rules: [isBroken: boolean, code: string, message: string][] = [
		[
			isReturn !== (type !== undefined),
			"RETURNSHIPMENTDETAIL.RETURNTYPE.REQUIRED",
			"A return needs its kind, and only a return has one.",
		],
		[
			type !== undefined && type !== "PRINT_RETURN_LABEL" && type !== "PENDING",
			"RETURNSHIPMENTDETAIL.RETURNTYPE.INVALID",
			"The kind of return is not known.",
		],
		[
			isReturn && payment !== "SENDER" && payment !== "THIRD_PARTY",
			"SHIPPINGCHARGESPAYMENT.PAYMENTTYPE.NOTSUPPORTED",
			"A return is paid by the sender or a third party.",
		],
		[
			rma !== undefined && (!isReturn || rma.length > RMA_LIMIT),
			"CUSTOMERREFERENCES.VALUE.INVALID",
			"The RMA number is too long, or stands on no return.",
		],
	];
	return rules.flatMap(([isBroken, code, message]) => (isBroken ? [{ code, message }] : []));
}
