using System.Collections.Frozen;
using Laurel.Definitions;

namespace Laurel.Engine.Examples;

/// <summary>
/// Runs the examples of a definition through the real writer on a real file of its own, and verifies the file afterwards: an
/// example that leaves an inconsistent journal has failed.
/// </summary>
public sealed class ExampleRunner
{
    private readonly Mapping document;
    private readonly Example example;
    private readonly Clock clock;
    private readonly List<string> failures = [];
    private readonly List<Problem> problems = [];
    private readonly Definition definition;
    private readonly List<Scene> scenes = [];
    private readonly List<Writer> writers = [];
    private readonly FaultyJournal.Switch fault = new();
    private readonly Holds holds = new();
    private IReadOnlyList<Memberships.MembershipChanged> paidMeanwhile = [];

    private ExampleRunner(Definition definition, Mapping document, Example example)
    {
        (this.definition, this.document, this.example) = (definition, document, example);
        clock = new Clock(definition.Calendar, example);
    }

    /// <summary>Runs one example of a definition.</summary>
    public static async Task<ExampleResult> Run(Definition definition, Node document, Example example, Inspection? also = null, Language language = Language.English)
    {
        var folder = Directory.CreateTempSubdirectory("laurel-example-");
        try
        {
            var runner = new ExampleRunner(definition, (Mapping)document, example);
            await runner.RunIn(folder.FullName, also);
            return new ExampleResult(example, [.. runner.problems.Select(p => p.Say(language)), .. runner.failures]);
        }
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            // What breaks on one example is our mistake; the others are still run.
            return new ExampleResult(example, [$"laurel broke on this example, which is a mistake of ours: {broken.GetType().Name}: {broken.Message}"]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task RunIn(string folder, Inspection? also)
    {
        try
        {
            await Open(folder);
            foreach (var scene in scenes)
                await Begin(scene);
            for (var i = 0; i < example.Steps.Count; i++)
                await Step(example.Steps[i], $"step {i + 1} (line {example.Steps[i].Line})");
            await Then();
            foreach (var journal in writers.Select(w => w.Reader))
                failures.AddRange([.. (await Verification.Run(journal)).Findings.Select(f => $"the journal it leaves: {f}"), .. also is null ? [] : await also(journal)]);
        }
        finally
        {
            foreach (var writer in writers)
                await writer.DisposeAsync();
        }
    }

    /// <summary>Organizations have a file each; programs that steps only name share one file, one definition and its members' names.</summary>
    private async Task Open(string folder)
    {
        var casts = Cast.Read(example, problems).ToArray();
        foreach (var cast in casts.Where(c => c.HasOwnFile))
            Add(cast, await Writer(Path.Combine(folder, $"{writers.Count + 1}.db")), definition.Id);
        if (scenes.Count > 0)
            return;
        var (writer, reader) = (await Writer(Path.Combine(folder, "example.db")), new StepReader(definition, clock));
        var named = example.Steps.Select(s => (s["program"] as Scalar)?.Text).OfType<string>().Distinct().DefaultIfEmpty(definition.Id);
        foreach (var cast in casts)
            Add(cast, writer, cast.Name);
        foreach (var program in named.Except(casts.Select(c => c.Name)))
            scenes.Add(new Scene(program, writer, program, reader, document, example.Given));
    }

    private void Add(Cast cast, Writer writer, string program)
    {
        var changed = Scene.Changed(document, cast.Changes);
        var reading = DefinitionReader.Read(changed);
        problems.AddRange(reading.Problems);
        if (reading.Definition is { } read)
            scenes.Add(new Scene(cast.Name, writer, program, new StepReader(read, clock), changed, Scene.Changed(example.Given, cast.Given)));
    }

    private async Task<Writer> Writer(string path)
    {
        writers.Add(await FaultyJournal.Open(path, fault, clock));
        return writers[^1];
    }

    private Scene SceneOf(Fields fields) => (fields.Find("organization") ?? fields.Find("program")) is { } named
        ? scenes.Find(s => s.Name == Fields.Scalar(named).Text)
            ?? throw Fields.Malformed(named, "choice-unknown", string.Join(" | ", scenes.Select(s => s.Name)))
        : scenes[0];

    private Comparison Compare(Scene scene, Fields fields, string where) => new(scene.Reader, fields, where, failures);

    private async Task Begin(Scene scene)
    {
        await scene.Writer.Submit(scene.Program, new PublishDefinition
        {
            Id = new CommandId("publish-1"),
            At = DateTimeOffset.UnixEpoch,
            From = DateTimeOffset.UnixEpoch,
            Definition = CanonicalJson.Write(scene.Document),
            Actor = "example",
        });
        var steps = example.Steps.Where(s => (s["organization"] ?? s["program"]) is Scalar named ? named.Text == scene.Name : scene == scenes[0]);
        foreach (var given in scene.Reader.Given(Newcomers.Beside(scene.Given, steps), problems))
        {
            if (await scene.Writer.Submit(scene.Program, given) is var answer and not Answer.Decided { Row.Refusal: null })
                failures.Add($"given: {given.About} cannot begin like this; {Happened.Say([answer], scene.Writer.Programs[scene.Program])}");
        }
    }

    private async Task Step(Mapping step, string where)
    {
        var fields = new Fields(step, problems);
        try
        {
            var verb = fields.Find("do") ?? throw Fields.Malformed(step, "key-missing", "do");
            var (failed, unread) = (failures.Count, problems.Count);
            var (name, scene) = (Fields.Scalar(verb).Text, SceneOf(fields));
            if (example.PaysFees)
                paidMeanwhile = await new DueFees(clock).Pay(scene, clock.Peek(fields.Find("until") ?? fields.Find("at")), name == "fail payment" ? fields.Text("member") : null);
            await Do(name, scene, fields, where);
            // A step that went otherwise leaves expectations unread, which are no mistakes of their own.
            fields.EndOf(problems.Count > unread || (failures.Count > failed && fields.Has("refused")) ? StepKeys.Known
                : failures.Count > failed ? StepKeys.Expectations
                : FrozenSet<string>.Empty);
        }
        catch (MalformedException malformed)
        {
            problems.Add(malformed.Problem);
        }
        catch (WriterStoppedException stopped)
        {
            failures.Add($"{where}: {stopped.Message}");
        }
    }

    private Task Do(string verb, Scene scene, Fields fields, string where) => verb switch
    {
        "publish" => Publish(scene, fields, where),
        "look" or "look back" => new LookSteps(scene, clock, holds, Compare(scene, fields, where)).Look(verb),
        "pass time" when !fields.Has("member") => PassForAll(scene, fields, where),
        "together" => Together(scene, fields, where),
        "share" => Share(scene, fields, where),
        "statement" => Statement(scene, fields, where),
        "standings" => Standings(scene, fields, where),
        _ => Ask(scene, verb, fields, where),
    };

    private async Task Ask(Scene scene, string verb, Fields fields, string where)
    {
        var isDry = fields.Choice("dry run", false, ("yes", true), ("no", false));
        fault.IsOn = fields.Choice("fault", false, ("before commit", true));
        var before = problems.Count;
        var command = scene.Reader.Read(verb, fields);
        if (problems.Count > before)
        {
            // What cannot be read never becomes a request; an example may expect that.
            if (fields.Text("refused") == problems[before].Code)
                problems.RemoveRange(before, problems.Count - before);
            return;
        }
        if (command is EnrolMember && scene.Reader.IsTaken)
        {
            Compare(scene, fields, where).Text("refused", "identifier-taken");
            return;
        }
        await holds.LetGo(command);
        try
        {
            var (writer, program) = (scene.Writer, scene.Program);
            var answer = isDry ? await writer.DryRun(program, command) : await writer.Submit(program, command);
            holds.Note(scene, answer);
            if (command is EnrolMember { Member: var newcomer } && await scene.Member(newcomer) is null)
                scene.Reader.Forget(newcomer);
            var compare = Compare(scene, fields, where);
            new AnswerExpectations(compare, writer.Programs[program], paidMeanwhile).Check(answer);
            if (!isDry && answer is Answer.Decided { Row: var row } && About(row) is { } id)
                new MemberExpectations(compare, writer.Programs[program]).Check(await scene.Member(id, clock.Latest), clock.Latest);
            if (!isDry && answer is Answer.Decided { Row: { Refusal: null, Command: Coalition.SettleClearing } settled })
                await new ClearingExpectations(compare).CheckStatements(writer.Reader, program, settled.Seq, null, null);
            compare.Tell(() => Happened.Say([answer], writer.Programs[program]));
        }
        catch (Exception failed) when (fault.IsOn && failed is JournalException or WriterStoppedException)
        {
            fields.Choice("fails", "", ("unavailable", ""));
        }
        finally
        {
            fault.IsOn = false;
        }
    }

    private Task Share(Scene scene, Fields fields, string where)
    {
        new PartnerSteps(scene.Reader).Share(fields, Compare(scene, fields, where));
        return Task.CompletedTask;
    }

    /// <summary>What stands open with partners since the last settlement, or what happened in a stretch of time.</summary>
    private async Task Statement(Scene scene, Fields fields, string where)
    {
        PassTo(fields, where);
        var from = fields.Read<DateTimeOffset?>("from", null, n => clock.Read(n));
        var to = fields.Read<DateTimeOffset?>("to", null, n => clock.Read(n));
        await new ClearingExpectations(Compare(scene, fields, where)).CheckStatements(scene.Writer.Reader, scene.Program, null, from, to);
    }

    private async Task Standings(Scene scene, Fields fields, string where)
    {
        PassTo(fields, where);
        await new GatheringExpectations(Compare(scene, fields, where)).CheckStandings(scene.Writer.Reader, scene.Program);
    }

    /// <summary>What is looked at is as it is now; it may be a later time than that of the step before.</summary>
    private void PassTo(Fields fields, string where)
    {
        if (fields.Find("at") is not { } at)
            return;
        var latest = clock.Latest;
        if (clock.Next(at) < latest)
            failures.Add($"{where}: this is looked at as it is now, so \"at\" cannot be earlier than the steps before it");
    }

    /// <summary>Books what is due for everybody.</summary>
    private async Task PassForAll(Scene scene, Fields fields, string where)
    {
        var (at, until) = (fields.Find("at"), fields.Find("until"));
        var time = clock.Next(until ?? at);
        var answers = new List<Answer.Decided>();
        foreach (var member in scene.Reader.Members)
        {
            var command = scene.Reader.Read("pass time", fields, time, member);
            await holds.LetGo(command);
            if (await scene.Writer.Submit(scene.Program, command) is Answer.Decided decided)
                answers.Add(decided);
        }
        var compare = Compare(scene, fields, where);
        new AnswerExpectations(compare, scene.Writer.Programs[scene.Program], paidMeanwhile).CheckSum([.. answers.Select(a => a.Row)]);
        if (scene.Reader.Members is [var only])
            new MemberExpectations(compare, scene.Writer.Programs[scene.Program]).Check(await scene.Member(StepReader.Member(only), time), time);
        compare.Tell(() => Happened.Say(answers, scene.Writer.Programs[scene.Program]));
    }

    private static MemberId? About(JournalRow row) => row.Command.About
        ?? row.Events.Select(e => e switch
        {
            LinesReturned r => r.Member,
            RedemptionCaptured r => r.Member,
            RedemptionReleased r => r.Member,
            RedemptionCancelled r => r.Member,
            FulfilmentChanged r => r.Member,
            _ => null,
        }).FirstOrDefault(m => m is not null);

    /// <summary>A new version: the keys of `changes` stand in place of those of the definition.</summary>
    private async Task Publish(Scene scene, Fields fields, string where)
    {
        var changes = (Mapping)fields.Require<Node>("changes", new Mapping([], 0), n => n);
        var at = clock.Next(fields.Find("at"), fields.Find("known"));
        var answer = await scene.Writer.Submit(scene.Program, new PublishDefinition
        {
            Id = new CommandId($"publish-{where}"),
            At = at,
            From = fields.Read("from", at, clock.Read),
            Definition = CanonicalJson.Write(Scene.Changed(scene.Document, changes)),
            Actor = "example",
        });
        scene.Reader.Definition = scene.Writer.Programs[scene.Program].Versions[^1].Definition;
        new AnswerExpectations(Compare(scene, fields, where), scene.Writer.Programs[scene.Program]).Check(answer);
    }

    /// <summary>Requests at the same time: what they come to together, whatever their order.</summary>
    private async Task Together(Scene scene, Fields fields, string where)
    {
        var time = clock.Next(fields.Find("at"));
        var steps = fields.Require<IReadOnlyList<Node>>("steps", [], n => (n as Sequence ?? throw Fields.Malformed(n, "list-expected")).Items);
        var times = fields.Read("times", 1, n => new Phrase(n).Whole());
        var members = fields.Read<IReadOnlyList<string?>>("for", [null], n => [.. StepReader.Names(n)]);
        var asked = new List<(Scene Scene, Command Command)>();
        foreach (var step in Enumerable.Repeat(steps, times).SelectMany(s => s))
        {
            var inner = new Fields(step, problems);
            var its = inner.Has("program") || inner.Has("organization") ? SceneOf(inner) : scene;
            foreach (var member in inner.Read("for", members, n => [.. StepReader.Names(n)]))
                asked.Add((its, its.Reader.Read(inner.Text("do") ?? "", inner, time, member)));
            inner.End();
        }
        var answers = await Task.WhenAll(asked.Select(a => Task.Run(() => a.Scene.Writer.Submit(a.Scene.Program, a.Command))));
        var compare = Compare(scene, fields, where);
        new AnswerExpectations(compare, scene.Writer.Programs[scene.Program]).Check(answers);
        compare.Tell(() => Happened.Say(answers, scene.Writer.Programs[scene.Program]));
    }

    private async Task Then()
    {
        foreach (var pair in example.Then.Pairs)
        {
            var fields = new Fields(pair.Value, problems);
            var slash = pair.Key.IndexOf('/');
            var where = $"then (line {pair.Line})";
            if ((slash < 0 ? scenes[0] : scenes.Find(s => s.Name == pair.Key[..slash])) is { } scene)
            {
                await Then(scene, pair.Key[(slash + 1)..], Compare(scene, fields, where));
                fields.End();
            }
            else
            {
                failures.Add($"{where}: there is no program or organization {pair.Key[..slash]}");
            }
        }
    }

    private Task Then(Scene scene, string what, Comparison compare)
    {
        var whole = new ProgramExpectations(compare, scene.Writer.Reader, scene.Program);
        return what switch
        {
            "accounts" => whole.CheckAccounts(),
            "stock" => whole.CheckStock(),
            "limits" => whole.CheckLimits(),
            "causes" => whole.CheckCauses(),
            _ => ThenMembers(scene, what, compare),
        };
    }

    /// <summary>A member by name, or several by `m1 to m100`.</summary>
    private async Task ThenMembers(Scene scene, string names, Comparison compare)
    {
        foreach (var name in StepReader.Names(names))
        {
            var expected = new MemberExpectations(compare, scene.Writer.Programs[scene.Program]);
            var member = await scene.Member(StepReader.Member(name), clock.Latest);
            expected.Check(member, clock.Latest);
            await expected.CheckHistory(scene.Writer.Reader, StepReader.Member(name));
            expected.CheckUnits(member, clock.Latest);
            expected.Tell(name, member, clock.Latest);
        }
    }
}
