/** A number of twelve digits as on Express labels: eleven and a check digit (weights 3, 1, 7; modulo 11, then 10). */
export function toTrackingNumber(count: number): string {
	const digits = `7949${String(count).padStart(7, "0")}`;
	const weights = [3, 1, 7];
	const sum = [...digits].reduce(
		(added, digit, index) => added + Number(digit) * (weights[index % 3] ?? 0),
		0,
	);
	return `${digits}${(sum % 11) % 10}`;
}

/** What passes for a tracking number, whether or not one was ever given out. */
export function isTrackingNumber(text: string): boolean {
	return /^\d{12}$|^\d{14,15}$|^\d{20}$|^\d{22}$/.test(text);
}
