/** One thing that a typed word may mean. */
export interface Meaning {
	readonly word: string;
	/** How far it lies from what was typed; 0 is the word itself. */
	readonly doubt: number;
}

/**
 * Words as people type them, with those for the same thing in labels and paths, where words may run
 * together.
 */
const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
	wlan: ['wifi'],
	wireless: ['wifi'],
	network: ['ssid', 'ssids', 'wlan'],
	hidden: ['broadcast'],
	hide: ['broadcast'],
	visible: ['broadcast'],
	password: ['passphrase'],
	key: ['passphrase'],
	psk: ['presharedkey', 'passphrase'],
	wpa: ['presharedkey', 'passphrase', 'security'],
	wpa2: ['presharedkey', 'passphrase', 'security'],
	wpa3: ['saepassphrase', 'security'],
	admin: ['user', 'localaccess'],
	tr069: ['acs'],
	clients: ['client'],
	devices: ['device'],
	fibre: ['optical'],
	fiber: ['optical'],
	gpon: ['pon'],
	power: ['signal'],
	rx: ['received', 'downstream'],
	tx: ['sent', 'transmit', 'upstream'],
	snr: ['noisemargin'],
	lte: ['cellular'],
	'4g': ['cellular'],
	'5g': ['cellular'],
	mobile: ['cellular'],
	pppoe: ['ppp'],
	public: ['external', 'localip', 'ipv4address'],
	external: ['localip', 'ipv4address'],
	range: ['firstaddress', 'lastaddress'],
	forwarding: ['mapping'],
	telephone: ['voice'],
	voip: ['voice'],
	phone: ['voice'],
	ntp: ['time'],
	sntp: ['time'],
	clock: ['time'],
	ram: ['memory'],
	processor: ['cpu'],
	traffic: ['bytes'],
	factory: ['restoredefault'],
	reset: ['restore'],
};

/** As many letters of a synonym show which one will be typed. */
const MIN_LETTERS = 4;

/**
 * What a typed word may mean, also where it is only the beginning of a known one; the word itself
 * comes first.
 */
export function meaningsOf(typed: string): Meaning[] {
	const others = Object.entries(SYNONYMS).flatMap(([known, words]) => {
		const doubt = doubtAbout(known, typed);
		// What stands first is nearer.
		return doubt === undefined
			? []
			: words.map((word, place) => ({ word, doubt: doubt + 2 * place }));
	});
	return [{ word: typed, doubt: 0 }, ...others];
}

/**
 * A whole synonym comes right behind the word itself, a half-typed one behind words that begin like
 * it.
 */
function doubtAbout(known: string, typed: string): number | undefined {
	if (known === typed) return 1;
	return typed.length >= MIN_LETTERS && known.startsWith(typed) ? 6 : undefined;
}
