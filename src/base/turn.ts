/**
 * A turn of the event loop behind whatever waits: `scheduler.yield` would come back before waiting timers and messages and starve them, and
 * nested timers are held back by 4 ms.
 */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
