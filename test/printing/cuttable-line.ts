import { connect, createServer, type Server, type Socket } from "node:net";

/** A line between agent and Worker that can be cut: both ends find the connection gone at once. */
export class CuttableLine {
	cuts = 0;
	readonly #server: Server;
	readonly #sockets = new Set<Socket>();

	constructor(toPort: number) {
		this.#server = createServer((near) => {
			const far = connect(toPort, "127.0.0.1");
			for (const socket of [near, far]) {
				this.#sockets.add(socket);
				socket.once("close", () => {
					this.#sockets.delete(socket);
					near.destroy();
					far.destroy();
				});
				socket.on("error", () => undefined);
			}
			near.pipe(far);
			far.pipe(near);
		});
	}

	listen(): Promise<number> {
		return new Promise((resolve) => {
			this.#server.listen(0, "127.0.0.1", () => {
				const address = this.#server.address();
				resolve(typeof address === "object" && address !== null ? address.port : 0);
			});
		});
	}

	cut(): void {
		this.cuts += 1;
		for (const socket of this.#sockets) {
			socket.resetAndDestroy();
		}
	}

	close(): void {
		this.#server.close();
		for (const socket of this.#sockets) {
			socket.destroy();
		}
	}
}
