import type { QuoteRequest } from "../shipping/ports/quotes.ts";
import { toShipBody, type ShipBody } from "./booking-request.ts";

type ValidateBody = {
	accountNumber: ShipBody["accountNumber"];
	requestedShipment: Omit<ShipBody["requestedShipment"], "totalPackageCount">;
};

/**
 * The body of `POST /ship/v1/shipments/packages/validate`: that of a booking, but for what this operation does not
 * know, and in whole pounds.
 */
export function toValidateBody({ plan, accountNumber, shipDate }: QuoteRequest): ValidateBody {
	const reference = `${plan.orderNumber}`;
	const booking = toShipBody({ plan, accountNumber, reference, shipDate });
	const { totalPackageCount: _, ...requested } = booking.requestedShipment;
	return {
		accountNumber: booking.accountNumber,
		requestedShipment: { ...requested, totalWeight: Math.ceil(requested.totalWeight) },
	};
}
