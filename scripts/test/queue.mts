import { runStages } from './run.mts';
import { QUEUE_STAGES } from './stages.mts';

void runStages(QUEUE_STAGES);
