const zone = 'Europe/Madrid';

/** The zone of all homes, as POSIX (IEEE 1003.1) writes it. */
export const posixZone = 'CET-1CEST,M3.5.0,M10.5.0/3';

const clock = new Intl.DateTimeFormat('sv-SE', {
	timeZone: zone,
	dateStyle: 'short',
	timeStyle: 'medium',
});

/** The time in the homes, as XML Schema writes it, with the distance from UTC. */
export function localTime(now: Date = new Date()): string {
	const local = clock.format(now).replace(' ', 'T');
	const minutes = Math.round((Date.parse(`${local}Z`) - now.getTime()) / 60_000);
	const hours = String(Math.floor(minutes / 60)).padStart(2, '0');
	return `${local}+${hours}:${String(minutes % 60).padStart(2, '0')}`;
}

/** A time in the future, in UTC. */
export function secondsFromNow(seconds: number): string {
	return `${new Date(Date.now() + seconds * 1000).toISOString().slice(0, 19)}Z`;
}
