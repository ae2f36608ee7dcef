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
    public void The_stories_hold_every_movement_and_every_event()
    {
        var events = Stories.All.SelectMany(s => s.Telling.Events).ToArray();
        events.OfType<UnitsMoved>().Select(m => m.Movement).Distinct().Order().ShouldBe(Enum.GetValues<Movement>());
        events.Select(e => e.GetType()).Distinct().Count().ShouldBe(typeof(Event).Assembly.GetTypes().Count(t => t.BaseType == typeof(Event)));
    }

    [Theory, MemberData(nameof(All))]
    public void What_members_read_is_approved(Language language) => Check(language, Audience.Member);

    [Theory, MemberData(nameof(All))]
    public void What_cashiers_read_is_approved(Language language) => Check(language, Audience.Cashier);

    [Theory, MemberData(nameof(All))]
    public void What_auditors_read_is_approved(Language language) => Check(language, Audience.Auditor);

    private static void Check(Language language, Audience audience) =>
        Approval.Check($"{audience.ToString().ToLowerInvariant()}.{language.Code()}", string.Join("\n", Stories.All.Select(s => Tell(s.Name, s.Telling, language, audience))));

    private static string Tell(string name, Telling telling, Language language, Audience audience) =>
        $"# {name}\n" + string.Concat(telling.Events.Select(e => Lines(Explanation.Of(e, telling.Program, language, audience))));

    private static string Lines(Explanation why) =>
        string.Concat(new[] { why.Sentence, why.Sum }.Concat(why.Parts.Select(p => p.Detail).OfType<string>()).Concat(why.Notes)
            .Where(line => line.Length > 0).Select((line, i) => (i == 0 ? "" : "    ") + line + "\n"));
}
