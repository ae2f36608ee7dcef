using Laurel.Explaining;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Explaining;

public sealed class ExplanationTests
{
    public static TheoryData<Language> All => [.. Languages.All];

    [Theory, MemberData(nameof(All))]
    public void The_parts_of_every_entry_add_up_to_it(Language language)
    {
        foreach (var (name, telling) in Stories.All)
        {
            foreach (var moved in telling.Events.OfType<UnitsMoved>())
            {
                var why = Explanation.Of(moved, telling.Program, language);
                why.Parts.Sum(p => p.Amount).ShouldBe(moved.Amount, $"{name}: {why.Sum}");
            }
        }
    }

    [Fact]
    public void Coffee_on_a_Tuesday_is_explained_as_parts_that_add_up()
    {
        var cafe = new Telling(Program.Of(Telling.Read("lumiere.json")));
        cafe.Enrol("2025-01-01T08:00");
        var earned = cafe.Buy("R-1", "2026-03-03T08:10", Telling.Line("COF-ESP", 940, category: "coffee")).OfType<UnitsMoved>().First();
        Explanation.Of(earned, cafe.Program, Language.English).Sum
            .ShouldBe("18 beans = 9 (€9.40, 1 per €1.00, rounded down) + 9 (Double beans on coffee every Tuesday)");
    }

    [Fact]
    public void The_stories_hold_every_movement_and_every_event()
    {
        var events = Stories.All.SelectMany(s => s.Telling.Events).ToArray();
        events.OfType<UnitsMoved>().Select(m => m.Movement).Distinct().Order().ShouldBe(Enum.GetValues<Movement>());
        var kinds = typeof(Event).Assembly.GetTypes().Where(t => t.BaseType == typeof(Event));
        kinds.Except(events.Select(e => e.GetType())).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(All))]
    public void What_members_read_is_approved(Language language) => Check(language, Audience.Member);

    [Theory, MemberData(nameof(All))]
    public void What_cashiers_read_is_approved(Language language) => Check(language, Audience.Cashier);

    [Theory, MemberData(nameof(All))]
    public void What_auditors_read_is_approved(Language language) => Check(language, Audience.Auditor);

    private static void Check(Language language, Audience audience)
    {
        var told = Stories.All.Select(s => Tell(s.Name, s.Telling, language, audience));
        Approval.Check($"{audience.ToString().ToLowerInvariant()}.{language.Code()}", string.Join("\n", told));
    }

    private static string Tell(string name, Telling telling, Language language, Audience audience) =>
        $"# {name}\n" + string.Concat(telling.Events.Select(e => Lines(Explanation.Of(e, telling.Program, language, audience))));

    private static string Lines(Explanation why) =>
        string.Concat(new[] { why.Sentence, why.Sum }.Concat(why.Parts.Select(p => p.Detail).OfType<string>()).Concat(why.Notes)
            .Where(line => line.Length > 0).Select((line, i) => (i == 0 ? "" : "    ") + line + "\n"));
}
