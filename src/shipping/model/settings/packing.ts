import { z } from "zod";

import { centimetres, fedexName, grams, text } from "./parts.ts";

/** A box that the warehouse has. */
const packageTypeSchema = z.strictObject({
	code: text(20),
	lengthCm: centimetres,
	widthCm: centimetres,
	heightCm: centimetres,
	/** Of the empty box; it is added to the goods. */
	emptyGrams: z.int().min(0).max(1_000_000).default(0),
	/** Of the full box; null leaves it to the packaging's own limit. */
	maxGrams: grams.nullable().default(null),
	packaging: fedexName("packaging type").default("YOUR_PACKAGING"),
});

export type PackageType = z.infer<typeof packageTypeSchema>;

export const packingSchema = z
	.strictObject({
		/** Null leaves it to the packaging's own limit. */
		maxPackageGrams: grams.nullable().default(null),
		maxUnitsPerPackage: z.int().min(1).max(100_000).nullable().default(null),
		packageTypes: z.array(packageTypeSchema).max(50).default([]),
		/** Code of the package type that is used where nobody says otherwise; null declares no dimensions. */
		packageType: text(20).nullable().default(null),
		/** No label is made before the order was packed at the bench. */
		waitForBench: z.boolean().default(false),
	})
	.superRefine(({ packageTypes, packageType }, context) => {
		const codes = packageTypes.map(({ code }) => code);
		if (packageType !== null && !codes.includes(packageType)) {
			context.addIssue({
				code: "custom",
				path: ["packageType"],
				message: "is not the code of one of the package types",
			});
		}
		for (const [at, code] of codes.entries()) {
			if (codes.indexOf(code) !== at) {
				context.addIssue({
					code: "custom",
					path: ["packageTypes", at, "code"],
					message: "is the code of another package type already",
				});
			}
		}
	});

export type Packing = z.infer<typeof packingSchema>;
