import { type Api, newApi } from "../context.ts";
import { requireOwnOrigin } from "./form-token.ts";
import { readForm } from "./form.ts";
import { CONSOLE_LANGUAGES, keepLanguage, languageNamed, spokenLanguage } from "./language.ts";
import { localPath } from "./session-gate.ts";
import { CATALOGUES, t } from "./texts/t.ts";

/** What the switch at the foot of a page sends. It needs no session: the login has it too. */
export function languageRoutes(): Api {
	const routes = newApi();
	routes.post("/language", async (c) => {
		requireOwnOrigin(c);
		const form = await readForm(c);
		const chosen = languageNamed(form.text("language"));
		if (chosen !== undefined) {
			keepLanguage(c, chosen);
		}
		return c.redirect(localPath(c.req.query("next")), 303);
	});
	return routes;
}

/** Each language by its own name, so that it is found by whoever reads no other. */
export function LanguageSwitch({ next }: { next: string }) {
	return (
		<form
			class="languages"
			method="post"
			action={`/language?next=${encodeURIComponent(next)}`}
			aria-label={t.frame.language}
		>
			{CONSOLE_LANGUAGES.map((language) => (
				<button
					class="plain"
					name="language"
					value={language}
					lang={language}
					aria-pressed={language === spokenLanguage() ? "true" : "false"}
				>
					{CATALOGUES[language].frame.ownName}
				</button>
			))}
		</form>
	);
}
