import axios, { type AxiosInstance, type AxiosResponse } from 'axios';
import type { RequestedVariable } from '../../../simulator/fleet/rpc.mts';
import {
	startSimulator,
	type Simulator,
	type SimulatorOptions,
} from '../../../simulator/start.mts';

export const operationsPath = '/inventory_device_serial_headless_operation/';
export const devicesPath = '/inventory_device_serial/';

/** A TR-181 device and a TR-098 one. */
export const gateway = 'SN000001';
export const oldGateway = 'SN000005';

export interface Rig {
	simulator: Simulator;
	/** Answers of every status resolve; redirects are not followed. */
	api: AxiosInstance;
	/** Posts an operation on the gateway. */
	post(operation: string, variables?: unknown, more?: object): Promise<AxiosResponse>;
	/**
	 * Schedules an operation, lets the gateway carry it out, and returns how the paged dialect shows
	 * it.
	 */
	run(operation: string, variables: RequestedVariable[], serial?: string): Promise<Shown>;
}

export interface Shown {
	id: unknown;
	status?: string;
	fault?: { code: number; message: string; variable_name: string | null };
	processed_devices?: number;
	failed_devices?: number;
	operation_details?: { error_summary: string | null; cwmp_status?: number };
	instance_number?: number;
	variables: Array<{
		variable_name: string;
		value?: string;
		value_type?: string;
		instance_number?: number;
		fault?: { code: number };
	}>;
}

const running: Simulator[] = [];

/** Starts a simulator whose devices contact the server only when told to. */
export async function startRig(options: SimulatorOptions = {}): Promise<Rig> {
	const simulator = await startSimulator({ informInterval: 0, devices: 10, ...options });
	running.push(simulator);
	const api = axios.create({
		baseURL: simulator.url,
		headers: { authorization: `Bearer ${simulator.token}` },
		validateStatus: () => true,
		maxRedirects: 0,
	});
	return {
		simulator,
		api,
		post: (operation, variables, more = {}) =>
			api.post(operationsPath, { serial_number: gateway, operation, variables, ...more }),
		run: async (operation, variables, serial = gateway) => {
			const body = { serial_number: serial, operation, variables };
			const { data: scheduled } = await api.post<{ id: string }>(operationsPath, body);
			simulator.inform(serial);
			const params = { id: scheduled.id };
			const { data } = await api.get<{ results: [Shown] }>(operationsPath, { params });
			return data.results[0];
		},
	};
}

/** Ends every simulator that a test file started. */
export async function stopRigs(): Promise<void> {
	await Promise.all(running.splice(0).map((simulator) => simulator.close()));
}

export const named = (...paths: string[]): RequestedVariable[] =>
	paths.map((variable_name) => ({ variable_name }));

export const integer = (variable_name: string, value: string): RequestedVariable => ({
	variable_name,
	value,
	value_type: 'integer',
});

export const boolean = (variable_name: string, value: string): RequestedVariable => ({
	variable_name,
	value,
	value_type: 'boolean',
});

export const string = (variable_name: string, value: string): RequestedVariable => ({
	variable_name,
	value,
	value_type: 'string',
});
