import { createServer } from "node:http";

export type Control = { close(): void };

/** Where the wrapped Worker asks to be killed. It gets no answer: it is gone before. */
export function openControl(port: number, kill: (call: string) => void): Promise<Control> {
	const server = createServer((request) => {
		request.setEncoding("utf8");
		let call = "";
		request.on("data", (chunk: string) => {
			call += chunk;
		});
		request.on("end", () => kill(call));
	});
	return new Promise((resolve, reject) => {
		server.once("error", reject);
		server.listen(port, "127.0.0.1", () => {
			resolve({
				close() {
					server.close();
					server.closeAllConnections();
				},
			});
		});
	});
}
