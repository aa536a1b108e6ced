/** Says something in one line on stderr. */
export function tell(message: string): void {
  process.stderr.write(`ndpeek: ${message.replace(/\s*\n\s*/g, " ")}\n`);
}
