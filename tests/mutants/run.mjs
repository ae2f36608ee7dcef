// Changes the core in one small place at a time (mutants.json) and asks whether a test notices. All changes are compiled in at once,
// each behind a switch, so that one build serves them all. Each class of tests is run once to see which places it comes by; a mutant is
// then shown only to the classes that come by it, the quick ones first: node tests/mutants/run.mjs [--keep] [first] [count]
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const work = join(root, 'artifacts', 'mutants');
const tests = join(root, 'tests', 'Laurel.Tests');
const built = join(tests, 'bin', 'Debug', 'net10.0');
const rooms = ['.', 'Challenges', 'Coalition', 'Deciding', 'Definitions', 'Earning', 'Explaining', 'Games', 'Gatherings', 'Giving', 'Linting'];
const quickMs = 5_000;
const longestMs = 180_000;
const atOnce = 2;

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
    private static readonly bool[]? Met = Begin(System.Environment.GetEnvironmentVariable("LAUREL_MUTANTS_MET"));
    public static bool Is(int number)
    {
        if (Met is not null)
            Met[number] = true;
        return Now == number;
    }
    private static bool[]? Begin(string? file)
    {
        if (file is null)
            return null;
        var met = new bool[${mutants.length}];
        System.AppDomain.CurrentDomain.ProcessExit += (_, _) =>
            System.IO.File.WriteAllText(file, string.Join(" ", System.Linq.Enumerable.Range(0, met.Length).Where(i => met[i])));
        return met;
    }
}
`);
    const build = spawnSync('dotnet', ['build', join(work, 'src', 'Laurel'), '-v', 'q', '-nologo', '-p:RunAnalyzers=false', '-p:TreatWarningsAsErrors=false'], { encoding: 'utf8' });
    if (build.status !== 0)
        throw new Error(build.stdout + build.stderr);
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

// Whether all tests of these classes pass; a mutant that goes on for ever fails them.
function pass(classes, env) {
    const asked = [...classes.flatMap(c => ['-class', `*.${c}`]), '-stoponfail'];
    return new Promise(done => {
        const child = spawn(join(work, 'bin', 'Laurel.Tests'), asked, { env: { ...process.env, ...env }, timeout: longestMs, stdio: 'ignore' });
        child.on('close', code => done(code === 0));
    });
}

async function inTurn(things, each) {
    const left = [...things];
    await Promise.all(Array.from({ length: atOnce }, async () => {
        while (left.length > 0)
            await each(left.shift());
    }));
}

// Which mutants each class of tests comes by, and how long it takes; the quickest first.
async function cover() {
    const names = rooms.flatMap(room => readdirSync(join(tests, room)).filter(n => /(Tests|Properties)\.cs$/.test(n)).map(n => n.slice(0, -3)));
    const classes = [];
    await inTurn(names, async name => {
        const file = join(work, `${name}.met`);
        const begun = Date.now();
        if (!await pass([name], { LAUREL_MUTANTS_MET: file }))
            throw new Error(`Without a mutant ${name} fails.`);
        const met = existsSync(file) ? readFileSync(file, 'utf8').split(' ').filter(n => n !== '').map(Number) : [];
        classes.push({ name, ms: Date.now() - begun, met });
    });
    writeFileSync(join(work, 'cover.json'), JSON.stringify(classes.sort((a, b) => a.ms - b.ms), null, 1));
}

async function lives(number, classes) {
    const near = classes.filter(c => c.met.includes(number));
    for (const some of [near.filter(c => c.ms < quickMs), near.filter(c => c.ms >= quickMs)]) {
        if (some.length > 0 && !await pass(some.map(c => c.name), { LAUREL_MUTANT: `${number}` }))
            return false;
    }
    return true;
}

const [first = 0, count = mutants.length] = process.argv.slice(2).filter(a => !a.startsWith('-')).map(Number);
if (!process.argv.includes('--keep') || !existsSync(join(work, 'cover.json'))) {
    prepare();
    await cover();
}
const classes = JSON.parse(readFileSync(join(work, 'cover.json'), 'utf8'));
const asked = mutants.map((_, number) => number).slice(first, first + count);
const survivors = [];
await inTurn(asked, async number => {
    const survived = await lives(number, classes);
    if (survived)
        survivors.push(number);
    const met = classes.some(c => c.met.includes(number)) ? '' : ' (no test comes by it)';
    console.log(`${survived ? 'SURVIVED' : 'killed  '} ${number} ${mutants[number].file}: ${mutants[number].from} -> ${mutants[number].to}${met}`);
});
console.log(`${asked.length - survivors.length} of ${asked.length} killed (${Math.round(100 * (asked.length - survivors.length) / asked.length)}%)`);
