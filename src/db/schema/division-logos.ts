import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** The picture on a division's tracking pages. Its bytes are in R2 under a key that holds their hash. */
export const divisionLogos = sqliteTable("division_logos", {
	divisionId: text().primaryKey(),
	key: text().notNull(),
	contentType: text().notNull(),
	bytes: integer().notNull(),
	sha256: text().notNull(),
	updatedAt: integer().notNull(),
});
