/** The names that an app has in a module: `my-app` is `myApp`, and its settings are `MyApp`. */

/** Words that no variable can be called, and names that a module of apps has already. */
const taken: ReadonlySet<string> = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends ' +
    'false finally for function if implements import in instanceof interface let new null package private protected ' +
    'public return static super switch this throw true try typeof undefined var void while with yield app json'
  ).split(' '),
);

export interface AppNames {
  readonly variable: string;
  readonly type: string;
}

/** Names for apps, in their order; none twice. */
export function namesOf(apps: readonly string[]): AppNames[] {
  const given = new Set(taken);
  return apps.map((app) => {
    const plain = variableOf(app);
    let variable = plain;
    for (let more = 2; given.has(variable.toLowerCase()); more += 1) {
      variable = given.has(`${plain}app`.toLowerCase()) ? `${plain}App${more}` : `${plain}App`;
    }
    given.add(variable.toLowerCase());
    return { variable, type: `${variable[0]?.toUpperCase()}${variable.slice(1)}` };
  });
}

function variableOf(app: string): string {
  const [first = '', ...rest] = app.split(/[._-]+/).filter((word) => word !== '');
  const words = [first, ...rest.map((word) => `${word[0]?.toUpperCase()}${word.slice(1)}`)];
  const name = words.join('');
  return /^\d/.test(name) ? `app${name}` : name;
}
