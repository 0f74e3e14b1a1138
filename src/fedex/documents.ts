import { fromBase64 } from "../lib/encoding.ts";
import type { CarrierDocument } from "../shipping/model/shipment.ts";
import type { DocumentWire } from "./schemas.ts";

const KINDS: ReadonlyMap<string, string> = new Map([["AUXILIARY", "auxiliary-label"]]);

type Format = { extension: string; contentType: string };

const PDF: Format = { extension: "pdf", contentType: "application/pdf" };
const PNG: Format = { extension: "png", contentType: "image/png" };

const ZPL: Format = { extension: "zpl", contentType: "application/zpl" };

const FORMATS: ReadonlyMap<string, Format> = new Map([
	["PDF", PDF],
	["PNG", PNG],
	["ZPLII", ZPL],
	["ZPL", ZPL],
	["EPL2", { extension: "epl", contentType: "application/epl" }],
]);

const UNKNOWN_FORMAT: Format = { extension: "bin", contentType: "application/octet-stream" };

/** FedEx's kind of document in our words: `COMMERCIAL_INVOICE` is `commercial-invoice`. */
export function toDocumentKind(contentType: string): string {
	return (
		KINDS.get(contentType) ??
		contentType
			.toLowerCase()
			.replaceAll(/[^a-z0-9]+/g, "-")
			.replaceAll(/^-|-$/g, "")
	);
}

/** Undefined when the document came without bytes. */
export function toDocument(
	wire: DocumentWire,
	packageSequence: number,
): CarrierDocument | undefined {
	const bytes = decode(wire.encodedLabel ?? "");
	if (bytes === undefined || bytes.length === 0) {
		return undefined;
	}
	return {
		packageSequence,
		kind: toDocumentKind(wire.contentType),
		...formatOf(bytes, wire.docType ?? ""),
		bytes,
	};
}

/** The bytes tell more surely than the name that FedEx gives them. */
function formatOf(bytes: Uint8Array<ArrayBuffer>, docType: string): Format {
	const start = String.fromCharCode(...bytes.subarray(0, 4));
	if (start === "%PDF") {
		return PDF;
	}
	if (start.startsWith("^XA")) {
		return ZPL;
	}
	return start === "\x89PNG" ? PNG : (FORMATS.get(docType.toUpperCase()) ?? UNKNOWN_FORMAT);
}

function decode(base64: string): Uint8Array<ArrayBuffer> | undefined {
	try {
		return fromBase64(base64);
	} catch {
		// No base64 is no document; the caller decides what its absence means.
		return undefined;
	}
}
