import { eq } from "drizzle-orm";

import type { Database } from "./database.ts";
import { documents } from "./schema.ts";

export type StoredDocumentRow = typeof documents.$inferSelect;

export async function findDocument(
	db: Database,
	id: string,
): Promise<StoredDocumentRow | undefined> {
	return db.query.documents.findFirst({ where: eq(documents.id, id) });
}
