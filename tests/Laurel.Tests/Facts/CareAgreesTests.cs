using Laurel.Accounts;
using Laurel.Care;
using Laurel.Definitions;
using Laurel.Engine;
using Laurel.Engine.Definitions;
using Laurel.Insight.Facts;
using Laurel.Insight.Questions;
using Laurel.Merges;
using Shouldly;
using Xunit;
using Answer = Laurel.Insight.Questions.Answer;

namespace Laurel.Tests.Facts;

/// <summary>
/// Who consents to what, and what is known of whom, is the same in the facts as in the ledger after members consented, withdrew, were merged, told
/// apart again and erased in any order: one is projected from the journal into columns, the other folded from it into documents.
/// </summary>
public sealed class CareAgreesTests
{
    private const string Id = "shop";
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 10, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly End = new(2026, 10, 1);
    private static readonly string[] Channels = ["email", "sms", "post"];
    private static readonly string[] Attributes = ["email", "birthday", "phone"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task The_facts_say_what_the_ledger_says(int seed)
    {
        var folder = Directory.CreateTempSubdirectory("laurel-care-");
        try
        {
            await using var writer = await Writer.Open(Path.Combine(folder.FullName, "journal.db"), new WriterOptions());
            await Play(writer, new Random(seed));
            using var facts = FactsFile.InMemory();
            await new FactsFeed(writer.Reader, facts).CatchUp();
            var (_, documents) = await writer.Reader.Read(Id, [.. Names.Select(n => Key.Member(new(n)))]);
            Compare(facts, [.. documents.Values.Cast<Member>()]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<string> Names => Enumerable.Range(0, 24).Select(i => $"m{i}");

    private static void Compare(FactsFile facts, Member[] members)
    {
        members.Count(m => m.MergedInto is not null).ShouldBeGreaterThan(0);
        members.Count(m => m.IsClosed).ShouldBeGreaterThan(0);
        facts.Ask(Last("consent-changed", "given")).ShouldBe(Listed(members, m => m.Consents.Select(c => $"{c.Purpose}/{c.Channel}")));
        facts.Ask(Last("profile-changed", "filled")).ShouldBe(Listed(members, m => m.Profile));
        Member[] open = [.. members.Where(m => m is { MergedInto: null, IsClosed: false })];
        var scope = Scope.Of(facts, Id, End)!;
        var reachable = new ReachableShare().Ask(facts, scope);
        foreach (var channel in Channels)
            Counted(reachable, "reachable", "marketing", channel).ShouldBe((open.Count(m => m.Consents.Any(c => c.Channel == channel)), open.Length));
        Counted(reachable, "reachable", "marketing", "all").ShouldBe((open.Count(m => m.Consents.Count > 0), open.Length));
        var coverage = new ProfileCoverage().Ask(facts, scope);
        foreach (var attribute in Attributes)
            Counted(coverage, "filled", attribute).ShouldBe((open.Count(m => m.Profile.Contains(attribute)), open.Length));
    }

    private static (long?, long?) Counted(Answer answer, string measure, params string[] keys)
    {
        var figure = answer.Find(measure, ["2026-Q3", .. keys])!;
        return (figure.Total, figure.N);
    }

    /// <summary>Asked of DuckDB itself, not through a metric.</summary>
    private static string Last(string kind, string state) => $"""
        SELECT coalesce(string_agg(concat(member, ' ', subject), ',' ORDER BY member, subject), '')
        FROM (SELECT member, subject, arg_max(change, seq) AS state FROM happenings WHERE kind = '{kind}' GROUP BY ALL) WHERE state = '{state}'
        """;

    private static string Listed(Member[] members, Func<Member, IEnumerable<string>> said) =>
        string.Join(',', members.SelectMany(m => said(m).Select(s => (Member: m.Id.Value, Said: s)))
            .OrderBy(x => x.Member, StringComparer.Ordinal).ThenBy(x => x.Said, StringComparer.Ordinal).Select(x => $"{x.Member} {x.Said}"));

    private static async Task Play(Writer writer, Random random)
    {
        const string text = "{program: shop, zone: Europe/Brussels, currency: EUR, units: {point: {}}, earning: {spend: {give: 1 point per 1.00 EUR}}}";
        var definition = CanonicalJson.Write(Yaml.ReadOne(text).Document!);
        await writer.Submit(Id, new PublishDefinition { Id = new("publish"), At = Start, From = Start, Definition = definition });
        foreach (var name in Names)
            await writer.Submit(Id, new EnrolMember { Id = new($"enrol-{name}"), At = Start, Member = new(name), Profile = ["email"] });
        await writer.Submit(Id, new RecordPurchase { Id = new("buy"), At = Start, Purchase = Bag() });
        for (var i = 0; i < 260; i++)
            await writer.Submit(Id, Any(random, i));
    }

    /// <summary>Some of them are refused, as in life: a merged member is not merged again.</summary>
    private static Command Any(Random random, int i)
    {
        var (id, at, member) = (new CommandId($"c{i}"), Start.AddHours(20 * i), new MemberId($"m{random.Next(24)}"));
        var (channel, attribute) = (Channels[random.Next(3)], Attributes[random.Next(3)]);
        return random.Next(20) switch
        {
            < 8 => new ChangeConsent { Id = id, At = at, Member = member, Consent = new("marketing", channel), Given = random.Next(3) > 0 },
            < 14 => random.Next(3) > 0
                ? new NoteProfile { Id = id, At = at, Member = member, Filled = [attribute] }
                : new NoteProfile { Id = id, At = at, Member = member, Emptied = [attribute] },
            < 16 => new MergeMembers { Id = id, At = at, Member = member, Into = new($"m{random.Next(24)}") },
            < 18 => new UnmergeMember { Id = id, At = at, Member = member },
            18 when i > 60 => new SwitchAccount { Id = id, At = at, Member = member, State = AccountState.Closed, Reason = "erasure", WithMerged = true },
            _ => new ChangeConsent { Id = id, At = at, Member = member, Consent = new("marketing", channel) },
        };
    }

    private static Purchase Bag() => new()
    {
        Id = new("bag"),
        Member = new("m0"),
        At = Start,
        Currency = "EUR",
        Lines = [new Line { Number = 1, Sku = "BAG", Quantity = 1, UnitPrice = 25 }],
    };
}
