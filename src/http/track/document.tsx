import { html } from "hono/html";
import type { Child } from "hono/jsx";

import { LANGUAGE_CODES, LANGUAGES, type Language, type Say } from "./languages.ts";

type Brand = { divisionId: string; version: string; company: string; logo: string | null };

/** What each page for customers stands in: the company, the choice of language, and no script at all. */
export function CustomerDocument(props: {
	title: string;
	language: Language;
	say: Say;
	/** Null where it is not known whose parcel it is. */
	brand: Brand | null;
	foot?: Child;
	children?: Child;
}) {
	const { language, brand, say } = props;
	return html`<!doctype html>${(
			<html lang={language}>
				<head>
					<meta charset="utf-8" />
					<meta name="viewport" content="width=device-width, initial-scale=1" />
					<meta name="robots" content="noindex, nofollow, noarchive" />
					<meta name="color-scheme" content="light dark" />
					<title>{props.title}</title>
					<link rel="stylesheet" href="/track.css" />
					{brand === null ? null : (
						<link
							rel="stylesheet"
							href={`/brand/${brand.divisionId}/style.css?v=${brand.version}`}
						/>
					)}
					<link rel="icon" href="/icon.svg" type="image/svg+xml" />
				</head>
				<body>
					<header>
						{brand === null ? (
							<span></span>
						) : brand.logo === null ? (
							<p class="company">{brand.company}</p>
						) : (
							<img
								class="logo"
								src={`/brand/${brand.divisionId}/logo?v=${brand.logo.slice(0, 16)}`}
								alt={brand.company}
							/>
						)}
						<nav aria-label={say("page.languages")}>
							{LANGUAGE_CODES.map((code) => (
								<a
									href={`?lang=${code}`}
									hreflang={code}
									lang={code}
									title={LANGUAGES[code].language}
									aria-current={code === language ? "true" : undefined}
								>
									{code.toUpperCase()}
								</a>
							))}
						</nav>
					</header>
					<main>{props.children}</main>
					<footer>{props.foot}</footer>
				</body>
			</html>
		)}`;
}
