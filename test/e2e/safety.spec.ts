/** The wall: no Node in the page, no way out of it, no message but the contract's. */
import { expect, test } from './launch'

test('the page has no Node, only the bridge', async ({ studio: { app, page } }) => {
  const seen = await page.evaluate(() => ({
    require: typeof Reflect.get(globalThis, 'require'),
    process: typeof Reflect.get(globalThis, 'process'),
    Buffer: typeof Reflect.get(globalThis, 'Buffer'),
    bridge: Object.keys(window.receptive).toSorted(),
    isFrozen: (() => {
      try {
        Reflect.set(window.receptive, 'call', null)
      } catch {
        /* frozen */
      }
      return typeof window.receptive.call
    })(),
  }))
  expect(seen).toEqual({
    require: 'undefined',
    process: 'undefined',
    Buffer: 'undefined',
    bridge: ['call', 'on', 'pathsOf'],
    isFrozen: 'function',
  })
  const preferences = await app.evaluate(({ webContents }) =>
    (
      webContents.getAllWebContents()[0] as unknown as { getLastWebPreferences(): Record<string, unknown> }
    ).getLastWebPreferences(),
  )
  expect(preferences).toMatchObject({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    webviewTag: false,
  })
})

test('navigation and new windows are refused', async ({ studio: { app, page } }) => {
  const home = page.url()
  await page.evaluate(() => {
    location.href = 'https://example.org/'
  })
  await page.waitForTimeout(300)
  await page.evaluate(() => {
    location.href = 'file:///etc/hostname'
  })
  await page.waitForTimeout(300)
  expect(page.url()).toBe(home)
  expect(await page.evaluate(() => window.open('https://example.org/') === null)).toBe(true)
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

test('the content policy stops inline script, eval and the network', async ({ studio: { page } }) => {
  const result = await page.evaluate(async () => {
    const script = document.createElement('script')
    script.textContent = 'window.hacked = true'
    document.body.append(script)
    const image = await new Promise(resolve => {
      const i = new Image()
      i.onload = () => resolve('loaded')
      i.onerror = () => resolve('refused')
      i.src = 'https://example.org/a.png'
    })
    const fetched = await fetch('https://example.org/').then(
      () => 'loaded',
      () => 'refused',
    )
    let evaluated = 'refused'
    try {
      evaluated = String(new Function('return 1')())
    } catch {
      /* refused */
    }
    return { hacked: Reflect.get(window, 'hacked') ?? null, image, fetched, evaluated }
  })
  expect(result).toEqual({ hacked: null, image: 'refused', fetched: 'refused', evaluated: 'refused' })
})

test('a message that is not in the contract, or does not fit, is refused', async ({ studio: { page } }) => {
  const call = (name: string, arg: unknown) =>
    page.evaluate(
      async ([n, a]) => {
        try {
          return await (window.receptive.call as (name: unknown, arg: unknown) => Promise<unknown>)(n, a)
        } catch (error) {
          return String(error)
        }
      },
      [name, arg] as const,
    )
  expect(await call('fs:read', '/etc/passwd')).toContain('Unknown call')
  expect(await call('constructor', 1)).toContain('Unknown call')
  expect(await call('experiment:get', { id: 'x' })).toMatchObject({ ok: false, code: 'payload' })
  expect(await call('experiment:get', { id: 12345 })).toMatchObject({
    ok: false,
    code: 'failed',
    message: expect.stringContaining('no experiment 12345'),
  })
})

test('a frame inside the page is not heard', async ({ studio: { page } }) => {
  const hasBridge = await page.evaluate(async () => {
    const frame = document.createElement('iframe')
    frame.src = 'about:blank'
    document.body.append(frame)
    await new Promise(resolve => setTimeout(resolve, 200))
    return Reflect.has(frame.contentWindow ?? {}, 'receptive')
  })
  expect(hasBridge).toBe(false)
})
