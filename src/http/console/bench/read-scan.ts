/** Scales that type say their unit; a bare number is an order's. */
const WEIGHT = /^(\d{1,6}(?:[.,]\d{1,3})?)\s*(kg|g)$/i;

/** What a scan means at an order that stands at the table; undefined where it is another order. */
export function readScan(
	scanned: string,
	types: readonly { code: string }[],
): { weightGrams: number } | { type: string } | undefined {
	const [, amount = "", unit = ""] = WEIGHT.exec(scanned) ?? [];
	if (amount !== "") {
		const value = Number(amount.replace(",", "."));
		return { weightGrams: Math.round(unit.toLowerCase() === "kg" ? value * 1_000 : value) };
	}
	const type = types.find(({ code }) => code.toLowerCase() === scanned.toLowerCase());
	return type === undefined ? undefined : { type: type.code };
}
