import { refusal, type Problem } from "../../lib/errors.ts";
import type { ShipmentStatus } from "../model/shipment-states.ts";

/** Pages are put together in the memory of one request. */
export const MAX_MERGED_SHIPMENTS = 200;
const MAX_MERGED_DOCUMENTS = 600;
const MAX_MERGED_BYTES = 30_000_000;

export type Printable = {
	orderNumber: number;
	status: ShipmentStatus;
	documents: readonly { kind: string; contentType: string; key: string; bytes: number }[];
};

type LabelKey = { name: string; key: string };

/**
 * Which documents go into one PDF, in the order in which the shipments were given: the labels, or with `all` every
 * PDF that came with them. One shipment without a good label stops all of it, or its box would go out without one
 * unseen.
 * @throws AppError `labels.not_printable` naming each shipment, `labels.too_many`
 */
export function chooseLabels(
	shipmentIds: readonly string[],
	found: ReadonlyMap<string, Printable>,
	which: "labels" | "all",
): LabelKey[] {
	const problems = shipmentIds.flatMap((id) => whyNot(id, found.get(id)) ?? []);
	if (problems.length > 0) {
		throw refusal(
			"labels.not_printable",
			`${problems.length} of the ${shipmentIds.length} shipments have no label for the PDF, so none was made.`,
			problems,
		);
	}
	const chosen = shipmentIds.flatMap((id) => {
		const { orderNumber, documents } = found.get(id) ?? { orderNumber: 0, documents: [] };
		return documents
			.filter(
				({ kind, contentType }) => isPdf(contentType) && (which === "all" || kind === "label"),
			)
			.map(({ key, bytes }) => ({ name: `order ${orderNumber}`, key, bytes }));
	});
	const bytes = chosen.reduce((sum, document) => sum + document.bytes, 0);
	if (chosen.length > MAX_MERGED_DOCUMENTS || bytes > MAX_MERGED_BYTES) {
		throw refusal(
			"labels.too_many",
			`These are ${chosen.length} documents of ${Math.ceil(bytes / 1_000_000)} MB, and one PDF takes ${MAX_MERGED_DOCUMENTS} of together ${MAX_MERGED_BYTES / 1_000_000} MB. Choose fewer shipments.`,
		);
	}
	return chosen.map(({ name, key }) => ({ name, key }));
}

function whyNot(id: string, shipment: Printable | undefined): Problem | undefined {
	const problem = (code: string, message: string, remedy: string) => ({
		code: `labels.${code}`,
		field: `shipmentIds › ${id}`,
		message,
		remedy,
	});
	if (shipment === undefined) {
		return problem("not_found", `There is no shipment ${id}.`, "Leave it out.");
	}
	const { orderNumber, status, documents } = shipment;
	if (status === "voided" || status === "voiding") {
		return problem(
			"revoked",
			`The label of order ${orderNumber} was revoked: its shipment was voided.`,
			"Leave it out, and throw away what was printed of it.",
		);
	}
	const labels = documents.filter(({ kind }) => kind === "label");
	if (status !== "labelled" || labels.length === 0) {
		return problem(
			"not_made",
			`Order ${orderNumber} has no label yet.`,
			"Leave it out until it is labelled.",
		);
	}
	if (!labels.every(({ contentType }) => isPdf(contentType))) {
		return problem(
			"no_pdf",
			`The label of order ${orderNumber} is no PDF but for another printer.`,
			"Print it by itself, or set the division's label format to PDF for the next ones.",
		);
	}
	return undefined;
}

function isPdf(contentType: string): boolean {
	return contentType === "application/pdf";
}
