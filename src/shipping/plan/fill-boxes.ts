import type { PlannedLine } from "../model/shipment-plan.ts";

/** A box on the packing table. Its weight is that of the goods alone. */
export type Box = {
	goodsGrams: number;
	units: number;
	contents: { exactLineId: string; quantity: number }[];
};

type BoxRoom = { grams: number; units: number; boxes: number };

/** More pieces of one line than this are no order; doubles would soon stop telling neighbours apart. */
const MAX_UNITS = 1_000_000_000;

/**
 * Puts the goods into as few boxes as first-fit finds, the heaviest units first; the same goods always come to the
 * same boxes. A line of whole pieces may be split, one of 2.5 metres is one unit. The grams of a line are shared out
 * over its units so that they add up to the line's. Undefined where it takes more boxes than there is room for; no
 * unit may be heavier than a box.
 */
export function fillBoxes(lines: readonly PlannedLine[], room: BoxRoom): Box[] | undefined {
	if (lines.some((line) => unitsOf(line) > MAX_UNITS)) {
		return undefined;
	}
	const boxes: Box[] = [];
	for (const line of heaviestFirst(lines)) {
		const units = unitsOf(line);
		const quantityOfUnit = line.quantity / units;
		let packed = 0;
		for (let at = 0; packed < units; at += 1) {
			if (at >= room.boxes) {
				return undefined;
			}
			const box = (boxes[at] ??= { goodsGrams: 0, units: 0, contents: [] });
			const count = countFitting(line, packed, box, room);
			if (count > 0) {
				box.goodsGrams += gramsUpTo(line, packed + count) - gramsUpTo(line, packed);
				box.units += count;
				const { exactLineId } = line;
				box.contents.push({ exactLineId, quantity: count * quantityOfUnit });
				packed += count;
			}
		}
	}
	return boxes;
}

/** The heaviest that one unit of a line can come to when its grams are shared out. */
export function heaviestUnitGrams(line: PlannedLine): number {
	return Math.ceil(line.weightGrams / unitsOf(line));
}

/** What is sold by the piece can be parted; a length or a volume can't. */
export function isParted({ quantity }: PlannedLine): boolean {
	return Number.isInteger(quantity);
}

function unitsOf(line: PlannedLine): number {
	return isParted(line) ? line.quantity : 1;
}

function heaviestFirst(lines: readonly PlannedLine[]): PlannedLine[] {
	return lines.toSorted(
		(left, right) =>
			heaviestUnitGrams(right) - heaviestUnitGrams(left) || left.lineNumber - right.lineNumber,
	);
}

/** Grams of the first so many units of a line. */
function gramsUpTo(line: PlannedLine, units: number): number {
	const all = unitsOf(line);
	return units === all ? line.weightGrams : Math.floor((line.weightGrams / all) * units);
}

function countFitting(line: PlannedLine, packed: number, box: Box, room: BoxRoom): number {
	const left = room.grams - box.goodsGrams + gramsUpTo(line, packed);
	let low = 0;
	let high = Math.min(unitsOf(line) - packed, room.units - box.units);
	while (low < high) {
		const middle = Math.ceil((low + high) / 2);
		if (gramsUpTo(line, packed + middle) <= left) {
			low = middle;
		} else {
			high = middle - 1;
		}
	}
	return low;
}
