import { SourceMap, type SourceMapPayload } from "node:module";

const POSITION = /\(?(?:[^\s()]*\/)?index\.js:(\d+):(\d+)\)?/;

/** The frames of a stack of the built Worker, each with its file and line in the sources. */
export function originalStack(stack: string, payload: SourceMapPayload): string {
	const map = new SourceMap(payload);
	return (
		stack
			// A log line quotes its line ends.
			.replaceAll("\\n", "\n")
			.split("\n")
			.map((frame) => originalFrame(frame, map))
			.join("\n")
	);
}

function originalFrame(frame: string, map: SourceMap): string {
	const position = POSITION.exec(frame);
	if (position === null) {
		return frame;
	}
	const origin = map.findOrigin(Number(position[1]), Number(position[2]));
	if (!("fileName" in origin)) {
		return frame;
	}
	const file = origin.fileName.replace(/^(?:\.\.\/)+/, "");
	const { name, lineNumber, columnNumber } = origin;
	const place = `${file}:${lineNumber}:${columnNumber}`;
	return `    at ${name === undefined ? place : `${name} (${place})`}`;
}
