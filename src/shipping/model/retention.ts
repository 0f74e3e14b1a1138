import { z } from "zod";

const days = (least: number, most: number, usual: number) =>
	z.int().min(least).max(most).default(usual);

/**
 * For how many days what is kept, from the day that it came to its end. The least values are what the program itself
 * still needs: a lost label is watched for fourteen days, a parcel followed for ninety.
 */
export const retentionSchema = z.object({
	/** In the database. The archive in R2 is kept until somebody deletes it. */
	auditDays: days(35, 3_650, 400),
	/** Scans of parcels that are at their end. */
	trackingDays: days(30, 3_650, 400),
	/** Labels and other papers that are of no use once the parcel is at its end. */
	labelDays: days(14, 3_650, 180),
	/** Commercial invoices and other papers of customs, which the tax office may want to see for seven years. */
	customsDays: days(0, 7_300, 2_557),
	/** Names, addresses and all else about the receiver; null keeps them until somebody has them erased. */
	personalDays: z.int().min(90).max(3_650).nullable().default(730),
});

export type Retention = z.infer<typeof retentionSchema>;

export const DEFAULT_RETENTION: Retention = retentionSchema.parse({});
