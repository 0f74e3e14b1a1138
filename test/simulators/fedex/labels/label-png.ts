import { masterNumberOf, type ShipmentPiece, type ShipmentRecord } from "../shipment-record.ts";
import { pageSizeOf } from "../tables/label-stock.ts";
import { encodeCode128 } from "./code-128.ts";

/** FedEx draws images with 200 dots an inch; a page is measured in points. */
const DOTS_PER_POINT = 200 / 72;
const MODULE_DOTS = 3;
const BLACK = 0;
const WHITE = 255;

/** A label as a picture: a frame, the barcode of the piece, and that of the shipment below where it has several. */
export async function drawLabelPng(
	shipment: ShipmentRecord,
	piece: ShipmentPiece,
): Promise<Uint8Array> {
	const [width, height] = pageSizeOf(shipment.stockType).map((points) =>
		Math.round(points * DOTS_PER_POINT),
	) as [number, number];
	// Every row begins with its filter: none.
	const rows = new Uint8Array(height * (width + 1)).fill(WHITE);
	const paint = (x: number, y: number, wide: number, high: number) => {
		for (let row = y; row < Math.min(height, y + high); row += 1) {
			const start = row * (width + 1) + 1;
			rows.fill(BLACK, start + x, start + Math.min(width, x + wide));
		}
	};
	for (let row = 0; row < height; row += 1) {
		rows[row * (width + 1)] = 0;
	}
	paint(8, 8, width - 16, 3);
	paint(8, height - 11, width - 16, 3);
	const codes = new Set([piece.trackingNumber, masterNumberOf(shipment)]);
	for (const [at, code] of [...codes].entries()) {
		let x = 60;
		for (const [index, modules] of encodeCode128(code).entries()) {
			const wide = modules * MODULE_DOTS;
			if (index % 2 === 0) {
				paint(x, 60 + at * 260, wide, 220);
			}
			x += wide;
		}
	}
	return toPng(rows, width, height);
}

async function toPng(
	rows: Uint8Array<ArrayBuffer>,
	width: number,
	height: number,
): Promise<Uint8Array> {
	const header = new Uint8Array(13);
	const view = new DataView(header.buffer);
	view.setUint32(0, width);
	view.setUint32(4, height);
	// Eight bits of grey.
	header[8] = 8;
	return join([
		Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
		toChunk("IHDR", header),
		toChunk("IDAT", await deflate(rows)),
		toChunk("IEND", new Uint8Array()),
	]);
}

async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
	const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate"));
	return new Uint8Array(await new Response(packed).arrayBuffer());
}

function toChunk(name: string, data: Uint8Array): Uint8Array {
	const body = join([new TextEncoder().encode(name), data]);
	const frame = new Uint8Array(8);
	const view = new DataView(frame.buffer);
	view.setUint32(0, data.length);
	view.setUint32(4, crc32(body));
	return join([frame.subarray(0, 4), body, frame.subarray(4)]);
}

function crc32(bytes: Uint8Array): number {
	let crc = 0xff_ff_ff_ff;
	for (const byte of bytes) {
		crc ^= byte;
		for (let bit = 0; bit < 8; bit += 1) {
			crc = (crc >>> 1) ^ (crc & 1 ? 0xed_b8_83_20 : 0);
		}
	}
	return ~crc >>> 0;
}

function join(parts: readonly Uint8Array[]): Uint8Array {
	const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}
