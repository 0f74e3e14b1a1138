import type { ShipmentPiece, ShipmentRecord } from "../shipment-record.ts";
import { type LabelText, toLabelText } from "./label-text.ts";

/** A label in the language of a thermal printer with 203 dots an inch: 812 by 1218 dots. */
export function drawThermalLabel(shipment: ShipmentRecord, piece: ShipmentPiece): Uint8Array {
	const text = toLabelText(shipment, piece);
	const commands = shipment.imageType === "EPL2" ? toEpl(text) : toZpl(text);
	return new TextEncoder().encode(`${commands.join("\n")}\n`);
}

function toZpl(text: LabelText): string[] {
	const field = (x: number, y: number, height: number, value: string) =>
		`^FO${x},${y}^A0N,${height},${height}^FD${value.replaceAll(/[\^~]/g, " ")}^FS`;
	return [
		// As FedEx does, it sets speed and darkness of the printer too.
		"^XA^CI28^PR12^MD30^PW812^LL1218^LH0,0",
		field(30, 20, 24, "FROM"),
		...text.from.map((line, index) => field(30, 48 + index * 26, 24, line)),
		...text.facts.map((line, index) => field(520, 20 + index * 28, 24, line)),
		"^FO20,270^GB772,4,4^FS",
		field(30, 290, 32, "TO"),
		...text.to.map((line, index) => field(90, 290 + index * 40, 36, line)),
		...text.references.map((line, index) => field(30, 560 + index * 28, 26, line)),
		"^FO20,660^GB772,4,4^FS",
		field(30, 680, 48, text.service),
		field(640, 680, 48, text.piece),
		field(30, 750, 64, `TRK# ${text.spacedNumber}`),
		field(30, 820, 26, text.master),
		`^FO110,870^BY4^BCN,220,N,N,N^FD>;${text.trackingNumber}^FS`,
		field(250, 1105, 40, text.spacedNumber),
		field(130, 1160, 36, "TEST LABEL - SIMULATED - DO NOT SHIP"),
		"^PQ1^XZ",
	];
}

function toEpl(text: LabelText): string[] {
	const field = (x: number, y: number, font: number, value: string) =>
		`A${x},${y},0,${font},1,1,N,"${value.replaceAll(/["\\]/g, " ")}"`;
	return [
		"",
		"N",
		"q812",
		"Q1218,24",
		...text.from.map((line, index) => field(30, 30 + index * 26, 2, line)),
		...text.facts.map((line, index) => field(520, 30 + index * 26, 2, line)),
		...text.to.map((line, index) => field(90, 290 + index * 36, 4, line)),
		...text.references.map((line, index) => field(30, 560 + index * 28, 3, line)),
		field(30, 680, 4, `${text.service}  ${text.piece}`),
		field(30, 750, 5, text.spacedNumber),
		`B110,860,0,1C,4,8,220,B,"${text.trackingNumber}"`,
		field(130, 1160, 3, "TEST LABEL - SIMULATED - DO NOT SHIP"),
		"P1",
	];
}
