// Changes the core in one small place at a time (mutants.json) and asks whether a test notices. All changes are compiled in at once,
// each behind a switch, so that one build and one warm process (Hunt.cs) serve them all:
// node tests/mutants/run.mjs [--keep] [first] [count]
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const work = join(root, 'artifacts', 'mutants');
const tests = join(root, 'tests', 'Laurel.Tests');
const built = join(tests, 'bin', 'Debug', 'net10.0');
const rooms = ['.', 'Challenges', 'Coalition', 'Deciding', 'Definitions', 'Earning', 'Explaining', 'Games', 'Gatherings', 'Giving', 'Linting'];
const slow = ['LedgerProperties', 'GatheringProperties', 'LinterTests', ...classesOf('Explaining')];
const memory = '/dev/shm';
const atOnce = 2;

function classesOf(room) {
    return readdirSync(join(tests, room)).filter(n => /(Tests|Properties)\.cs$/.test(n)).map(n => n.slice(0, -3));
}

const mutants = JSON.parse(readFileSync(join(root, 'tests', 'mutants', 'mutants.json'), 'utf8'));

// Mutants whose text stands nowhere, or more than once, in the code of today.
const strays = [];

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
public static class Mutant
{
    public static int Now = -1;
    public static readonly bool[] Met = new bool[${mutants.length}];
    public static bool Is(int number)
    {
        Met[number] = true;
        return Now == number;
    }
}
`);
    mkdirSync(join(work, 'hunt'));
    for (const name of ['Hunt.cs', 'Hunt.csproj'])
        cpSync(join(here, name), join(work, 'hunt', name));
    for (const project of ['src/Laurel', 'hunt'])
        build(join(work, project));
    cpSync(built, join(work, 'bin'), { recursive: true });
    cpSync(join(work, 'src', 'Laurel', 'bin', 'Debug', 'net10.0', 'Laurel.dll'), join(work, 'bin', 'Laurel.dll'));
    cpSync(join(work, 'hunt', 'bin', 'Debug', 'net10.0', 'Hunt.dll'), join(work, 'bin', 'Hunt.dll'));
}

function build(project) {
    const done = spawnSync('dotnet', ['build', project, '-v', 'q', '-nologo', '-p:RunAnalyzers=false', '-p:TreatWarningsAsErrors=false'], { encoding: 'utf8' });
    if (done.status !== 0)
        throw new Error(done.stdout + done.stderr);
}

// « and » mark the expression that changes, where what surrounds it is needed to find it.
function placed(mutant, number) {
    const text = readFileSync(join(root, 'src', 'Laurel', mutant.file), 'utf8');
    const [before, inner, after] = mutant.from.includes('«') ? mutant.from.split(/[«»]/) : ['', mutant.from, ''];
    const found = before + inner + after;
    if (text.split(found).length !== 2) {
        strays.push(`mutant ${number}: '${found}' stands ${text.split(found).length - 1} times in ${mutant.file}`);
        return mutant;
    }
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
    if (strays.length > 0)
        throw new Error(`The code has changed under these:\n${strays.join('\n')}`);
    for (const file of new Set(places.map(p => p.file))) {
        const text = readFileSync(join(root, 'src', 'Laurel', file), 'utf8');
        writeFileSync(join(work, 'src', 'Laurel', file), switched(text, 0, text.length, places.filter(p => p.file === file)));
    }
}

// Hunts these mutants; where one brings the whole process down it is killed too, and the hunt goes on with the rest.
async function hunt(numbers) {
    if (numbers.length === 0)
        return;
    const classes = rooms.flatMap(classesOf);
    const rounds = [classes.filter(c => !slow.includes(c)), slow].map(r => r.join(','));
    const left = new Set(numbers);
    let present;
    const child = spawn('dotnet',
        ['exec', '--depsfile', 'Laurel.Tests.deps.json', '--runtimeconfig', 'Laurel.Tests.runtimeconfig.json', 'Hunt.dll',
            join(work, 'bin', 'Laurel.Tests.dll'), numbers.join(','), ...rounds],
        {
            env: { ...process.env, ...existsSync(memory) && { TMPDIR: memory } },
            cwd: join(work, 'bin'),
            stdio: ['ignore', 'pipe', 'inherit'],
        });
    for await (const line of createInterface({ input: child.stdout })) {
        const [, how, number, by = ''] = line.match(/^(hunting|killed|SURVIVED) (\d+) ?(.*)$/) ?? [];
        if (how === 'hunting')
            present = Number(number);
        else if (how && left.delete(Number(number)))
            tell(how, Number(number), by);
    }
    const code = await new Promise(done => child.exitCode === null ? child.on('exit', done) : done(child.exitCode));
    if (present === undefined && code !== 0)
        throw new Error('Without a mutant the tests fail.');
    if (left.size > 0) {
        left.delete(present);
        tell('killed', present, 'it brought the tests down');
        if (left.size > 0)
            await hunt([...left]);
    }
}

const survivors = [];

function tell(how, number, by) {
    if (how === 'SURVIVED')
        survivors.push(number);
    const mutant = mutants[number];
    console.log(`${how.padEnd(8)} ${number} ${mutant.file}: ${mutant.from} -> ${mutant.to}${by && `  [${by}]`}`);
}

const [first = 0, count = mutants.length] = process.argv.slice(2).filter(a => !a.startsWith('-')).map(Number);
if (!process.argv.includes('--keep') || !existsSync(join(work, 'bin', 'Hunt.dll')))
    prepare();
const asked = mutants.map((_, number) => number).slice(first, first + count);
await Promise.all(Array.from({ length: atOnce }, (_, lane) => hunt(asked.filter((_, i) => i % atOnce === lane))));
console.log(`${asked.length - survivors.length} of ${asked.length} killed (${Math.round(100 * (asked.length - survivors.length) / asked.length)}%)`);
