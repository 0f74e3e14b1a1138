import { z } from "zod";

const peeked = z.object({
	accountNumber: z.object({ value: z.string() }).optional().catch(undefined),
	requestedShipment: z
		.object({
			requestedPackageLineItems: z.array(
				z.object({
					customerReferences: z
						.array(z.object({ customerReferenceType: z.string(), value: z.string() }))
						.optional()
						.catch(undefined),
				}),
			),
		})
		.optional()
		.catch(undefined),
});

/** The account that a create call names, however wrong the rest of it is. */
export function peekAccount(body: unknown): string {
	return peeked.safeParse(body).data?.accountNumber?.value ?? "";
}

/** The customer reference that a create call carries, however wrong the rest of it is. */
export function peekReference(body: unknown): string {
	const [line] = peeked.safeParse(body).data?.requestedShipment?.requestedPackageLineItems ?? [];
	const references = line?.customerReferences ?? [];
	return (
		references.find((each) => each.customerReferenceType === "CUSTOMER_REFERENCE")?.value ?? ""
	);
}
