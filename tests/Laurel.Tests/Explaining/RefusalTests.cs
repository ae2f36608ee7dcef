using System.Reflection;
using Laurel.Earning.Conditions;
using Laurel.Explaining;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Explaining;

public sealed class RefusalTests
{
    private static readonly Definition Lumiere = Telling.Read("lumiere.json");
    private static readonly Definition Corner = Telling.Read("everything.json");

    public static TheoryData<Language> All => [.. Languages.All];

    /// <summary>Every code there is, with the facts its own maker gives it, and the cases that read otherwise.</summary>
    private static IEnumerable<Refusal> Every =>
    [
        .. typeof(Refusal).GetMethods(BindingFlags.Public | BindingFlags.Static).Where(m => m.ReturnType == typeof(Refusal)).Select(Make),
        Refusal.UnknownMember(""), Refusal.OutOfStock("espresso", 0), Refusal.ReturnExceedsPurchase("COF-ESP", 0),
        Refusal.NotForMember("tasting-evening", "gold"), Refusal.LimitReached("espresso", "member", 1, 1), Refusal.NotEnoughUnits("bean", 39, 40),
    ];

    [Theory, MemberData(nameof(All))]
    public void Every_refusal_says_what_to_do(Language language)
    {
        var said = Every.Select(r => $"{r.Code}\n    {Refusals.Say(r, Lumiere, language)}\n");
        Approval.Check($"refusals.{language.Code()}", string.Concat(said));
    }

    [Theory, MemberData(nameof(All))]
    public void A_refusal_is_clear_before_there_is_a_definition(Language language)
    {
        foreach (var refusal in Every)
            Refusals.Say(refusal, null, language).ShouldNotContain("{");
    }

    [Fact]
    public void Missing_units_are_said_in_the_units_own_decimals() =>
        Refusals.Say(Refusal.NotEnoughUnits("point", 150, 250), Corner, Language.English)
            .ShouldBe("1 point is missing: 2.5 needed, 1.5 there. Earn the rest first, or choose another reward.");

    [Theory, MemberData(nameof(All))]
    public void Every_reason_why_a_rule_gave_nothing_has_words(Language language)
    {
        string[] always = ["line", "currency", "nothing", "limit", "best", "first", "exclusive"];
        (string Id, IEnumerable<string> Reasons)[] rules =
        [
            .. Corner.Earning.Select(r => (r.Id, r.When.Select(c => c.Name).Concat(always))),
            ("spring", ["limit"]), ("happy", ["hour"]), ("unheard-of", Conditions.Keys.Concat(always)),
        ];
        var said = from rule in rules
                   from reason in rule.Reasons
                   select $"{rule.Id}, {reason}\n    {Misses.Say(new Miss(rule.Id, reason), Corner, language)}\n";
        Approval.Check($"misses.{language.Code()}", string.Concat(said));
    }

    private static Refusal Make(MethodInfo maker) => (Refusal)maker.Invoke(null, [.. maker.GetParameters().Select(Sample)])!;

    private static object Sample(ParameterInfo parameter) => parameter.ParameterType switch
    {
        var type when type == typeof(string) && parameter.Name == "reward" => "espresso",
        var type when type == typeof(string) && parameter.Name == "unit" => "bean",
        var type when type == typeof(string) => $"some-{parameter.Name}",
        var type when type == typeof(DateOnly) => new DateOnly(2026, 5, 1),
        var type when type == typeof(decimal) => 1.5m,
        var type when type == typeof(int) => 3,
        var type when type == typeof(DateTimeOffset) => new DateTimeOffset(9999, 12, 31, 0, 0, 0, TimeSpan.Zero),
        _ => parameter.Name == "need" ? 1040L : 12L,
    };
}
