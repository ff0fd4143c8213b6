import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { jsonOf } from './body.mts';

const stateShape = z.enum(['open', 'closed']);

const draftShape = z.object({
	title: z.string().min(1),
	text: z.string(),
	reference: z.string().nullable().default(null),
});

const changeShape = z.object({ state: stateShape.optional(), note: z.string().min(1).optional() });

/** A ticket of the desk that follows no vendor's form. */
export interface Ticket extends z.infer<typeof draftShape> {
	id: number;
	state: z.infer<typeof stateShape>;
	/** What was added to it, oldest first. */
	notes: string[];
}

/** What a list of tickets can be narrowed to. */
interface Filter {
	reference?: string;
	state?: string;
}

type OneTicket = { Params: { id: string } };

/**
 * The simplest desk that can be: tickets with a reference of the caller's own, notes, open or
 * closed.
 */
export function ticketRoutes(app: FastifyInstance, tickets: Ticket[]): void {
	const find = (id: string) => tickets.find((ticket) => String(ticket.id) === id);

	app.post('/tickets', (request, reply) => {
		const draft = draftShape.safeParse(jsonOf(request));
		if (!draft.success) return reply.code(400).send({ error: 'A ticket needs title and text.' });
		const id = tickets.length + 1;
		const ticket: Ticket = { id, ...draft.data, state: 'open', notes: [] };
		tickets.push(ticket);
		return reply.code(201).send(ticket);
	});

	app.get<{ Querystring: Filter }>('/tickets', ({ query: { reference, state } }) =>
		tickets.filter(
			(ticket) =>
				(reference === undefined || ticket.reference === reference) &&
				(state === undefined || ticket.state === state),
		),
	);

	app.get<OneTicket>(
		'/tickets/:id',
		({ params }, reply) =>
			find(params.id) ?? reply.code(404).send({ error: 'There is no such ticket.' }),
	);

	app.patch<OneTicket>('/tickets/:id', (request, reply) => {
		const ticket = find(request.params.id);
		if (ticket === undefined) return reply.code(404).send({ error: 'There is no such ticket.' });
		const change = changeShape.safeParse(jsonOf(request));
		if (!change.success) return reply.code(400).send({ error: 'A change is a state or a note.' });
		const { state, note } = change.data;
		if (state !== undefined) ticket.state = state;
		if (note !== undefined) ticket.notes.push(note);
		return ticket;
	});
}
