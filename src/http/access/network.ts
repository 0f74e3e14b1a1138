/** One household or server has a whole /64 of IPv6 to itself. */
export function networkOf(address: string): string {
	return address.includes(":") ? toGroups(address).slice(0, 4).join(":") : address;
}

function toGroups(address: string): string[] {
	const [head = "", tail] = address.toLowerCase().split("::");
	const groups = (text: string) => (text === "" ? [] : text.split(":"));
	if (tail === undefined) {
		return groups(head);
	}
	const missing = Math.max(0, 8 - groups(head).length - groups(tail).length);
	return [...groups(head), ...Array<string>(missing).fill("0"), ...groups(tail)];
}
