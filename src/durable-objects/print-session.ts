import { PRINT_LIMITS } from "../shipping/model/printing/print-limits.ts";
import { CLOSED_BY, type PrintOrder } from "../shipping/model/printing/print-messages.ts";

/** What is known of a connection, kept with the socket so that it outlives the object's sleep. */
type Connection = {
	id: string;
	journalId: string | null;
	kind: "agent" | "browser" | null;
	connectedAt: number;
	trouble: string | null;
};

/** The connections of a station. One session counts: a newer one sends the older away. */
export class PrintSession {
	readonly #ctx: DurableObjectState;

	constructor(ctx: DurableObjectState) {
		this.#ctx = ctx;
	}

	begin(socket: WebSocket, now: number): void {
		for (const older of this.#ctx.getWebSockets()) {
			older.close(CLOSED_BY.replaced, "replaced");
		}
		const id = crypto.randomUUID();
		this.#ctx.storage.kv.put("session", id);
		this.hear();
		this.#ctx.acceptWebSocket(socket, [id]);
		socket.serializeAttachment({
			id,
			journalId: null,
			kind: null,
			connectedAt: now,
			trouble: null,
		} satisfies Connection);
	}

	/** The newest connection, if it is still there. */
	current(): Connection | undefined {
		const socket = this.#socket();
		return socket === undefined ? undefined : connectionOf(socket);
	}

	/** What an older connection still says was asked of it again, or of a person. */
	isFrom(socket: WebSocket): boolean {
		return this.current()?.id === connectionOf(socket).id;
	}

	note(
		socket: WebSocket,
		known: Partial<Pick<Connection, "journalId" | "kind" | "trouble">>,
	): void {
		socket.serializeAttachment({ ...connectionOf(socket), ...known } satisfies Connection);
	}

	send(order: PrintOrder): void {
		try {
			this.#socket()?.send(JSON.stringify(order));
		} catch {
			// It closed at this moment: what was sent on it counts as cut.
		}
	}

	/** Something came over it. */
	hear(): void {
		this.#ctx.storage.kv.put("heardAt", Date.now());
	}

	/** In the machine's time, which a clock that was put forward leaves alone. */
	heardAt(): number | null {
		const socket = this.#socket();
		const pinged = socket && this.#ctx.getWebSocketAutoResponseTimestamp(socket);
		const heardAt = this.#ctx.storage.kv.get<number>("heardAt") ?? null;
		return pinged ? Math.max(heardAt ?? 0, pinged.getTime()) : heardAt;
	}

	/** One that says nothing any more is taken for cut; answers whether it was. */
	dropSilent(): boolean {
		const socket = this.#socket();
		if (socket === undefined || Date.now() - (this.heardAt() ?? 0) <= PRINT_LIMITS.silentMs) {
			return false;
		}
		socket.close(CLOSED_BY.silent, "silent");
		this.#forget();
		return true;
	}

	left(socket: WebSocket): void {
		const connection = socket.deserializeAttachment() as Connection | null;
		if (connection !== null && this.#ctx.storage.kv.get("session") === connection.id) {
			this.#forget();
		}
	}

	end(): void {
		for (const socket of this.#ctx.getWebSockets()) {
			socket.close(CLOSED_BY.revoked, "revoked");
		}
		this.#forget();
	}

	#socket(): WebSocket | undefined {
		const id = this.#ctx.storage.kv.get<string>("session") ?? "";
		const socket = id === "" ? undefined : this.#ctx.getWebSockets(id)[0];
		return socket?.readyState === WebSocket.OPEN ? socket : undefined;
	}

	#forget(): void {
		this.#ctx.storage.kv.put("session", "");
	}
}

function connectionOf(socket: WebSocket): Connection {
	return socket.deserializeAttachment() as Connection;
}
