/**
 * The page of a sales order in Exact, below a country site's address. Exact's guides for extensions name the page;
 * its parameters stand in no public document (checked 2026-11): they are those that Exact's own pages link to each other
 * with. Where Exact takes them otherwise, its page opens without the order, and the number on our link finds it.
 */
const ORDER_PAGE = "/docs/SlsSalesOrderEntry.aspx";

/** For a person's browser; the division goes with it, since Exact opens pages in the division that was used last. */
export function exactOrderPage(
	baseUrl: string,
	{ division, exactOrderId }: { division: number; exactOrderId: string },
): string {
	const query = new URLSearchParams({ ID: `{${exactOrderId}}`, _Division_: String(division) });
	return `${baseUrl}${ORDER_PAGE}?${query}`;
}
