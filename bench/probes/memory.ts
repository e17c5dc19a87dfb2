/** A probe in any server: collects all garbage when asked `collect`, so that what is left is in use. */
const { gc } = globalThis;
if (gc === undefined) throw new Error('run it with --expose-gc');

process.on('message', (question) => {
  if (question !== 'collect') return;
  gc();
  process.send?.('collected');
});
process.on('disconnect', () => process.exit());
process.channel?.unref();
