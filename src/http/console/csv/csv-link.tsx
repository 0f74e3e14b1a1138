import { ROWS_MAX } from "./answer-csv.ts";

/** The list as it is filtered now, as a file. */
export function CsvLink({ path, query }: { path: string; query: URLSearchParams }) {
	const filters = new URLSearchParams(query);
	filters.delete("cursor");
	return (
		<a
			class="button"
			href={`${path}.csv?${filters}`}
			title={`All that match the filters, the newest ${ROWS_MAX} at most`}
			download
		>
			Download as CSV
		</a>
	);
}
