import { address } from "./problems/address.ts";
import { billing } from "./problems/billing.ts";
import { delivery } from "./problems/delivery.ts";
import { exact } from "./problems/exact.ts";
import { fedex } from "./problems/fedex.ts";
import { item } from "./problems/item.ts";
import { order } from "./problems/order.ts";
import { packages } from "./problems/packages.ts";
import { shipment } from "./problems/shipment.ts";

/**
 * What problems say, in Dutch, by their code: a title for the cause, and each English sentence with the Dutch one.
 * What stands in braces is what the sentence tells of, and comes over as it is. Problems are kept in English, with the
 * order or shipment that they stand at, so this is read when one is shown; a sentence that is not here stays English.
 */
export type DutchProblems = Readonly<
	Record<string, { title: string; says: Readonly<Record<string, string>> }>
>;

export const DUTCH_PROBLEMS: DutchProblems = {
	...address,
	...billing,
	...delivery,
	...exact,
	...fedex,
	...item,
	...order,
	...packages,
	...shipment,
};
