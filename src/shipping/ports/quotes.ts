import type { Rate } from "../model/quote.ts";
import type { ShipmentPlan } from "../model/shipment-plan.ts";

export type QuoteRequest = {
	plan: ShipmentPlan;
	accountNumber: string;
	/** `YYYY-MM-DD` */
	shipDate: string;
};

/** What the carrier says about a shipment without making it. Asking changes nothing there. */
export interface Quoter {
	/**
	 * What the plan's service costs, or each service that there is where the plan asks for the cheapest.
	 * @throws AppError `wait`, `retry`, `suspend`, or `refuse` with problems
	 */
	quote(request: QuoteRequest): Promise<Rate[]>;
	/** Whether it would be taken as it is. @throws AppError as above */
	validate(request: QuoteRequest): Promise<void>;
}
