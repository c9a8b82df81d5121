/** Why a command was not done, for a person to read. */
export class Failure extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode = 2) {
    super(message);
    this.name = 'Failure';
    this.exitCode = exitCode;
  }
}
