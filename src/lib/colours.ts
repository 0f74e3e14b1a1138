/** Colours as `#RRGGBB`, and how well they are told apart: WCAG 2.2, "Contrast (Minimum)". */
type Rgb = readonly [number, number, number];

function toRgb(colour: string): Rgb {
	const value = Number.parseInt(colour.slice(1), 16);
	return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

function toColour(rgb: Rgb): string {
	return `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;
}

function luminance(colour: string): number {
	const [red, green, blue] = toRgb(colour).map((part) => {
		const share = part / 255;
		return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
	}) as [number, number, number];
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** From 1, the same, to 21, black on white. */
export function contrast(one: string, other: string): number {
	const [light, dark] = [luminance(one), luminance(other)].toSorted((a, b) => b - a) as [
		number,
		number,
	];
	return (light + 0.05) / (dark + 0.05);
}

/** The colour, mixed with white until it is told from the background as well as asked for. */
export function lightened(colour: string, background: string, least: number): string {
	const rgb = toRgb(colour);
	for (let share = 0; share < 1; share += 0.05) {
		const mixed = toColour(rgb.map((part) => part + (255 - part) * share) as unknown as Rgb);
		if (contrast(mixed, background) >= least) {
			return mixed;
		}
	}
	return "#ffffff";
}

/** Black or white, whichever reads better on it; one of them always reads well. */
export function inkOn(colour: string): string {
	return contrast(colour, "#ffffff") >= contrast(colour, "#000000") ? "#ffffff" : "#000000";
}
