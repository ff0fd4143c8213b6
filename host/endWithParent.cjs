/**
 * Loaded into n8n before its own code: ends n8n as soon as the process that started it is gone,
 * however that ended. (Standard input would tell the same, but n8n closes it.)
 */
process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));
