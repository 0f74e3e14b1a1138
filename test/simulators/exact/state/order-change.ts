import { z } from "zod";

const text = z.string().nullable();

/** What a person can do to an order and to what it refers to. */
export const orderChangeSchema = z.strictObject({
	approve: z.boolean().optional(),
	delete: z.boolean().optional(),
	approvalStatus: z.literal([0, 1, 2]).optional(),
	status: z.literal([12, 20, 21, 45]).optional(),
	deliveryStatus: z.literal([12, 20, 21, 45]).optional(),
	shippingMethod: text.optional(),
	deliveryDate: z.iso.date().nullable().optional(),
	/** Books a goods delivery: of everything that is left, or of parts of lines. */
	deliver: z
		.union([
			z.boolean(),
			z.strictObject({
				lines: z.array(z.strictObject({ lineNumber: z.int(), quantity: z.number() })).min(1),
				shippingMethod: z.string().optional(),
				deliveryDate: z.iso.date().optional(),
				trackingNumber: z.string().optional(),
			}),
		])
		.optional(),
	lines: z
		.array(
			z.strictObject({
				lineNumber: z.int(),
				quantity: z.number().optional(),
				quantityDelivered: z.number().optional(),
				status: z.literal([12, 20, 21, 45]).optional(),
				isDropShipment: z.boolean().optional(),
				deliveryDate: z.iso.date().nullable().optional(),
				delete: z.boolean().optional(),
				/** Goes to the item, and so to every order of it. */
				weightKg: z.number().nullable().optional(),
			}),
		)
		.optional(),
	address: z
		.strictObject({
			street: text,
			street2: text,
			postcode: text,
			city: text,
			state: text,
			country: z.string(),
			phone: text,
		})
		.partial()
		.optional(),
	contact: z.strictObject({ phone: text }).optional(),
	customer: z
		.strictObject({ phone: text, name: z.string(), deliveryAdvice: z.literal([0, 1, 2]) })
		.partial()
		.optional(),
});

export type OrderChange = z.infer<typeof orderChangeSchema>;
