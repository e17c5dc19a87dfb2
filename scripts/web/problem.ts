/** The error that ends a build of the web client with words for a person, and no stack. */

/** Why the web client could not be built. */
export class BuildProblem extends Error {
  override readonly name = 'BuildProblem';
}
