/**
 * Takes out of a ZPL label what would change the printer instead of the label. Such a command stays in force for
 * every label after it, of whatever carrier, and some are kept for good: a station that cuts stops cutting, one that
 * is set dark prints grey. What describes this label only (size, origin, fields, graphics, orientation, character
 * set, copies) stays, and so does everything that is not known here. Works on bytes, since graphics may be binary.
 */
const PRINTER_COMMANDS: ReadonlyMap<string, string> = new Map([
	["^MM", "print mode: tear off, peel, cut"],
	["^MN", "how the gaps between labels are found"],
	["^MT", "direct thermal or ribbon"],
	["^MD", "darkness"],
	["~SD", "darkness"],
	["^PR", "speed"],
	["^LT", "where the label begins, which is set per printer"],
	["~TA", "where the label is torn off"],
	["~JS", "when the label is fed back"],
	["^XB", "whether the label is fed back"],
	["^SS", "sensors"],
	["~JC", "calibration of the sensors"],
	["~JG", "calibration of the sensors"],
	["~JL", "calibration of the label's length"],
	["^JS", "which sensor is used"],
	["^JT", "test of the print head"],
	["^JW", "tension of the ribbon"],
	["^JZ", "whether a label is printed again after an error"],
	["^MF", "what is fed after power-up"],
	["^MP", "which keys of the printer work"],
	["^KP", "the printer's password"],
	["^KN", "the printer's name"],
	["^KL", "the printer's language"],
	["^KD", "form of the printer's clock"],
	["^SC", "serial port"],
	["^SP", "when printing starts"],
	["^ST", "the printer's clock"],
	["^SO", "the printer's clock"],
	["^SL", "the printer's clock"],
	["^SZ", "version of ZPL"],
	["^NC", "network"],
	["^ND", "network"],
	["^NI", "network"],
	["^NS", "network"],
	["~NR", "network"],
	["~NT", "network"],
	["^ZZ", "power-saving"],
	["^JB", "wipes the printer's memory"],
	["~JB", "wipes the printer's memory"],
	["~JR", "restarts the printer"],
	["~JA", "throws away what waits to be printed"],
	["~JX", "throws away the format before"],
	["~JP", "stops the printer"],
	["~PS", "starts a stopped printer"],
	["~PP", "stops the printer"],
	["^JU", "keeps the settings for good, or resets them"],
]);

/** These make other characters begin a command: from there on nothing can be told apart, so nothing is touched. */
const PREFIX_COMMANDS: ReadonlySet<string> = new Set(["^CC", "~CC", "^CT", "~CT", "^CD", "~CD"]);

const CARET = 0x5e;
const TILDE = 0x7e;

type CleanedZpl = {
	bytes: Uint8Array<ArrayBuffer>;
	/** The commands that were taken out, each once, in their order; empty where the bytes are as they came. */
	removed: string[];
};

export function cleanZpl(bytes: Uint8Array<ArrayBuffer>): CleanedZpl {
	const kept: Uint8Array[] = [];
	const removed = new Set<string>();
	let from = 0;
	for (let at = nextCommand(bytes, 0); at < bytes.length;) {
		const name = nameAt(bytes, at);
		if (PREFIX_COMMANDS.has(name)) {
			return { bytes, removed: [] };
		}
		const end = nextCommand(bytes, at + 1 + binaryLength(bytes, at, name));
		if (PRINTER_COMMANDS.has(name)) {
			kept.push(bytes.subarray(from, at));
			removed.add(name);
			from = trailingBreak(bytes, at, end);
		}
		at = end;
	}
	if (removed.size === 0) {
		return { bytes, removed: [] };
	}
	kept.push(bytes.subarray(from));
	return { bytes: join(kept), removed: [...removed] };
}

function nextCommand(bytes: Uint8Array, from: number): number {
	let at = from;
	while (at < bytes.length && bytes[at] !== CARET && bytes[at] !== TILDE) {
		at += 1;
	}
	return at;
}

function nameAt(bytes: Uint8Array, at: number): string {
	return String.fromCharCode(...bytes.subarray(at, at + 3)).toUpperCase();
}

/**
 * Graphics can be sent as bare bytes, in which a command's prefix may occur: `^GFB,<bytes sent>,…` and
 * `~DY<name>,B,<extension>,<bytes>,…`. Answers how much of it to skip, from the prefix on.
 */
function binaryLength(bytes: Uint8Array, at: number, name: string): number {
	if (name !== "^GF" && name !== "~DY") {
		return 0;
	}
	const head = String.fromCharCode(...bytes.subarray(at, at + 120));
	const found =
		name === "^GF"
			? /^\^GF[BC],(\d+),\d*,\d*,/i.exec(head)
			: /^~DY[^,]*,[BC],[^,]*,(\d+),[^,]*,/i.exec(head);
	return found?.[1] === undefined ? 0 : found[0].length - 1 + Number(found[1]);
}

/** A command that stood on a line of its own takes its line break along, and no other. */
function trailingBreak(bytes: Uint8Array, at: number, end: number): number {
	const isLineStart = at === 0 || bytes[at - 1] === 0x0a;
	if (isLineStart) {
		return end;
	}
	let cut = end;
	while (cut > at && (bytes[cut - 1] === 0x0a || bytes[cut - 1] === 0x0d)) {
		cut -= 1;
	}
	return cut;
}

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
	const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}
