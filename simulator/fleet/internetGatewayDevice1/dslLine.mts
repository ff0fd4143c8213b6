import type { Branch } from '../dataModel.mts';
import { countedInSpan, perSpan, spanStarts } from '../dslSpans.mts';
import { between } from '../firstValues.mts';
import { readOnly, writable } from '../parameter.mts';

/** A VDSL line in service, as the object with this path. */
export function dslLine(path: string): Branch['objects'] {
	return {
		[path]: {
			Enable: writable.boolean(true),
			Status: readOnly.string('Up'),
			StandardsSupported: readOnly.string(
				'G.992.1_Annex_A,G.992.3_Annex_A,G.992.5_Annex_A,G.993.2_Annex_A',
			),
			StandardUsed: readOnly.string('G.993.2_Annex_A'),
			CurrentProfile: readOnly.string('17a'),
			ModulationType: readOnly.string('VDSL'),
			LineEncoding: readOnly.string('DMT'),
			DataPath: readOnly.string('Interleaved'),
			PowerManagementState: readOnly.string('L0'),
			LineNumber: readOnly.int(1),
			DownstreamCurrRate: readOnly.unsignedInt(52000),
			UpstreamCurrRate: readOnly.unsignedInt(10400),
			DownstreamMaxRate: readOnly.unsignedInt(between(56_000, 78_999)),
			UpstreamMaxRate: readOnly.unsignedInt(between(11_000, 18_999)),
			DownstreamNoiseMargin: readOnly.int(between(62, 118)),
			UpstreamNoiseMargin: readOnly.int(between(60, 97)),
			DownstreamAttenuation: readOnly.int(between(131, 243)),
			UpstreamAttenuation: readOnly.int(between(78, 166)),
			DownstreamPower: readOnly.int(between(118, 139)),
			UpstreamPower: readOnly.int(between(51, 84)),
			...spanStarts,
		},
		...perSpan(`${path}Stats.`, (span) => ({
			ErroredSecs: countedInSpan(14 / 86_400, span),
			SeverelyErroredSecs: countedInSpan(1 / 86_400, span),
			FECErrors: countedInSpan(90 / 3600, span),
			ATUCFECErrors: countedInSpan(12 / 3600, span),
			CRCErrors: countedInSpan(25 / 86_400, span),
			ATUCCRCErrors: countedInSpan(6 / 86_400, span),
			HECErrors: countedInSpan(0, span),
			ATUCHECErrors: countedInSpan(0, span),
		})),
	};
}
