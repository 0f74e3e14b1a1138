import { spokenLanguage } from "../language.ts";

/** Of an amount as it is kept, such as "12.50". */
function withDecimals(amount: string): string {
	return spokenLanguage() === "nl" ? amount.replace(".", ",") : amount;
}

export function kilos(grams: number, decimals?: number): string {
	const kilos = grams / 1_000;
	return `${withDecimals(decimals === undefined ? String(kilos) : kilos.toFixed(decimals))} kg`;
}

export function money(amount: string | number, currency: string | null): string {
	return `${withDecimals(String(amount))} ${currency ?? ""}`.trim();
}
