import type { DutchProblems } from "../problems.ts";

export const exact: DutchProblems = {
	"exact.division_forbidden": {
		title: "Geen toegang tot de administratie",
		says: {
			"The connected user has no access to this division any more.":
				"De gekoppelde gebruiker heeft geen toegang meer tot deze administratie.",
			"Give the connected user access to the division in Exact again, or connect as a user who has it.":
				"Geef de gekoppelde gebruiker in Exact weer toegang tot de administratie, of verbind als een gebruiker die het heeft.",
		},
	},
	"exact.scope_missing": {
		title: "Scope ontbreekt",
		says: {
			"Add the scope in the App Center, then connect again. Nothing is lost meanwhile.":
				"Voeg de scope toe in het App Center en verbind opnieuw. Intussen gaat niets verloren.",
		},
	},
	"exact.forbidden": {
		title: "Geen recht in Exact",
		says: {
			"Give the connected user the right in Exact.":
				"Geef de gekoppelde gebruiker het recht in Exact.",
		},
	},
	"exact.licence_expired": {
		title: "Licentie verlopen",
		says: {
			"The customer's licence at Exact has expired.":
				"De licentie van de klant bij Exact is verlopen.",
			"Renew the licence at Exact.": "Verleng de licentie bij Exact.",
		},
	},
	"exact.needs_reauthorization": {
		title: "Nieuwe toestemming nodig",
		says: {
			"Exact ended the connection's grant; it must be connected again.":
				"Exact heeft de toestemming van de koppeling beëindigd; verbind opnieuw.",
			"Connect again: open the connection and consent at Exact.":
				"Verbind opnieuw: open de koppeling en geef toestemming in Exact.",
		},
	},
	"exact.not_connected": {
		title: "Niet verbonden",
		says: {
			"The connection to Exact is not made yet.": "De koppeling met Exact is nog niet gemaakt.",
			"Connect: open the connection and consent at Exact.":
				"Verbind: open de koppeling en geef toestemming in Exact.",
		},
	},
	"exact.no_room": {
		title: "Aanroepen op",
		says: {
			"The calls that Exact allows this division are used up for now.":
				"De aanroepen die Exact deze administratie toestaat zijn voor nu op.",
			"Nothing to do: it goes on when Exact allows more calls.":
				"Je hoeft niets te doen: het gaat verder zodra Exact meer aanroepen toestaat.",
		},
	},
	"exact.rate_limited": {
		title: "Te veel aanroepen",
		says: {
			"Nothing to do: it goes on when Exact allows more calls.":
				"Je hoeft niets te doen: het gaat verder zodra Exact meer aanroepen toestaat.",
		},
	},
	"exact.rows_unreadable": {
		title: "Rijen niet te lezen",
		says: {
			"Look at the blocked orders: each names the field to mend in Exact. It is read again when it is saved there and goes on by itself.":
				"Kijk bij de geblokkeerde orders: elke noemt het veld dat in Exact moet worden verbeterd. Bewaar je het daar, dan wordt het opnieuw gelezen en gaat het vanzelf verder.",
		},
	},
	"exact.schema_changed": {
		title: "Exact is veranderd",
		says: {
			"It is tried again by itself, and nothing is passed over. If it stays, Exact changed its answers, and the connector has to be updated.":
				"Het wordt vanzelf opnieuw geprobeerd en er wordt niets overgeslagen. Blijft het, dan heeft Exact zijn antwoorden veranderd en moet de connector worden bijgewerkt.",
		},
	},
	"config.public_url_missing": {
		title: "PUBLIC_URL ontbreekt",
		says: {
			"Exact can't reach this Worker: PUBLIC_URL is not set, or is no https address.":
				"Exact kan deze Worker niet bereiken: PUBLIC_URL is niet ingesteld, of is geen https-adres.",
			"Set PUBLIC_URL to the https address of this Worker, then save the settings again.":
				"Stel PUBLIC_URL in op het https-adres van deze Worker en sla de instellingen opnieuw op.",
		},
	},
};
