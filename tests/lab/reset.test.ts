import { expect, test } from 'vitest';
import { makeNodeLab } from './node-lab.ts';

test('a machine made fresh goes on from the time of its state, with nothing of what was done', async () => {
  const { session } = makeNodeLab('small');
  const nowS = () => performance.now() / 1000;
  const began = nowS();
  await session.start('small');
  const run = async (script: string) => (await session.guest.exec(script, { timeoutS: 10 })).output.trim();
  const uptimeS = async () => Number(await run("cut -d ' ' -f 1 /proc/uptime"));
  const first = await uptimeS();
  // The first was read so long after the start, at most.
  const slackS = nowS() - began;
  for (let time = 0; time < 2; time++) {
    await run('ip netns add left; echo left > /tmp/left; sleep 2');
    const reset = nowS();
    await session.reset();
    expect(session.state).toBe('ready');
    const onS = (await uptimeS()) - first;
    expect(onS).toBeGreaterThanOrEqual(-slackS);
    // On a busy host this takes a while; the two seconds slept before are not in it.
    expect(onS).toBeLessThan(nowS() - reset + 1);
    // Its clock runs, and its timers with it.
    await run('sleep 1');
    expect(await run('ip netns list; cat /tmp/left 2> /dev/null')).not.toContain('left');
  }
  await session.stop();
});
