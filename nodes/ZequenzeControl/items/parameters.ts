import type { IExecuteFunctions } from 'n8n-workflow';

import { isJsonObject } from '../ground/json';
import { entriesOf, type FieldSet, type Given } from './given';
import { isToolNode } from './toolNode';

/**
 * Reads the node's parameters for each item. A parameter without an expression is the same for all
 * items and is evaluated once: evaluating is the most expensive thing that a node does for
 * thousands of items.
 */
export class ItemParameters {
	private readonly fixed = new Map<string, unknown>();

	private readonly written: Readonly<Record<string, unknown>>;

	constructor(private readonly context: IExecuteFunctions) {
		this.written = context.getNode().parameters;
	}

	/** The time zone of the workflow, e.g. `Europe/Berlin`. */
	readonly timeZone = (): string => this.context.getTimezone();

	/** Whether an AI agent runs the node: then some of its parameters are a model's choice. */
	get isTool(): boolean {
		return isToolNode(this.context.getNode());
	}

	/** The value for an item; `undefined` where the parameter is neither set nor has a default. */
	read(name: string, itemIndex: number): unknown {
		if (hasExpression(this.written[name])) return this.evaluate(name, itemIndex);
		if (!this.fixed.has(name)) this.fixed.set(name, this.evaluate(name, 0));
		return this.fixed.get(name);
	}

	/**
	 * The value as the builder of the workflow wrote it; undefined for an expression, in which a
	 * model can have a say.
	 */
	readWritten(name: string): unknown {
		return hasExpression(this.written[name]) ? undefined : this.read(name, 0);
	}

	/** What came in for an item. */
	input(itemIndex: number): Given {
		return this.context.getInputData()[itemIndex]?.json ?? {};
	}

	/**
	 * The values of these parameters that are set, for an item; none of them may be hidden by another
	 * field. One whose expression gives nothing is set all the same: its default would not be what
	 * was meant.
	 */
	given(itemIndex: number, ...names: string[]): Given {
		const given: Record<string, unknown> = {};
		for (const name of names) {
			const value = this.read(name, itemIndex);
			if (value !== undefined || hasExpression(this.written[name])) given[name] = value;
		}
		return given;
	}

	/**
	 * Like read, for a parameter that holds named entries, e.g. Options; empty where nothing is set.
	 * Throws InvalidInput where an expression for all of it gives no object, or a name that the field
	 * does not have.
	 */
	readCollection(field: FieldSet & { name: string }, itemIndex: number): Given {
		const value = this.read(field.name, itemIndex);
		const isExpression = typeof this.written[field.name] === 'string';
		if (value === undefined && !isExpression) return {};
		return entriesOf(value, field);
	}

	/**
	 * `make`, run once for all items where none of the parameters it reads holds an expression:
	 * thousands of items then share what it made. What it throws is thrown for each item.
	 */
	shared<T>(names: readonly string[], make: (itemIndex: number) => T): (itemIndex: number) => T {
		if (names.some((name) => hasExpression(this.written[name]))) return make;
		let made: { value: T } | undefined;
		return (itemIndex) => (made ??= { value: make(itemIndex) }).value;
	}

	private evaluate(name: string, itemIndex: number): unknown {
		return this.context.getNodeParameter(name, itemIndex, undefined);
	}
}

function hasExpression(value: unknown): boolean {
	if (typeof value === 'string') return value.startsWith('=');
	if (Array.isArray(value)) return value.some(hasExpression);
	return isJsonObject(value) && Object.values(value).some(hasExpression);
}

/** The text in a resource locator, or in a plain field, whichever the parameter is. */
export function locatorValue(parameter: unknown): unknown {
	return isJsonObject(parameter) && 'value' in parameter ? parameter.value : parameter;
}
