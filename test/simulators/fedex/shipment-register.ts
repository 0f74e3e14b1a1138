import type { Collection, Store } from "../twin/store.ts";
import type { ShipmentPiece, ShipmentRecord } from "./shipment-record.ts";
import { toTrackingNumber } from "./tracking-number.ts";

export type FoundPiece = { shipment: ShipmentRecord; piece: ShipmentPiece };

/** All shipments, with indexes by tracking number and by reference that are rebuilt from the store. */
export class ShipmentRegister {
	readonly #shipments: Collection<ShipmentRecord>;
	readonly #counters: Collection<number>;
	readonly #idByNumber = new Map<string, string>();
	readonly #idsByReference = new Map<string, string[]>();

	constructor(store: Store) {
		this.#shipments = store.collection<ShipmentRecord>("shipments");
		this.#counters = store.collection<number>("counters");
		for (const shipment of this.#shipments.values()) {
			this.#index(shipment);
		}
	}

	nextId(): string {
		return `shp_${String(this.#take("shipment", 1)).padStart(7, "0")}`;
	}

	/** Numbers for the pieces of one shipment, the master's first. */
	nextTrackingNumbers(count: number): string[] {
		const first = this.#take("piece", count);
		return Array.from({ length: count }, (_, index) => toTrackingNumber(first + index));
	}

	add(shipment: ShipmentRecord): void {
		this.save(shipment);
		this.#index(shipment);
	}

	/** Keeps a changed shipment; its numbers and references never change. */
	save(shipment: ShipmentRecord): void {
		this.#shipments.set(shipment.id, shipment);
	}

	find(id: string): ShipmentRecord | undefined {
		return this.#shipments.get(id);
	}

	findPiece(trackingNumber: string): FoundPiece | undefined {
		const shipment = this.#shipments.get(this.#idByNumber.get(trackingNumber) ?? "");
		const piece = shipment?.pieces.find((each) => each.trackingNumber === trackingNumber);
		return shipment === undefined || piece === undefined ? undefined : { shipment, piece };
	}

	listByReference(value: string): ShipmentRecord[] {
		return (this.#idsByReference.get(value) ?? []).flatMap((id) => this.find(id) ?? []);
	}

	list(): ShipmentRecord[] {
		return this.#shipments.values();
	}

	#index(shipment: ShipmentRecord): void {
		for (const piece of shipment.pieces) {
			this.#idByNumber.set(piece.trackingNumber, shipment.id);
		}
		for (const value of new Set(shipment.references.map((reference) => reference.value))) {
			this.#idsByReference.set(value, [...(this.#idsByReference.get(value) ?? []), shipment.id]);
		}
	}

	#take(counter: string, count: number): number {
		const next = this.#counters.get(counter) ?? 1;
		this.#counters.set(counter, next + count);
		return next;
	}
}
