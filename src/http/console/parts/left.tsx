import { t } from "../texts/t.ts";

/** Exact may grant more than its usual limit; the bar is then full. */
export function Left({ left, of, name }: { left: number; of: number; name: string }) {
	const max = Math.max(left, of);
	return (
		<span class="left">
			<meter
				min="0"
				max={String(max)}
				low={max / 10}
				value={String(left)}
				aria-label={t.parts.callsLeft(name)}
			></meter>
			<span class="count">{left}</span>
		</span>
	);
}
