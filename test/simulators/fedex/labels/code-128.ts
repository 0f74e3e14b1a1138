/** Widths of bar, space, bar, space, bar, space of the values 0 to 105, six digits each; then the stop. */
const WIDTHS =
	"212222222122222221121223121322131222122213122312132212221213221312231212112232122132122231113222123122" +
	"123221223211221132221231213212223112312131311222321122321221312212322112322211212123212321232121111323" +
	"131123131321112313132113132311211313231113231311112133112331132131113123113321133121313121211331231131" +
	"213113213311213131311123311321331121312113312311332111314111221411431111111224111422121124121421141122" +
	"141221112214112412122114122411142112142211241211221114413111241112134111111242121142121241114212124112" +
	"124211411212421112421211212141214121412121111143111341131141114113114311411113411311113141114131311141" +
	"411131211412211214211232";
const STOP = "2331112";
const START_C = 105;
const START_B = 104;

/**
 * Widths of the bars and spaces of a text, in modules, a bar first. An even count of digits is written in
 * pairs, anything else character by character.
 */
export function encodeCode128(text: string): number[] {
	const isPairs = /^(\d\d)+$/.test(text);
	const values = isPairs
		? (text.match(/\d\d/g) ?? []).map(Number)
		: [...text].map((character) => character.charCodeAt(0) - 32);
	const start = isPairs ? START_C : START_B;
	const sum = values.reduce((added, value, index) => added + value * (index + 1), start);
	const symbols = [start, ...values, sum % 103].map((value) =>
		WIDTHS.slice(value * 6, value * 6 + 6),
	);
	return [...symbols, STOP].flatMap((symbol) => [...symbol].map(Number));
}
