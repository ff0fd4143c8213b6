import { leafName, plainName } from './leafName';
import { isSecretPath } from './secrets';

/**
 * What the name of a parameter tells about digits in it: whether they are a number, a switch or a
 * text. The words are those that the data models and the vendors of devices use.
 */

/** Names of switches by how they end: 0 and 1 mean off and on there. */
const SWITCH_ENDING =
	/([Ee]nabled?|Active|Allow(ed)?|Capability|Disallowed|Established|Exclude|Flag|Hidden|Lock(ed)?|Override|Requested|Reset|Successful|Support(ed)?|Valid|Verify|(Configur|Implement|Includ|Permitt|Requir|Tagg)ed|(Filter|Forward|Snoop|Tagg)ing|ible|(?<!T|Vari)able)$/;

/** Names of switches by how they begin. */
const SWITCH_START =
	/(^|_)(Accept|Activate|Allow|Always|Disable|Enable|Hide|Include|Is|Send|Use)[A-Z]/;

/** Whether a name is that of a switch. */
export function isSwitchName(name: string): boolean {
	return SWITCH_ENDING.test(name) || SWITCH_START.test(name);
}

/** Names of texts that often consist of digits. */
const TEXT_NAME =
	/ssid$|phone|msisdn$|imsi$|imei$|iccid$|(directory|called|calling|serial|model|part)_?number$|(software|hardware|firmware|modem)_?version$|(user|host|domain|model|product|device|display|friendly|service|profile|process)_?name$|productclass$|provisioningcode$|(parameter|command|license)_?key$|address$|alias$|description$|url$/i;

/**
 * Names and identifiers in the way that data models write them, with capitals for the parts of a
 * word.
 */
const IDENTITY_NAME = /[a-z]Name$|Serial$|(UU|RU|EU)ID$|[Gg]uid$/;

/** Whether digits at this path are a text: a secret, a name, a phone number, an identity. */
export function isTextPath(path: string): boolean {
	const name = leafName(path);
	return TEXT_NAME.test(name) || IDENTITY_NAME.test(name) || isSecretPath(path);
}

/** What is done with a secret or a network, e.g. to reset it, is neither. */
const ACTION_NAME =
	/(^|_)(Apply|Auto|Change|Clear|Delete|Gen(erate)?|Multi|Reset|Restore|Set|Skip)[A-Z]|(Auth|Login)$/;

/**
 * Whether a name speaks of what is done with a thing and not of the thing: `ResetDefaultPassword`.
 */
export function isActionName(name: string): boolean {
	return ACTION_NAME.test(name);
}

/**
 * Texts of several numbers, of which a single one looks like a number; TR-104 lists periods of
 * packets, too.
 */
const SEVERAL_NAME = /List$|(?<!End)Range$|sSupported$|PacketizationPeriod$/;

/** Whether a name is that of several values in one text. */
export function isListName(name: string): boolean {
	return SEVERAL_NAME.test(name);
}

/** Names that speak of a secret or a phone and are numbers nevertheless. */
const MEASURE_NAME =
	/(length|size|index|count|retries|attempts|timeout|interval|period|entries|type)$/i;

/**
 * Whether a name measures or counts something, even where it speaks of a secret: `PasswordLength`.
 */
export function isMeasureName(name: string): boolean {
	return MEASURE_NAME.test(name);
}

/** Names of what may grow beyond 32 bits, or is written as a large number. */
const LARGE_NUMBER_NAME = /(rate|limit|weight|bytes|packets|octets|frames|cookie)$/i;

/** Whether a number of this name may have more digits than a counter of 32 bits. */
export function mayBeLarge(name: string): boolean {
	return LARGE_NUMBER_NAME.test(name) || MEASURE_NAME.test(name);
}

/**
 * Names whose texts are words of a fixed list, or versions such as `1.2`: digits there are the
 * numbers of a vendor's own list, or a count of versions.
 */
const WORD_NAME =
	/(^version|status|state|mode|type|result|reason|error|level|origin|protocol|standard)$/i;

/** Whether the standard writes words here and vendors write numbers for them. */
export function isWordName(name: string): boolean {
	return WORD_NAME.test(name);
}

/** Words that measure, count or identify by number, wherever they stand in a name. */
const NUMBERS = new Set(
	`8021p aifsn altitude amount attempts attenuation bandwidth bitrate bps brightness bw bytes capacity cause cells
	channel corrected cost count counter counters counts current cycle days delay depth digits distance downlink
	downstream dropped ds dscp duration entries entry error errors expires expiry factor failures fragments frames freq
	frequency height hop hops hours index interval jitter kbps latency latitude len length level lifetime limit
	longitude loss lost margin marking max maximum mbps memory metric min minimum minutes mss mtu multiplier noise num
	number octets offset packets pbit pcp percent percentage period power precedence priority pvid quality queries rate
	ratio remaining repetitions responses retrans retransmissions retries retry revision rsrp rsrq rssi rtt samples sec
	seconds secs seqno sessions sinr size snr space speed storage strength sum tag temperature thresh threshold
	throughput time timeout timer timestamp total transactions tries ttl unit units uplink upstream uptime us usage
	utilization vid vlan vlanid voltage version weight width`.split(/\s+/),
);

/** Words that make a number of what they end. */
const NUMBERS_AT_THE_END = new Set(
	`ack age alarm algorithm band ber bias carrier change check class color connectivity cookie encoding end enterprise
	fail failed fer free gain history id identifier key last lease left load major mark mask method minor mode no nr
	option order p per pid plr point policer policy port position profile progress protocol qos queue quota range
	reason received reference rejected resent result rev rule rx scheme sent seq sequence ser source spi state
	status stream tone tracked traffic transport trap tx txop type used value volume warning window wire`.split(
		/\s+/,
	),
);

/** The same, run together with the word before: `subtype`, `pltime`. */
const NUMBER_ENDING = /([Cc]ode|[Cc]ount|[Ll]evel|[Nn]umber|[Tt]ime|[Tt]ype|(?<!SS)ID)$/;

/** Of what there are several is counted; words that end in -us and -ss are no plurals. */
const PLURAL = /[a-z][a-rtv-z]s$/;

/** Names without a word are rather quantities of a line (`INTLVDEPTH`) than capabilities. */
const ACRONYM = /^[A-Z\d]+([du]s)?$/;

/** Objects that hold nothing but counters. */
const COUNTERS = /(Stats|Statistics|Counters)\.|\.(Sent|Received)\.[^.]+$/;

/** A capital starts a word, and a run of capitals is one, as are digits. */
const WORD = /[A-Z]+(?=[du]s$)|[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g;

/**
 * Whether a path speaks of a number and not of something that is on or off: `RetryCount`,
 * `X_ACME_TxPower2`, and all that is in an object of counters.
 */
export function isNumberPath(path: string): boolean {
	if (COUNTERS.test(path)) return true;
	const name = plainName(path).replace('QoS', 'Qos');
	if (ACRONYM.test(name)) return true;
	const words = name.match(WORD) ?? [];
	const last = words.filter((word) => !/^\d/.test(word)).pop();
	if (last === undefined) return false;
	return (
		PLURAL.test(last) ||
		NUMBER_ENDING.test(last) ||
		NUMBERS_AT_THE_END.has(last.toLowerCase()) ||
		words.some((word) => NUMBERS.has(word.toLowerCase()))
	);
}
