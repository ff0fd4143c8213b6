import type { INodeParameters } from 'n8n-workflow';

import { OPTION_GROUPS } from '../nodes/ZequenzeControl/actions/deviceOperation/fields/optionFields';

/** The group of Options that has each option, by the option's own name. */
const GROUP_OF: ReadonlyMap<string, string> = new Map(
	OPTION_GROUPS.flatMap(({ name, options }) =>
		options.flatMap(({ values }) => values.map((value) => [value.name, name] as const)),
	),
);

/**
 * Parameters whose options stand where the editor has them: those of a device operation in their
 * groups, and the deadline of a wait beside them. So a test need not know what the editor shows
 * together.
 */
export function grouped<P extends object>(parameters: P): P {
	const { options, resource }: INodeParameters = Object(parameters);
	if (typeof options !== 'object' || options === null || Array.isArray(options)) return parameters;
	const schedules = resource === undefined || resource === 'deviceOperation';
	const { waitDeadline, ...rest } = Object(options);
	const inGroups: Record<string, Record<string, unknown>> = {};
	const own: Record<string, unknown> = {};
	for (const [name, value] of Object.entries(rest)) {
		const group = schedules ? GROUP_OF.get(name) : undefined;
		if (group === undefined) own[name] = value;
		else inGroups[group] = { ...inGroups[group], [name]: value };
	}
	const entries = Object.entries(inGroups).map(([name, values]) => [name, { values }]);
	return {
		...parameters,
		...(waitDeadline === undefined ? {} : { waitDeadline }),
		options: { ...own, ...Object.fromEntries(entries) },
	};
}
