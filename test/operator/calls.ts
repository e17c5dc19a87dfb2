/** Calls of the HTTP door as a stranger would make them. */

/** Calls a method and gives the status and the body. */
export async function call(
  url: string,
  method: string,
  params: object,
  token?: string,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(`${url}/v1/${method}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(params),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

/** Logs a device in and gives its access token. */
export async function logIn(url: string, device: string, secret: string): Promise<string> {
  const { body } = await call(url, 'sessions.create', { device, secret });
  return String(body.accessToken);
}
