using Laurel.Definitions;

namespace Laurel.Engine.Examples;

/// <summary>
/// Runs the examples of a definition through the real writer on a real file of its own, and verifies the file afterwards: an
/// example that leaves an inconsistent journal has failed.
/// </summary>
public sealed class ExampleRunner
{
    private readonly Definition definition;
    private readonly Mapping document;
    private readonly Example example;
    private readonly Clock clock;
    private readonly StepReader reader;
    private readonly List<string> failures = [];
    private readonly List<Problem> problems = [];
    private readonly Dictionary<string, Definition> programs = [];
    private readonly FaultyJournal.Switch fault = new();
    private Writer writer = null!;

    private ExampleRunner(Definition definition, Mapping document, Example example)
    {
        (this.definition, this.document, this.example) = (definition, document, example);
        clock = new Clock(definition.Calendar, example);
        reader = new StepReader(definition, clock);
    }

    /// <summary>Runs one example of a definition.</summary>
    public static async Task<ExampleResult> Run(Definition definition, Node document, Example example)
    {
        var folder = Directory.CreateTempSubdirectory("laurel-example-");
        try
        {
            var runner = new ExampleRunner(definition, (Mapping)document, example);
            await runner.Run(Path.Combine(folder.FullName, "example.db"));
            return new ExampleResult(example, [.. runner.problems.Select(p => p.ToString()), .. runner.failures]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task Run(string path)
    {
        writer = await FaultyJournal.Open(path, fault);
        await using (writer)
        {
            foreach (var program in ProgramNames().Distinct())
                await Begin(program);
            for (var i = 0; i < example.Steps.Count; i++)
                await Step(example.Steps[i], $"step {i + 1} (line {example.Steps[i].Line})");
            await Then();
        }
    }

    private IEnumerable<string> ProgramNames() => example.Steps
        .Select(s => (s["program"] as Scalar)?.Text)
        .OfType<string>()
        .Append(example.Steps.Any(s => s["program"] is not null) ? null : definition.Id)
        .OfType<string>();

    private string ProgramOf(Fields fields) => fields.Text("program") ?? programs.Keys.First();

    private async Task Begin(string program)
    {
        programs[program] = definition;
        await writer.Submit(program, new PublishDefinition
        {
            Id = new CommandId("publish-1"),
            At = DateTimeOffset.UnixEpoch,
            From = DateTimeOffset.UnixEpoch,
            Definition = CanonicalJson.Write(document),
            Actor = "example",
        });
        foreach (var member in reader.Given(example, problems))
        {
            if (await writer.Submit(program, member) is not Answer.Decided { Row.Refusal: null })
                failures.Add($"given: {member.Member} could not be enrolled");
        }
    }

    private async Task Step(Mapping step, string where)
    {
        var fields = new Fields(step, problems);
        try
        {
            await Do(fields.Text("do") ?? "", fields, where);
        }
        catch (MalformedException malformed)
        {
            problems.Add(malformed.Problem);
        }
        fields.End();
    }

    private async Task Do(string verb, Fields fields, string where)
    {
        var program = ProgramOf(fields);
        if (verb == "publish")
            await Publish(program, fields, where);
        else if (verb == "look")
            await Look(program, fields, where);
        else if (verb == "together")
            await Together(fields, where);
        else
            await Ask(program, verb, fields, where);
    }

    private async Task Ask(string program, string verb, Fields fields, string where)
    {
        fault.IsOn = fields.Choice("fault", false, ("before commit", true));
        var command = reader.Read(verb, fields);
        var expected = new Expectations(definition, reader, fields, where, failures);
        try
        {
            var answer = await writer.Submit(program, command);
            expected.Check(answer);
            if (answer is Answer.Decided { Row: var row } && About(row) is { } id)
                expected.CheckMember(await Member(program, id), command.At);
        }
        catch (Exception failed) when (fault.IsOn && failed is JournalException or WriterStoppedException)
        {
            fields.Choice("fails", "", ("unavailable", ""));
        }
        fault.IsOn = false;
    }

    private static MemberId? About(JournalRow row) => row.Command.About
        ?? row.Events.Select(e => e switch
        {
            LinesReturned r => r.Member,
            RedemptionCaptured r => r.Member,
            RedemptionReleased r => r.Member,
            RedemptionCancelled r => r.Member,
            _ => null,
        }).FirstOrDefault(m => m is not null);

    private async Task<Member?> Member(string program, MemberId id) =>
        (await writer.Reader.Read<Member>(program, Key.Member(id))).Document;

    /// <summary>A new version: the keys of `changes` stand in place of those of the definition.</summary>
    private async Task Publish(string program, Fields fields, string where)
    {
        var changes = (Mapping)fields.Require<Node>("changes", new Mapping([], 0), n => n);
        var names = changes.Pairs.Select(p => p.Key).ToHashSet();
        var changed = new Mapping([.. document.Pairs.Where(p => !names.Contains(p.Key)), .. changes.Pairs], document.Line);
        var at = clock.Next(fields.Find("at"));
        var answer = await writer.Submit(program, new PublishDefinition
        {
            Id = new CommandId($"publish-{where}"),
            At = at,
            From = fields.Read("from", at, clock.Read),
            Definition = CanonicalJson.Write(changed),
            Actor = "example",
        });
        new Expectations(definition, reader, fields, where, failures).Check(answer);
    }

    private async Task Look(string program, Fields fields, string where)
    {
        var at = clock.Next(fields.Find("at"));
        var member = fields.Text("member") ?? "";
        new Expectations(definition, reader, fields, where, failures).CheckMember(await Member(program, StepReader.Member(member)), at);
    }

    /// <summary>Requests at the same time: what they come to together, whatever their order.</summary>
    private async Task Together(Fields fields, string where)
    {
        var steps = fields.Require<IReadOnlyList<Node>>("steps", [], n => n is Sequence list
            ? list.Items
            : throw Fields.Malformed(n, "list-expected"));
        var times = fields.Read("times", 1, n => new Phrase(n).Whole());
        var asked = new List<(string Program, Command Command)>();
        foreach (var step in Enumerable.Repeat(steps, times).SelectMany(s => s))
        {
            var inner = new Fields(step, problems);
            asked.Add((ProgramOf(inner), reader.Read(inner.Text("do") ?? "", inner)));
            inner.End();
        }
        var answers = await Task.WhenAll(asked.Select(a => Task.Run(() => writer.Submit(a.Program, a.Command))));
        new Expectations(definition, reader, fields, where, failures).CheckTogether(answers);
    }

    private async Task Then()
    {
        foreach (var pair in example.Then.Pairs)
        {
            var fields = new Fields(pair.Value, problems);
            var expected = new Expectations(definition, reader, fields, $"then (line {pair.Line})", failures);
            if (pair.Key == "accounts")
                await expected.CheckAccounts(writer.Reader, programs.Keys.First());
            else if (pair.Key == "counters")
                await expected.CheckCounters(writer.Reader, programs.Keys.First());
            else
                await ThenMember(pair.Key, expected);
            fields.End();
        }
    }

    /// <summary>A member by name, or by program and name: t2/ada.</summary>
    private async Task ThenMember(string name, Expectations expected)
    {
        var slash = name.IndexOf('/');
        var program = slash < 0 ? programs.Keys.First() : name[..slash];
        var id = StepReader.Member(name[(slash + 1)..]);
        expected.CheckMember(await Member(program, id), clock.Now);
        await expected.CheckHistory(writer.Reader, program, id);
    }
}
