/** Where in the chats the page is, and how it goes elsewhere. */
import { useMemo } from 'react';
import { useSearch } from 'wouter';
import { type Place, placeIn } from '../../chats/place.ts';

export function usePlace(): Place {
  const search = useSearch();
  return useMemo(() => placeIn(search), [search]);
}
