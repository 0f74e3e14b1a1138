import { createServer } from "node:http";

export type KilledAt = { when: "before" | "after"; call: string };

export type Control = { close(): void };

/** Where the wrapped Worker asks to be killed. It gets no answer: it is gone before. */
export function openControl(port: number, kill: (at: KilledAt) => void): Promise<Control> {
	const server = createServer((request) => {
		request.setEncoding("utf8");
		let text = "";
		request.on("data", (chunk: string) => {
			text += chunk;
		});
		request.on("end", () => kill(JSON.parse(text) as KilledAt));
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
