import type { Given } from "./an-order.ts";

/** An order with one flaw. `base` is the order without it, which has to be shippable. */
export type RefusalCase = {
	name: string;
	base?: Given;
	flaw: Given;
	code: string;
	field: string;
};
