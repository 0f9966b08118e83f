/** Does a caption say something, or only name what is drawn? A finite verb tells; most words in -s and -ed do not. */

const finite =
  /^(?:is|are|was|were|am|has|have|had|does|do|did|can|cannot|could|will|would|may|might|must|should|shall|fell|rose|grew|gave|took|kept|came|went|saw|ran|sat|stood|began|became|shrank|sank|drove|threw|broke|wrote|chose|swam|flew|lay|won|isn't|aren't|wasn't|weren't|don't|doesn't|didn't|can't|won't|couldn't|wouldn't|hasn't|haven't|let's|it's|that's|there's|let|lets)$/;

const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/));

/** Verbs in the base form, as they stand after a plural subject. */
const verbs = words(
  `add agree appear arrive ask avoid beat become begin belong bend break bring build burn buy carry catch cause change
choose circle climb close collapse come converge cover cross cut decide decline decrease depend die differ dip disappear
diverge double draw drift drive drop earn eat emerge end enter exceed explain fail fall feed feel fill find fit flatten
flow fly follow gain get give go grow halve happen help hide hit hold improve increase join jump keep know lag lead
learn leave lie live look lose make match mean meet miss move need occur open outlast overlap overtake pass pay peak
persist plunge point predict prefer prevent produce provide pull push put quit reach read rebound recover reduce remain
repeat require rest return reveal rise run say see sell send separate settle shift show shrink sink sit slow speak spend
split spread stand start stay stop suffer survive take tell tend tilt track travel turn vanish vary wait walk want warm
waste wear win work cool dry freeze melt ripen rot sleep sing nest hatch breed swim leak crack hear taste reward
outperform generalise generalize memorise memorize saturate plateau oscillate forget copy attend encode ignore agree`,
);
/** Words in -s that are plural nouns in captions nearly always. */
const nouns = words(
  `adds fits looks points rests runs splits spreads tracks walks works results levels counts rates scores plots uses
tests measures values changes paths steps waits covers costs plans draws builds joins matches views states`,
);
/** Words in -s that are either: verbs when they follow the first name of the caption. */
const either = words(
  `ends falls cuts drops gains jumps leads moves needs reads returns rises shifts shows stands starts stops turns peaks
burns breaks circles dips hits`,
);
const prepositions =
  /^(?:of|in|on|at|by|with|for|from|to|over|under|per|across|between|among|before|after|as)$/;
/** Past forms that name what happened: they stand for themselves also before *in* or *at*. */
const happened = words(
  `peaked dropped jumped climbed plunged vanished disappeared emerged collapsed converged diverged stayed remained
lasted arrived happened occurred appeared improved declined doubled tripled halved flooded failed survived died slowed
stalled flattened dipped crashed spiked soared recovered rallied shifted lagged worked returned belonged differed
depended overlapped froze leaked cracked dried melted`,
);
const determiners =
  /^(?:the|an?|its|their|his|her|our|my|your|this|that|these|those|no|every|all|both|half|most|more|less|fewer|only|nothing|everything|it|them|him|us|how|what|why|when|where|whether|about|almost|nearly|little|much|twice|far|faster|slower|better|worse|sooner|later|first|last|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|twenty|thirty|forty|fifty|hundred|thousand|\d.*)$/;
const afterVerb =
  /^(?:to|in|on|at|by|with|from|as|into|when|while|if|until|before|after|than|over|under|without|once|because|where|across|through|between|above|below|near|towards?|up|down|out|off|away|back|again|together|apart|along|past|beyond|around|for|and|but|most|least|best|longest|highest|lowest|first|last|early|late|earlier|\p{Ll}+ly)$/u;
const noSubject =
  /^(?:the|an?|of|in|on|by|with|and|or|for|to|from|per|as|at|its|their|his|her|our|my|your|this|that|these|those|all|some|many|several|most|few|both|each|between|across|over|under|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|hundred|thousand|million|no|new|old|first|last|mean|average|total|different|\d.*)$/;
/** "Compare the two lines": a caption may tell the reader what to do. */
const telling =
  /^(?:compare|note|notice|look|see|watch|follow|read|mind|trace|count|start|find|think|imagine|remember|don't)$/;

function isVerbAt(at: number, tokens: readonly string[]): boolean {
  const word = tokens[at] ?? '';
  const before = tokens[at - 1] ?? '';
  const next = tokens[at + 1] ?? '';
  if (finite.test(word))
    return !(
      /^(?:will|can|may|might|must|do)$/.test(word) &&
      at > 0 &&
      noSubject.test(before) &&
      before !== 'that'
    );
  if (/n't$/.test(word)) return true;
  if (at === 0) return telling.test(word) && next !== '' && next !== 'of';
  if (next === 'of') return false;
  const subject = !noSubject.test(before) || /^(?:that|this|each|all|some|many|most|few|both)$/.test(before);
  if (!subject) return false;
  if (happened.has(word)) return true;
  if (
    /^(?:held|found|lost|met|left|led|made|paid|sent|spent|cost|cut|hit|set|put|built|read|\p{L}{3,}ed)$/u.test(
      word,
    )
  )
    return determiners.test(next) && !/^(?:by|twice)$/.test(next);
  if (/s$/.test(word) && !/(?:ss|us|is)$/.test(word)) {
    const plural = /[^s]s$/.test(before) && !/(?:us|is)$/.test(before);
    if (plural || next === '' || nouns.has(word)) return false;
    if (determiners.test(next)) return true;
    return (
      isVerbInS(word) &&
      afterVerb.test(next) &&
      !(either.has(word) && tokens.slice(0, at).some((earlier) => prepositions.test(earlier)))
    );
  }
  // After a plural subject the base form stands: "lamps burn", "roads cross the river".
  return (
    verbs.has(word) &&
    (/[^s]s$/.test(before) ||
      tokens[at - 2] === 'and' ||
      /^(?:people|men|women|children|mice|they|we|you|I|who|that|which)$/.test(before)) &&
    (next !== '' || at > 2)
  );
}

function isVerbInS(word: string): boolean {
  const stems = [word.slice(0, -1)];
  if (word.endsWith('es')) stems.push(word.slice(0, -2));
  if (word.endsWith('ies')) stems.push(`${word.slice(0, -3)}y`);
  return stems.some((stem) => verbs.has(stem));
}

/** `Figure 3:` at the start of a caption is its number, not what it says. */
export function captionWords(caption: string): string[] {
  const said = caption.replace(/^\s*(?:fig(?:ure)?\.?|table|plate)\s*\d+[a-z]?\s*[.:—–-]?\s*/i, '');
  return said.match(/[\p{L}\p{N}][\p{L}\p{N}’'-]*/gu) ?? [];
}

export function hasFiniteVerb(list: readonly string[]): boolean {
  const tokens = list.map((word) => word.replace(/’/g, "'").toLowerCase());
  return tokens.some((_, at) => isVerbAt(at, tokens));
}
