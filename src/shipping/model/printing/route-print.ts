/** Which station a document comes out of. */

export const PRINT_FORMATS = ["PDF", "PNG", "ZPL", "EPL"] as const;

export type PrintFormat = (typeof PRINT_FORMATS)[number];

const FORMAT_OF: Readonly<Record<string, PrintFormat>> = {
	"application/pdf": "PDF",
	"image/png": "PNG",
	"application/zpl": "ZPL",
	"application/epl": "EPL",
};

export function printFormatOf(contentType: string): PrintFormat | undefined {
	return FORMAT_OF[contentType];
}

export type StationRoute = {
	id: string;
	/** Null for every division. */
	divisionIds: readonly string[] | null;
	/** Codes of Exact; null for every one, and for orders that name none. */
	warehouses: readonly string[] | null;
	formats: readonly PrintFormat[];
	/** Labels are what is stuck on the box; `all` are also the papers that go with it. */
	prints: "labels" | "all" | "papers";
};

export type PrintableFacts = {
	divisionId: string;
	warehouseCode: string | null;
	kind: string;
	contentType: string;
};

export function isLabelKind(kind: string): boolean {
	return kind.includes("label");
}

/**
 * One station or none, because two would print it twice: the one that names the most of where it leaves from, and the
 * oldest of equals.
 */
export function chooseStation<T extends StationRoute>(
	document: PrintableFacts,
	stations: readonly T[],
): T | undefined {
	return stations
		.filter((station) => takes(station, document))
		.toSorted((a, b) => weight(b) - weight(a) || (a.id < b.id ? -1 : 1))[0];
}

export function takes(station: StationRoute, document: PrintableFacts): boolean {
	const format = printFormatOf(document.contentType);
	const isLabel = isLabelKind(document.kind);
	return (
		format !== undefined &&
		station.formats.includes(format) &&
		(station.prints === "all" || (station.prints === "labels") === isLabel) &&
		(station.divisionIds === null || station.divisionIds.includes(document.divisionId)) &&
		(station.warehouses === null ||
			(document.warehouseCode !== null && station.warehouses.includes(document.warehouseCode)))
	);
}

function weight({ warehouses, divisionIds, prints }: StationRoute): number {
	return (
		(warehouses === null ? 0 : 4) + (divisionIds === null ? 0 : 2) + (prints === "all" ? 0 : 1)
	);
}
