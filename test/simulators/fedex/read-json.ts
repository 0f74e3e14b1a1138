/** The request's JSON, or undefined where it is none. */
export async function readJson(request: Request): Promise<unknown> {
	try {
		return (await request.json()) as unknown;
	} catch {
		return undefined;
	}
}
