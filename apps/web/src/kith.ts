/** The one client of this page. */
import { createClient } from '@kith/client';
import { thisBrowser } from './this-browser.ts';

export const kith = createClient({ url: location.origin, platform: thisBrowser() });
