import { createServer, type Server, type Socket } from "node:net";

/**
 * A label printer as it stands on port 9100: whatever comes is printed, label by label, and nothing is said back. It
 * counts each label that came to its end.
 */
export class FakePrinter {
	readonly counts = new Map<string, number>();
	/** Called with each label that begins to come in; `hold` prints it and leaves the connection open. */
	onLabel: (number: number, socket: Socket) => "print" | "lose" | "hold" = () => "print";
	#seen = 0;
	readonly #server: Server;

	constructor() {
		this.#server = createServer({ allowHalfOpen: true }, (socket) => this.#take(socket));
	}

	listen(): Promise<number> {
		return new Promise((resolve) => {
			this.#server.listen(0, "127.0.0.1", () => {
				const address = this.#server.address();
				resolve(typeof address === "object" && address !== null ? address.port : 0);
			});
		});
	}

	close(): void {
		this.#server.close();
	}

	#take(socket: Socket): void {
		let text = "";
		let fate: "print" | "lose" | "hold" | undefined;
		socket.on("data", (chunk) => {
			if (fate === undefined) {
				this.#seen += 1;
				fate = this.onLabel(this.#seen, socket);
			}
			text += chunk.toString("latin1");
			if (fate === "lose") {
				return;
			}
			for (const [label, id = ""] of text.matchAll(/\^XA[^]*?\^FD(\w+)\^FS[^]*?\^XZ/g)) {
				this.counts.set(id, (this.counts.get(id) ?? 0) + 1);
				text = text.slice(text.indexOf(label) + label.length);
			}
		});
		socket.on("end", () => fate === "hold" || socket.end());
		socket.on("error", () => undefined);
	}
}
