import { randomCrockford } from "../../lib/ids.ts";

const REFERENCE_MAX = 30;
const RANDOM_CHARACTERS = 8;

/**
 * The reference of one attempt: order number, hyphen, 8 random Crockford characters. It is on every piece and is
 * what an attempt is found by at FedEx, so no two attempts ever share one.
 */
export function newReference(orderNumber: number): string {
	const order = String(orderNumber).slice(0, REFERENCE_MAX - RANDOM_CHARACTERS - 1);
	return `${order}-${randomCrockford(RANDOM_CHARACTERS)}`;
}
