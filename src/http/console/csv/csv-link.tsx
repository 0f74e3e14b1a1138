import { t } from "../texts/t.ts";
import { ROWS_MAX } from "./answer-csv.ts";

/** The list as it is filtered now, as a file. */
export function CsvLink({ path, query }: { path: string; query: URLSearchParams }) {
	const filters = new URLSearchParams(query);
	filters.delete("cursor");
	return (
		<a
			class="button"
			href={`${path}.csv?${filters}`}
			title={t.parts.allThatMatchThe(ROWS_MAX)}
			download
		>
			{t.common.downloadAsCsv}
		</a>
	);
}
