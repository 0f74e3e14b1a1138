import { PDFDocument } from "pdf-lib";

import { AppError } from "../lib/errors.ts";

/** One PDF of all pages of the given ones, in their order. @throws AppError `labels.unreadable` naming which */
export async function mergePdf(
	parts: readonly { name: string; bytes: Uint8Array }[],
): Promise<Uint8Array<ArrayBuffer>> {
	const merged = await PDFDocument.create();
	for (const { name, bytes } of parts) {
		const part = await openPart(name, bytes);
		for (const page of await merged.copyPages(part, part.getPageIndices())) {
			merged.addPage(page);
		}
	}
	return Uint8Array.from(await merged.save());
}

async function openPart(name: string, bytes: Uint8Array): Promise<PDFDocument> {
	try {
		return await PDFDocument.load(bytes, { updateMetadata: false });
	} catch (cause) {
		throw new AppError({
			code: "labels.unreadable",
			disposition: "refuse",
			message: `The label of ${name} can't be read as a PDF; open and print it by itself.`,
			cause,
		});
	}
}
