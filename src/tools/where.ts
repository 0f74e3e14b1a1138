import { readFileSync } from "node:fs";

import { originalStack } from "./original-stack.ts";

/** Prints where in the sources the stack of a log line points, by the source map of the build in `dist`. */
const stack = process.argv.slice(2).join("\n");
if (stack === "") {
	console.error('Give the stack of a log line: npm run where -- "at e (index.js:1:123456)"');
	process.exit(2);
}
console.log(originalStack(stack, JSON.parse(readFileSync("dist/index.js.map", "utf8"))));
