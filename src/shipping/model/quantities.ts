import type { OrderLine } from "./order.ts";

/** Quantities come as doubles; Exact keeps at most six places, so that is where noise is cut off. */
const PLACES = 1_000_000;

export function roundQuantity(quantity: number): number {
	const scaled = quantity * PLACES;
	// A double of that size has no places to cut off.
	return Number.isFinite(scaled) ? Math.round(scaled) / PLACES : quantity;
}

/**
 * What was reserved before for one line, over all shipments that were not voided, and what others had delivered of it
 * by the last time that some was reserved.
 */
export type Reserved = { quantity: number; deliveredBefore: number };

/**
 * What is still to be shipped of a line: its quantity less the larger of what Exact says was delivered, and what
 * others delivered plus what we reserved. Never below zero.
 */
export function restToShip(line: OrderLine, reserved: Reserved | undefined): number {
	const ours = reserved === undefined ? 0 : reserved.deliveredBefore + reserved.quantity;
	return Math.max(0, roundQuantity(line.quantity - Math.max(line.quantityDelivered, ours)));
}

/**
 * What went out of a line beside our shipments: all that was delivered when we first reserve, later on whatever Exact
 * has beyond ours. It only rises, since ours may not be booked yet.
 */
export function deliveredByOthers(line: OrderLine, reserved: Reserved | undefined): number {
	return reserved === undefined
		? line.quantityDelivered
		: Math.max(reserved.deliveredBefore, roundQuantity(line.quantityDelivered - reserved.quantity));
}

/** A line with goods that no shipment took yet. */
export type RestLine = { line: OrderLine; quantity: number };
