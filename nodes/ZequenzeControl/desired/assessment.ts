import { MASK } from '../control/redaction/redaction';
import { isSecretPath } from '../cwmp/secrets';
import { isRounded, isSameReport, likenessOf, type Likeness } from '../cwmp/values/comparison';
import { decodeValue } from '../cwmp/values/values';
import type { EncodedValue } from '../cwmp/valueType';
import type { WantedVariable } from './wanted';

/** A value as outputs show it. */
export type Shown = string | number | boolean | null;

/** Values by path, as a device reported them. */
export type Reported = Readonly<Record<string, Shown>>;

/** What is said of one variable. */
export type VariableVerdict =
	| 'compliant'
	/** Another value than wanted, and nothing was, or could be, done about it. */
	| 'deviating'
	| 'would_change'
	| 'changed'
	/** Changed, and kept by the device in a spelling or rounding of its own. */
	| 'accepted_as'
	/** A secret that reads back empty or masked. */
	| 'unverifiable'
	/** No value was shown. */
	| 'unknown'
	/** The device has no such variable. */
	| 'not_applicable';

/** One variable that is not, or was not, as it shall be. */
export interface Difference {
	variable_name: string;
	wanted: Shown | Shown[];
	before: Shown;
	after: Shown;
	verdict: VariableVerdict;
}

/** What was found about one wanted variable before anything was changed. */
export interface Finding {
	readonly wanted: WantedVariable;
	readonly before: Shown;
	readonly likeness: Likeness | 'absent';
}

/**
 * Holds what a device reported against what is wanted; `absent` names the variables that it lacks.
 */
export function findingsOf(
	wanted: readonly WantedVariable[],
	reported: Reported,
	absent: ReadonlySet<string> = new Set(),
): Finding[] {
	return wanted.map((variable) => {
		const { variable_name: path } = variable;
		if (absent.has(path)) return { wanted: variable, before: null, likeness: 'absent' };
		const before = valueAt(reported, path);
		return { wanted: variable, before, likeness: bestLikeness(variable, before) };
	});
}

const VERDICTS: Readonly<Record<Finding['likeness'], VariableVerdict>> = {
	same: 'compliant',
	normalised: 'deviating',
	different: 'deviating',
	hidden: 'unverifiable',
	unread: 'unknown',
	absent: 'not_applicable',
};

/** What is not as it shall be, where nothing is changed. */
export function differencesOf(findings: readonly Finding[]): Difference[] {
	return findings.flatMap((finding) => {
		const verdict = VERDICTS[finding.likeness];
		return verdict === 'compliant' ? [] : [difference(finding, { after: null, verdict })];
	});
}

/**
 * The findings that call for a change: what differs and, where secrets are always set, what cannot
 * be read.
 */
export function toChange(findings: readonly Finding[], setsSecrets: boolean): Finding[] {
	return findings.filter(
		({ likeness }) =>
			likeness === 'different' ||
			likeness === 'normalised' ||
			(setsSecrets && likeness === 'hidden'),
	);
}

/** What would be changed, beside what is wrong and would stay so. */
export function planOf(findings: readonly Finding[], setsSecrets: boolean): Difference[] {
	const changes = new Set(toChange(findings, setsSecrets));
	return findings.flatMap((finding) => {
		if (changes.has(finding)) {
			return [difference(finding, { after: null, verdict: 'would_change' })];
		}
		return differencesOf([finding]);
	});
}

/**
 * What became of a change: each changed variable by what the device reports now, the others as they
 * were found. A device that answers "done" and reports the old value has changed nothing.
 */
export function verified(
	findings: readonly Finding[],
	setsSecrets: boolean,
	reported: Reported,
): Difference[] {
	const changes = new Set(toChange(findings, setsSecrets));
	return findings.flatMap((finding) => {
		if (!changes.has(finding)) return differencesOf([finding]);
		const after = valueAt(reported, finding.wanted.variable_name);
		return [difference(finding, { after, verdict: verdictAfter(finding, after) })];
	});
}

function verdictAfter({ wanted, before }: Finding, after: Shown): VariableVerdict {
	const path = wanted.variable_name;
	const [target] = wanted.allowed;
	const likeness = likenessOf(path, target, after);
	if (likeness === 'same') return 'changed';
	if (likeness === 'hidden') return 'unverifiable';
	if (likeness === 'unread') return 'unknown';
	const hasMoved = !isSameReport(path, target.value_type, before, after) || before !== after;
	const isOwnSpelling = likeness === 'normalised' || isRounded(target, after);
	return hasMoved && isOwnSpelling ? 'accepted_as' : 'deviating';
}

/** What is said of a device as a whole. */
export type DeviceVerdict =
	| 'compliant'
	| 'would_change'
	| 'changed'
	| 'deviating'
	| 'unverified'
	| 'not_applicable'
	| 'unknown'
	| 'failed'
	| 'rolled_back'
	| 'rollback_failed';

/** The gravest counts; what a device lacks does not make the rest of it wrong. */
const BY_GRAVITY: ReadonlyArray<readonly [VariableVerdict, DeviceVerdict]> = [
	['deviating', 'deviating'],
	['unknown', 'unknown'],
	['unverifiable', 'unverified'],
	['would_change', 'would_change'],
	['accepted_as', 'changed'],
	['changed', 'changed'],
];

/** The verdict on a device, by its differences and how many variables were looked at. */
export function deviceVerdict(differences: readonly Difference[], looked: number): DeviceVerdict {
	const said = new Set(differences.map(({ verdict }) => verdict));
	const gravest = BY_GRAVITY.find(([verdict]) => said.has(verdict));
	if (gravest) return gravest[1];
	return looked === 0 || differences.length === looked ? 'not_applicable' : 'compliant';
}

/** In a plan, that there is something to do counts before what nobody can tell. */
export function plannedVerdict(differences: readonly Difference[], looked: number): DeviceVerdict {
	const wouldChange = differences.some(({ verdict }) => verdict === 'would_change');
	return wouldChange ? 'would_change' : deviceVerdict(differences, looked);
}

/**
 * What Set Variables takes as JSON to put the old values back: of what was changed, without secrets
 * and without what was not shown.
 */
export function undoOf(changes: readonly Finding[]): Record<string, Exclude<Shown, null>> {
	const undo: Record<string, Exclude<Shown, null>> = {};
	for (const { wanted, before } of changes) {
		const { variable_name: path } = wanted;
		if (before !== null && !isSecretPath(path)) undo[path] = before;
	}
	return undo;
}

function bestLikeness({ variable_name: path, allowed }: WantedVariable, before: Shown): Likeness {
	const found = allowed.map((value) => likenessOf(path, value, before));
	return found.find((likeness) => likeness === 'same') ?? found[0] ?? 'unread';
}

function difference(
	{ wanted, before }: Finding,
	{ after, verdict }: { after: Shown; verdict: VariableVerdict },
): Difference {
	const { variable_name, allowed } = wanted;
	const shown = isSecretPath(variable_name) ? masked : (value: Shown): Shown => value;
	const values = allowed.map((value) => shown(typed(value)));
	return {
		variable_name,
		wanted: values.length === 1 ? (values[0] ?? null) : values,
		before: shown(before),
		after: shown(after),
		verdict,
	};
}

function masked(value: Shown): Shown {
	return value === null || value === '' ? value : MASK;
}

function typed({ value, value_type: type }: EncodedValue): Shown {
	return decodeValue(value, type);
}

/** The value of a path; some servers write names in another letter case. */
function valueAt(reported: Reported, path: string): Shown {
	if (Object.prototype.hasOwnProperty.call(reported, path)) return reported[path] ?? null;
	const lower = path.toLowerCase();
	const alike = Object.keys(reported).filter((name) => name.toLowerCase() === lower);
	return alike.length === 1 ? (reported[alike[0] ?? ''] ?? null) : null;
}
