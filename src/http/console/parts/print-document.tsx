import { printFormatOf } from "../../../shipping/model/printing/route-print.ts";
import type { PrintStation } from "../../../shipping/ports/printing.ts";
import { t } from "../texts/t.ts";
import { TokenField } from "./forms.tsx";
import { words } from "./texts.tsx";

type Printable = { id: string; kind: string; contentType: string };

/** One more copy of a document out of a station that has a printer for it. */
export function PrintDocument(props: {
	documents: readonly Printable[];
	stations: readonly PrintStation[];
	shipmentId: string;
	token: string;
}) {
	const choices = props.stations.flatMap((station) =>
		props.documents
			.filter(({ contentType }) =>
				station.formats.some((format) => format === printFormatOf(contentType)),
			)
			.map(({ id, kind }) => ({
				value: `${station.id} ${id}`,
				label: t.parts.at(words(kind), station.name),
			})),
	);
	if (choices.length === 0) {
		return null;
	}
	return (
		<form method="post" action="/console/printing/print" class="actions print-document">
			<TokenField token={props.token} />
			<input type="hidden" name="shipmentId" value={props.shipmentId} />
			<select name="what" aria-label={t.parts.whatToPrintAnd}>
				{choices.map(({ value, label }) => (
					<option value={value}>{label}</option>
				))}
			</select>
			<button>{t.parts.printOnceMore}</button>
		</form>
	);
}
