/** The UTC day of an instant, `YYYY-MM-DD`. */
export function utcDay(ms: number): string {
	return new Date(ms).toISOString().slice(0, 10);
}

/** So many days after a date, `YYYY-MM-DD`. */
export function addDays(date: string, days: number): string {
	return utcDay(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000);
}
