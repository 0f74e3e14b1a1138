import { expect, it } from "vitest";

const files = import.meta.glob(
	[
		"/src/http/console/**/*.ts",
		"/src/http/console/**/*.tsx",
		"/src/http/station-page.tsx",
		"!/src/http/console/texts/**",
		// What describes the API speaks its language.
		"!/src/http/console/api-reference/**",
	],
	{ query: "?raw", import: "default", eager: true },
);

/** Names, commands, units, examples and what is typed as it stands: the same in every language. */
const SAME_EVERYWHERE = [
	"2.35 kg",
	"/station",
	"--code",
	"--kiosk-printing",
	"Authorization: Bearer efc_…",
	"exactonline.",
	"exactonline.${value}",
	"API",
	"Cloudflare Access",
	"Goods on pallets",
	", exactonline.",
	"FedEx",
	"FedEx Express",
	"FedEx Freight",
	"FedEx Ground",
	"KB",
	"XXXX-XXXX",
	"npm run admin:reset",
	"openapi.json",
	"operator:admin",
	"shipment.labelled",
	"shipment:shp_…",
];

const CODE =
	/^(?:else|catch|finally|from|as|satisfies|while|export|const|return|if|type|async|function|try)\b|^[\],|]+(?!\s*exact)|&&/;

/** Text between tags, attributes that people read, and the same as values of objects, arguments and answers. */
const PLACES = [
	/(?<!=)>([^<>{}=;()`"]*[A-Za-z]{2}[^<>{}=;()`"]*)[<{]/g,
	/\}[ \n\t]+([A-Za-z][^<>{}=;()`":?]*)[<{]/g,
	/\b(?:label|title|does|hint|placeholder|aria-label|alt|empty|what)="([^"]*[A-Za-z]{2}[^"]*)"/g,
	/\b(?:label|title|hint|message|remedy|text|does|row|add|ifNull): ["`]([A-Z]?[^"`{]*[a-z]{2}[^"`]*)["`]/g,
	/(?:return|\?|:|\() ?["`]([A-Z][^"`]* [^"`]*)["`]/g,
];

function textsIn(source: string): string[] {
	const code = source.replaceAll(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, "");
	return PLACES.flatMap((place) => Array.from(code.matchAll(place), ([, text = ""]) => text.trim()))
		.filter((text) => !CODE.test(text) && !SAME_EVERYWHERE.includes(text))
		.filter((text) => /[A-Za-z]{2}/.test(text));
}

it("finds a text that stands in a page itself", () => {
	expect(textsIn(`<p>Nothing waits.</p>`)).toEqual(["Nothing waits."]);
	expect(textsIn(`<p>{count} orders wait <b>`)).toEqual(["orders wait"]);
	expect(textsIn(`<PostForm label="Ship it" />`)).toEqual(["Ship it"]);
	expect(textsIn(`return "It is due again.";`)).toEqual(["It is due again."]);
});

it.each(Object.keys(files))("%s has its texts from the catalogue", (path) => {
	expect(textsIn(files[path] ?? "")).toEqual([]);
});
