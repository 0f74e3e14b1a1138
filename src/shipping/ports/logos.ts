import type { Change, Outcome } from "./changes.ts";
import type { Division } from "./divisions.ts";

export type StoredLogo = { key: string; contentType: string; bytes: number; sha256: string };

export interface LogoStore {
	/** Null takes it away. */
	set(division: Division, logo: StoredLogo | null, change: Change): Promise<Outcome>;
}
