// Changes the core in one small place at a time (mutants.json) and asks whether a test notices. All changes are compiled in at once,
// each behind a switch, so that one build serves them all: node tests/mutants/run.mjs [--keep] [first] [count]
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const work = join(root, 'artifacts', 'mutants');
const built = join(root, 'tests', 'Laurel.Tests', 'bin', 'Debug', 'net10.0');
const fast = ['ScenarioTests', 'NaiveLedgerTests', 'DecidingTests', 'RedeemingTests', 'ReturningTests', 'ClimbingTests', 'RestatingTests', 'DueTests', 'CalendarTests', 'TemplateTests'];
const thorough = ['LedgerProperties', 'SentenceTests', 'ComplaintTests'];
const longestMs = 180_000;

const mutants = JSON.parse(readFileSync(join(root, 'tests', 'mutants', 'mutants.json'), 'utf8'));

function prepare() {
    rmSync(work, { recursive: true, force: true });
    mkdirSync(join(work, 'src'), { recursive: true });
    const isSource = path => !/[\\/](bin|obj)([\\/]|$)/.test(path);
    cpSync(join(root, 'src', 'Laurel'), join(work, 'src', 'Laurel'), { recursive: true, filter: isSource });
    cpSync(join(root, 'schemas'), join(work, 'schemas'), { recursive: true });
    for (const name of ['Directory.Build.props', 'Directory.Packages.props', '.editorconfig', 'global.json', 'BannedSymbols.txt'])
        cpSync(join(root, name), join(work, name));
    putAll();
    writeFileSync(join(work, 'src', 'Laurel', 'Mutant.cs'), `namespace Laurel;
internal static class Mutant
{
    private static readonly int Now = int.Parse(System.Environment.GetEnvironmentVariable("LAUREL_MUTANT") ?? "-1");
    public static bool Is(int number) => Now == number;
}
`);
    run('dotnet', ['build', join(work, 'src', 'Laurel'), '-v', 'q', '-nologo', '-p:RunAnalyzers=false', '-p:TreatWarningsAsErrors=false'], {}, true);
    cpSync(built, join(work, 'bin'), { recursive: true });
    cpSync(join(work, 'src', 'Laurel', 'bin', 'Debug', 'net10.0', 'Laurel.dll'), join(work, 'bin', 'Laurel.dll'));
}

// « and » mark the expression that changes, where what surrounds it is needed to find it.
function placed(mutant, number) {
    const text = readFileSync(join(root, 'src', 'Laurel', mutant.file), 'utf8');
    const [before, inner, after] = mutant.from.includes('«') ? mutant.from.split(/[«»]/) : ['', mutant.from, ''];
    const found = before + inner + after;
    if (text.split(found).length !== 2)
        throw new Error(`mutant ${number}: '${found}' stands ${text.split(found).length - 1} times in ${mutant.file}`);
    const from = text.indexOf(found) + before.length;
    return { ...mutant, number, start: from, end: from + inner.length };
}

// A switch around each place; places that lie in a larger one are switched within it.
function switched(text, start, end, places) {
    let said = '';
    let at = start;
    const outer = places.filter(p => !places.some(q => q !== p && q.start <= p.start && q.end >= p.end && (q.end - q.start > p.end - p.start || q.number < p.number)));
    for (const place of outer.sort((a, b) => a.start - b.start)) {
        if (place.start < at)
            throw new Error(`mutant ${place.number} begins inside another and ends outside it`);
        const inside = places.filter(p => p !== place && p.start >= place.start && p.end <= place.end);
        said += text.slice(at, place.start) + `(Laurel.Mutant.Is(${place.number}) ? (${place.to}) : (${switched(text, place.start, place.end, inside)}))`;
        at = place.end;
    }
    return said + text.slice(at, end);
}

function putAll() {
    const places = mutants.map(placed);
    for (const file of new Set(places.map(p => p.file))) {
        const text = readFileSync(join(root, 'src', 'Laurel', file), 'utf8');
        writeFileSync(join(work, 'src', 'Laurel', file), switched(text, 0, text.length, places.filter(p => p.file === file)));
    }
}

function run(command, args, env, mustSucceed = false) {
    const done = spawnSync(command, args, { env: { ...process.env, ...env }, timeout: longestMs, encoding: 'utf8', maxBuffer: 1 << 28 });
    if (mustSucceed && done.status !== 0)
        throw new Error(done.stdout + done.stderr);
    return done.status === 0;
}

const survives = (number, classes) =>
    run(join(work, 'bin', 'Laurel.Tests'), [...classes.flatMap(c => ['-class', `*.${c}`]), '-stoponfail'], { LAUREL_MUTANT: `${number}` });

const [first = 0, count = mutants.length] = process.argv.slice(2).filter(a => !a.startsWith('-')).map(Number);
if (!process.argv.includes('--keep') || !existsSync(work))
    prepare();
if (!survives(-1, [...fast, ...thorough]))
    throw new Error('Without a mutant the tests fail.');
const survivors = [];
for (let number = first; number < Math.min(mutants.length, first + count); number++) {
    const lives = survives(number, fast) && survives(number, thorough);
    if (lives)
        survivors.push(number);
    console.log(`${lives ? 'SURVIVED' : 'killed  '} ${number} ${mutants[number].file}: ${mutants[number].from} -> ${mutants[number].to}`);
}
const all = Math.min(mutants.length, first + count) - first;
console.log(`${all - survivors.length} of ${all} killed (${Math.round(100 * (all - survivors.length) / all)}%)`);
