#!/usr/bin/env node
import { ENGINE_VERSION } from '../results/version.ts';
import { checkCommand } from './check.ts';
import { compareCommand } from './compare.ts';
import { evaluateCommand } from './evaluate.ts';
import { explainCommand } from './explain.ts';
import { Failure } from './failure.ts';
import { reachCommand } from './reach.ts';
import { schemesCommand } from './schemes.ts';
import { printLine, printNote, printText } from './screen.ts';
import { stabilityCommand } from './stability.ts';
import { USAGE } from './usage.ts';
import { verifyCommand } from './verify.ts';

/** Exit codes: 0 done; 1 a check failed, or --strict and something was refused; 2 not done. */
const COMMANDS: Readonly<Record<string, (args: string[]) => Promise<number> | number>> = {
  evaluate: evaluateCommand,
  check: checkCommand,
  explain: explainCommand,
  reach: reachCommand,
  verify: verifyCommand,
  stability: stabilityCommand,
  compare: compareCommand,
  schemes: schemesCommand,
};

async function main([name, ...args]: string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    (name === undefined ? printNote : printText)(USAGE);
    return name === undefined ? 2 : 0;
  }
  if (name === '--version' || name === '-v') {
    printLine(ENGINE_VERSION);
    return 0;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) {
    throw new Failure(`未知命令 unknown command: ${name}（可用 one of: ${Object.keys(COMMANDS).join(', ')}）`);
  }
  if (args.includes('--help') || args.includes('-h')) {
    printText(USAGE);
    return 0;
  }
  return await command(args);
}

// A reader that closes the pipe early (`| head`) is no fault of the run.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  printNote(`permu: ${error.message}\n`);
  process.exitCode = error.exitCode;
}
