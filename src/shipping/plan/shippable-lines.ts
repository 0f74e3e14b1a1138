import type { OrderLine } from "../model/order.ts";

/** Lines that leave our warehouse: not drop-shipped by the supplier, not a return. */
export function shippableLines(lines: readonly OrderLine[]): OrderLine[] {
	return lines.filter((line) => !line.isDropShipped && line.quantity > 0);
}
