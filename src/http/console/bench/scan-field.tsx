import { TokenField } from "../parts/forms.tsx";
import { t } from "../texts/t.ts";

/** A page of the bench; where several divisions number their orders alike, a table packs for one of them. */
export function benchPath(query: Record<string, string>): string {
	const kept = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== ""));
	return kept.size === 0 ? "/console/pack" : `/console/pack?${kept}`;
}

/** Where a scanner types. It has the focus whenever a page of the bench opens. */
export function ScanField(props: {
	division: string;
	scanned?: string;
	order?: { token: string; action: string };
}) {
	const { division, scanned = "", order } = props;
	const input = (name: string) => (
		<>
			{division === "" ? null : <input type="hidden" name="division" value={division} />}
			<label for="scan">{order === undefined ? t.bench.scanOrTypeAn : t.bench.scan}</label>
			<input
				id="scan"
				name={name}
				value={scanned}
				autocomplete="off"
				autocapitalize="off"
				spellcheck={false}
				inputmode="search"
				enterkeyhint="go"
				data-select
				autofocus
			/>
			<button class="primary">{t.bench.go}</button>
		</>
	);
	return order === undefined ? (
		<form class="scan" method="get" action="/console/pack" role="search">
			{input("q")}
		</form>
	) : (
		<form class="scan" method="post" action={order.action} role="search">
			<TokenField token={order.token} />
			{input("scan")}
			<p class="hint">
				{t.bench.theSameOrderAgain} <kbd>2.35 kg</kbd> {t.bench.shipsItInOne}
			</p>
		</form>
	);
}
