import type { Outcome } from "./answers.ts";

export function toResponse(outcome: Outcome, headers: Record<string, string> = {}): Response {
	return new Response(toText(outcome), {
		status: outcome.status,
		headers: { "content-type": toContentType(outcome), ...headers },
	});
}

/** The first half of the answer, then a broken stream. */
export function cutInHalf(outcome: Outcome): Response {
	const bytes = new TextEncoder().encode(toText(outcome));
	const half = bytes.slice(0, Math.ceil(bytes.length / 2));
	let isSent = false;
	const stream = new ReadableStream<Uint8Array>({
		pull(controller) {
			if (isSent) {
				controller.error(new Error("the connection ended in the middle of the answer"));
				return;
			}
			isSent = true;
			controller.enqueue(half);
		},
	});
	return new Response(stream, {
		status: outcome.status,
		headers: { "content-type": toContentType(outcome) },
	});
}

function toText(outcome: Outcome): string {
	return typeof outcome.body === "string" ? outcome.body : JSON.stringify(outcome.body);
}

function toContentType(outcome: Outcome): string {
	return outcome.html === true ? "text/html" : "application/json";
}
