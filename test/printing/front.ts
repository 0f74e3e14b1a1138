import { readFileSync } from "node:fs";
import http from "node:http";
import { connect } from "node:net";
import { extname, join } from "node:path";

const TYPES: Readonly<Record<string, string>> = {
	".css": "text/css",
	".js": "text/javascript",
	".svg": "image/svg+xml",
};

/** What the platform does before the Worker: style and scripts from their folder, and all else is the Worker's. */
export function startFront(workerPort: number): Promise<{ origin: string; close(): void }> {
	const server = http.createServer((request, response) => {
		const { pathname } = new URL(request.url ?? "/", "http://front");
		const type = TYPES[extname(pathname)];
		if (type !== undefined) {
			response.setHeader("Content-Type", type);
			response.end(readFileSync(join("src", "assets", pathname)));
			return;
		}
		const onward = http.request(
			{
				host: "127.0.0.1",
				port: workerPort,
				path: request.url,
				method: request.method,
				headers: request.headers,
			},
			(answer) => {
				response.writeHead(answer.statusCode ?? 502, answer.headers);
				answer.pipe(response);
			},
		);
		onward.on("error", () => response.destroy());
		request.pipe(onward);
	});
	server.on("upgrade", (request, near, head) => {
		const far = connect(workerPort, "127.0.0.1", () => {
			const { rawHeaders } = request;
			const lines = rawHeaders.flatMap((name, at) =>
				at % 2 === 0 ? [`${name}: ${rawHeaders[at + 1] ?? ""}`] : [],
			);
			far.write(`${request.method} ${request.url} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`);
			far.write(head);
			far.pipe(near);
			near.pipe(far);
		});
		far.on("error", () => near.destroy());
		near.on("error", () => far.destroy());
	});
	return new Promise((resolve) => {
		server.listen(0, "127.0.0.1", () => {
			const address = server.address();
			const port = typeof address === "object" && address !== null ? address.port : 0;
			resolve({
				origin: `http://127.0.0.1:${port}`,
				close: () => {
					server.close();
					server.closeAllConnections();
				},
			});
		});
	});
}
