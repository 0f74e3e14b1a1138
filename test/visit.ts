import { exports } from "cloudflare:workers";

/** What a request to the Worker showed to whoever asked: its headers, and its text where that was no success. */
export type Visit = { status: number; headers: [string, string][]; problem: string };

let visits: Visit[] | undefined;

/** From here on every answer is kept, until `keepVisits` is called again. */
export function keepVisits(): Visit[] {
	visits = [];
	return visits;
}

/** A request to the built Worker. */
export async function visit(input: string | Request, init?: RequestInit): Promise<Response> {
	const response = await exports.default.fetch(input, init);
	visits?.push({
		status: response.status,
		headers: [...response.headers],
		problem: response.status >= 400 ? await response.clone().text() : "",
	});
	return response;
}
