/** How a form of this page lets somebody in: true leads on to where they wanted to go. */
export type Enter = (act: () => Promise<boolean>) => Promise<void>;
