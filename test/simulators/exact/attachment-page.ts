import { demandFresh, demandScope, enterDivision, signedIn } from "./access.ts";
import { ExactError } from "./errors.ts";
import type { Region } from "./regions.ts";
import { attachments } from "./resources/attachments.ts";
import type { Twin } from "./twin.ts";

/** The bytes of an attachment, at the address that its row names. */
export async function answerAttachment(
	twin: Twin,
	region: Region,
	request: Request,
): Promise<Response> {
	const who = signedIn(twin, region, request);
	demandFresh(who);
	const query = new URL(request.url).searchParams;
	const admin = enterDivision(twin, who, Number(query.get("_Division_")));
	demandScope(who.app, who.user, { resource: attachments, isWrite: false });
	const attachment = admin.attachments.get(query.get("ID") ?? "");
	if (attachment === undefined) {
		throw new ExactError(404, "Attachment not found.");
	}
	const bytes = Uint8Array.from(atob(attachment.Attachment), (char) => char.charCodeAt(0));
	return new Response(bytes, {
		headers: {
			"Content-Type": "application/octet-stream",
			"Content-Disposition": `attachment; filename="${encodeURIComponent(attachment.FileName)}"`,
		},
	});
}
