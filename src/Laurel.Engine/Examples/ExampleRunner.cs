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
    private readonly StepReader reader;
    private readonly List<string> failures = [];
    private readonly List<Problem> problems = [];
    private readonly IReadOnlyList<string> programs;
    private readonly FaultyJournal.Switch fault = new();
    private readonly List<(string Program, MemberId Member, DateTimeOffset Until)> timed = [];
    private Writer writer = null!;

    private ExampleRunner(Definition definition, Mapping document, Example example)
    {
        (this.document, this.example) = (document, example);
        clock = new Clock(definition.Calendar, example);
        reader = new StepReader(definition, clock);
        programs = [.. example.Steps.Select(s => (s["program"] as Scalar)?.Text).OfType<string>().Distinct().DefaultIfEmpty(definition.Id)];
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

    private async Task Run(string path)
    {
        writer = await FaultyJournal.Open(path, fault, clock);
        await using (writer)
        {
            foreach (var program in programs)
                await Begin(program);
            for (var i = 0; i < example.Steps.Count; i++)
                await Step(example.Steps[i], $"step {i + 1} (line {example.Steps[i].Line})");
            await Then();
            failures.AddRange((await Verification.Run(writer.Reader)).Findings.Select(f => $"the journal it leaves: {f}"));
        }
    }

    private string ProgramOf(Fields fields) => fields.Text("program") ?? programs[0];

    private Comparison Compare(Fields fields, string where) => new(reader, fields, where, failures);

    private async Task Begin(string program)
    {
        await writer.Submit(program, new PublishDefinition
        {
            Id = new CommandId("publish-1"),
            At = DateTimeOffset.UnixEpoch,
            From = DateTimeOffset.UnixEpoch,
            Definition = CanonicalJson.Write(document),
            Actor = "example",
        });
        foreach (var given in reader.Given(example, problems))
        {
            if (await writer.Submit(program, given) is not Answer.Decided { Row.Refusal: null } answer)
                failures.Add($"given: {given.About} cannot begin like this");
        }
    }

    private async Task Step(Mapping step, string where)
    {
        var fields = new Fields(step, problems);
        try
        {
            var verb = fields.Find("do") ?? throw Fields.Malformed(step, "key-missing", "do");
            var before = failures.Count;
            await Do(Fields.Scalar(verb).Text, ProgramOf(fields), fields, where);
            // A step that went otherwise leaves expectations unread, which are no mistakes of their own.
            if (failures.Count == before)
                fields.End();
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

    private Task Do(string verb, string program, Fields fields, string where) => verb switch
    {
        "publish" => Publish(program, fields, where),
        "look" when !IsPast(fields) => Look(program, fields, where),
        "look" or "look back" => LookBack(program, fields, where),
        "together" => Together(fields, where),
        _ => Ask(program, verb, fields, where),
    };

    private async Task Ask(string program, string verb, Fields fields, string where)
    {
        var isDry = fields.Choice("dry run", false, ("yes", true), ("no", false));
        fault.IsOn = fields.Choice("fault", false, ("before commit", true));
        var before = problems.Count;
        var command = reader.Read(verb, fields);
        if (problems.Count > before && fields.Text("refused") == problems[before].Code)
        {
            // What cannot be read never becomes a request; an example may expect that.
            problems.RemoveRange(before, problems.Count - before);
            return;
        }
        if (command is EnrolMember && reader.IsTaken)
        {
            Compare(fields, where).Text("refused", "identifier-taken");
            return;
        }
        await LetGo(command);
        try
        {
            var answer = isDry ? await writer.DryRun(program, command) : await writer.Submit(program, command);
            Note(program, answer);
            var compare = Compare(fields, where);
            new AnswerExpectations(compare, writer.Programs[program]).Check(answer);
            if (!isDry && answer is Answer.Decided { Row: var row } && About(row) is { } id)
                new MemberExpectations(compare, writer.Programs[program]).Check(await Member(program, id), command.At);
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

    /// <summary>What others hold until an instant is free from then on, as the server's clock sees to it.</summary>
    private async Task LetGo(Command command)
    {
        foreach (var hold in timed.Where(h => h.Until <= command.At && h.Member != command.About).ToArray())
        {
            timed.Remove(hold);
            await writer.Submit(hold.Program, new PassTime
            {
                Id = new CommandId($"clock-{hold.Member}-{hold.Until:O}"),
                At = hold.Until,
                Member = hold.Member,
                Actor = "clock",
            });
        }
    }

    private void Note(string program, Answer answer)
    {
        if (answer is Answer.Decided { Replayed: false } decided)
            timed.AddRange(decided.Row.Events.OfType<RedemptionReserved>().Where(r => r.Until is not null).Select(r => (program, r.Member, r.Until!.Value)));
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

    /// <summary>The account in which a member goes on.</summary>
    private async Task<Member?> Member(string program, MemberId id)
    {
        var own = (await writer.Reader.Read<Member>(program, Key.Member(id))).Document;
        return own?.MergedInto is { } into ? await Member(program, into) : own;
    }

    /// <summary>A new version: the keys of `changes` stand in place of those of the definition.</summary>
    private async Task Publish(string program, Fields fields, string where)
    {
        var changes = (Mapping)fields.Require<Node>("changes", new Mapping([], 0), n => n);
        var names = changes.Pairs.Select(p => p.Key).ToHashSet();
        var changed = new Mapping([.. document.Pairs.Where(p => !names.Contains(p.Key)), .. changes.Pairs], document.Line);
        var at = clock.Next(fields.Find("at"), fields.Find("known"));
        var answer = await writer.Submit(program, new PublishDefinition
        {
            Id = new CommandId($"publish-{where}"),
            At = at,
            From = fields.Read("from", at, clock.Read),
            Definition = CanonicalJson.Write(changed),
            Actor = "example",
        });
        reader.Definition = writer.Programs[program].Versions[^1].Definition;
        new AnswerExpectations(Compare(fields, where), writer.Programs[program]).Check(answer);
    }

    private async Task Look(string program, Fields fields, string where)
    {
        var at = clock.Next(fields.Find("at"));
        var member = await Member(program, StepReader.Member(fields.Text("member") ?? ""));
        new MemberExpectations(Compare(fields, where), writer.Programs[program]).Check(member, at);
        if (fields.Has("missing") && member is not null)
            await CheckMissing(program, member.Id, at, Compare(fields, where));
        if (fields.Has("can have") && member is not null)
            Compare(fields, where).Texts("can have", (await CanHave(program, member.Id, at)).DefaultIfEmpty("nothing"));
    }

    /// <summary>{mug: [not-for-member, not-enough-units]}: all that stands between, by reward.</summary>
    private async Task CheckMissing(string program, MemberId member, DateTimeOffset at, Comparison compare)
    {
        var known = writer.Programs[program];
        var found = new Dictionary<string, IReadOnlyList<Refusal>>();
        foreach (var reward in reader.Definition.Rewards)
        {
            var wanted = Wanted(reward, member, at);
            var seen = new Seen();
            for (var needs = known.Needs(wanted, seen); needs.Count > 0; needs = known.Needs(wanted, seen))
            {
                var (_, documents) = await writer.Reader.Read(program, [.. needs]);
                foreach (var key in needs)
                    seen.Show(key, documents.GetValueOrDefault(key));
            }
            found[reward.Id] = known.Missing(wanted, seen);
        }
        compare.Each("missing", (reward, n) => compare.Same($"missing {reward}", string.Join(", ", Fields.TextList(n)),
            string.Join(", ", found.GetValueOrDefault(reward, []).Select(r => r.Code).DefaultIfEmpty("nothing"))));
    }

    private static ReserveReward Wanted(Rewards.Reward reward, MemberId member, DateTimeOffset at) => new()
    {
        Id = new CommandId($"can-have-{reward.Id}"),
        At = at,
        Redemption = new RedemptionId($"can-have-{reward.Id}"),
        Member = member,
        Reward = reward.Id,
        Units = reward.Least(reward.Costs),
        AtOnce = true,
    };

    /// <summary>The rewards that would be given now: each is tried.</summary>
    private async Task<IReadOnlyList<string>> CanHave(string program, MemberId member, DateTimeOffset at)
    {
        var can = new List<string>();
        foreach (var reward in reader.Definition.Rewards)
        {
            var answer = await writer.DryRun(program, Wanted(reward, member, at));
            if (answer is Answer.Decided { Row.Refusal: null })
                can.Add(reward.Id);
        }
        return can;
    }

    private bool IsPast(Fields fields) =>
        fields.Has("known") || fields.Read<DateTimeOffset?>("at", null, n => clock.Read(n)) < clock.Latest;

    /// <summary>What was so at an instant, or what was known at one; time does not pass by it.</summary>
    private async Task LookBack(string program, Fields fields, string where)
    {
        var known = fields.Read("known", DateTimeOffset.MaxValue, clock.Read);
        var at = fields.Read("at", known < clock.Latest ? known : clock.Latest, clock.Read);
        var member = await Recollection.Of(writer.Reader, program, StepReader.Member(fields.Text("member") ?? ""), at, known);
        new MemberExpectations(Compare(fields, where), writer.Programs[program]).Check(member, at);
    }

    /// <summary>Requests at the same time: what they come to together, whatever their order.</summary>
    private async Task Together(Fields fields, string where)
    {
        var time = clock.Next(fields.Find("at"));
        var steps = fields.Require<IReadOnlyList<Node>>("steps", [], n => n is Sequence list
            ? list.Items
            : throw Fields.Malformed(n, "list-expected"));
        var times = fields.Read("times", 1, n => new Phrase(n).Whole());
        var members = fields.Read<IReadOnlyList<string?>>("for", [null], n => [.. StepReader.Names(n)]);
        var asked = new List<(string Program, Command Command)>();
        foreach (var step in Enumerable.Repeat(steps, times).SelectMany(s => s))
        {
            var inner = new Fields(step, problems);
            foreach (var member in inner.Read("for", members, n => [.. StepReader.Names(n)]))
                asked.Add((ProgramOf(inner), reader.Read(inner.Text("do") ?? "", inner, time, member)));
            inner.End();
        }
        var answers = await Task.WhenAll(asked.Select(a => Task.Run(() => writer.Submit(a.Program, a.Command))));
        new AnswerExpectations(Compare(fields, where), writer.Programs[programs[0]]).Check(answers);
    }

    private async Task Then()
    {
        foreach (var pair in example.Then.Pairs)
        {
            var fields = new Fields(pair.Value, problems);
            var compare = Compare(fields, $"then (line {pair.Line})");
            var whole = new ProgramExpectations(compare, writer.Reader, programs[0]);
            await (pair.Key switch
            {
                "accounts" => whole.CheckAccounts(),
                "stock" => whole.CheckStock(),
                "limits" => whole.CheckLimits(),
                _ => ThenMembers(pair.Key, compare),
            });
            fields.End();
        }
    }

    /// <summary>A member by name, several by `m1 to m100`, or one of a program: t2/ada.</summary>
    private async Task ThenMembers(string names, Comparison compare)
    {
        var slash = names.IndexOf('/');
        var program = slash < 0 ? programs[0] : names[..slash];
        if (!programs.Contains(program))
        {
            compare.Fail($"no step names a program {program}");
            return;
        }
        foreach (var name in StepReader.Names(names[(slash + 1)..]))
        {
            var expected = new MemberExpectations(compare, writer.Programs[program]);
            expected.Check(await Member(program, StepReader.Member(name)), clock.Latest);
            await expected.CheckHistory(writer.Reader, StepReader.Member(name));
        }
    }
}
