/** A call to a vendor's simulator, whole. */
export type Exchange = {
	method: string;
	url: URL;
	headers: Headers;
	body: string;
	status: number;
	answer: string;
};

/** A fetch that goes to `send` and keeps what went to and fro, in order. */
export function recordingFetch(send: (request: Request) => Response | Promise<Response>) {
	const exchanges: Exchange[] = [];
	const recording: typeof fetch = async (input, init) => {
		const request = new Request(input, init);
		const { method, url, headers } = request;
		const body = await request.clone().text();
		const response = await send(request);
		const answer = await response.clone().text();
		const { status } = response;
		exchanges.push({ method, url: new URL(url), headers, body, status, answer });
		return response;
	};
	return { fetch: recording, exchanges };
}
