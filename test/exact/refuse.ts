import type { UnreadRecord } from "../../src/shipping/ports/erp.ts";

/** For look-ups of which every record can be read. */
export function refuse({ id, field }: UnreadRecord): never {
	throw new Error(`${field} of ${id} can't be read`);
}
