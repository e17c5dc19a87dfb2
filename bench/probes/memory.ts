/** A probe in any server: when asked `collect`, gives back all memory that is not in use. */
const { gc } = globalThis;
if (gc === undefined) throw new Error('run it with --expose-gc');

process.on('message', (question) => {
  if (question !== 'collect') return;
  // The plain one keeps the room for young objects as large as it ever was.
  gc({ type: 'major', flavor: 'last-resort', execution: 'sync' });
  process.send?.('collected');
});
process.on('disconnect', () => process.exit());
process.channel?.unref();
