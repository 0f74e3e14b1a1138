import type { Problem } from "../../lib/errors.ts";
import type { ShippingDeps } from "../deps.ts";
import { mergePdf } from "../merge-pdf.ts";
import type { DueWriteBack } from "../ports/write-backs.ts";

/**
 * A request to Exact has at most 10 MB (knowledge base, "REST API restrictions", 2026-11), and base64 makes four bytes
 * of three.
 */
const FILE_MAX_BYTES = 7_000_000;

/** One PDF of all pieces, so that a shipment costs one call whatever it consists of. */
export async function fileToAttach(
	row: DueWriteBack,
	deps: Pick<ShippingDeps, "writeBacks" | "objects">,
): Promise<{ bytes: Uint8Array<ArrayBuffer> } | { reason: Problem }> {
	const parts = await deps.writeBacks.listFileParts(row);
	if (parts.length === 0 || parts.some(({ contentType }) => contentType !== "application/pdf")) {
		return {
			reason: {
				code: "write_back.no_pdf",
				field: "writeBack.attachLabel",
				message: "What FedEx made is no PDF, and Exact takes nothing else beside an order.",
				remedy: "Set the division's label format to PDF; the next labels are attached then.",
			},
		};
	}
	if (parts.reduce((sum, part) => sum + part.bytes, 0) > FILE_MAX_BYTES) {
		return { reason: tooLarge() };
	}
	const read = await Promise.all(
		parts.map(async ({ key }, at) => ({
			name: `package ${at + 1}`,
			bytes: await deps.objects.read(key),
		})),
	);
	const whole = read.flatMap(({ name, bytes }) => (bytes === undefined ? [] : [{ name, bytes }]));
	const [only] = whole;
	if (only === undefined || whole.length < parts.length) {
		return {
			reason: {
				code: "write_back.file_missing",
				field: "",
				message: "The storage does not have the file any more.",
				remedy: "Void the label and make another one; the new one is attached.",
			},
		};
	}
	const bytes = whole.length === 1 ? Uint8Array.from(only.bytes) : await mergePdf(whole);
	return bytes.length > FILE_MAX_BYTES ? { reason: tooLarge() } : { bytes };
}

function tooLarge(): Problem {
	return {
		code: "write_back.file_too_large",
		field: "",
		message: `The file has more than ${FILE_MAX_BYTES / 1_000_000} MB, and Exact takes no more.`,
		remedy: "Open the label here; its Document tells its tracking numbers.",
	};
}
