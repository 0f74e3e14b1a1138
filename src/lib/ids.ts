const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A short random text in Crockford's alphabet (5 bits a character), readable aloud and on a label. */
export function randomCrockford(length: number): string {
	const bytes = crypto.getRandomValues(new Uint8Array(length));
	return Array.from(bytes, (byte) => CROCKFORD.charAt(byte & 31)).join("");
}

/** An id that sorts by time: prefix, 10 characters of milliseconds, 12 random ones. */
export function newId(prefix: string, nowMs: number): string {
	return `${earliestId(prefix, nowMs)}${randomCrockford(12)}`;
}

/** Sorts before every id made at that instant or later, and after every id made before it. */
export function earliestId(prefix: string, atMs: number): string {
	let time = "";
	let rest = Math.max(0, Math.floor(atMs));
	for (let place = 0; place < 10; place += 1) {
		time = CROCKFORD.charAt(rest % 32) + time;
		rest = Math.floor(rest / 32);
	}
	return `${prefix}_${time}`;
}

/** When an id was made, to the millisecond; undefined where it is none of `newId`. */
export function madeAt(id: string): number | undefined {
	const time = /^[a-z]+_([0-9A-HJKMNP-TV-Z]{10})[0-9A-HJKMNP-TV-Z]{12}$/.exec(id)?.[1];
	return time === undefined
		? undefined
		: [...time].reduce((ms, sign) => ms * 32 + CROCKFORD.indexOf(sign), 0);
}
