namespace Laurel.Linting;

/// <summary>
/// How easily a program is understood, from 0 to 100: one hundred, less 3 for each thing to remember beyond five, 8 for each further
/// unit, 5 for each group of rules in which not all apply, and 2 (at most 20) for each visit to the first reward beyond five.
/// </summary>
/// <param name="Score">0 to 100.</param>
/// <param name="Things">
/// What a member must remember: rules and offers, each condition of a rule beyond its first, limits, levels beyond the first, and
/// memberships. What she can choose from, rewards and perks, is no burden.
/// </param>
/// <param name="Units">Units she collects.</param>
/// <param name="FirstReward">At which visit, from 1, a typical customer can first have a reward that costs something; null is never.</param>
/// <param name="Days">Whole days from her first visit to then.</param>
public sealed record Simplicity(int Score, int Things, int Units, int? FirstReward, int? Days)
{
    private const int Free = 5;
    private static readonly Texts Texts = Texts.Load(typeof(Simplicity).Assembly, "Linting.Texts.linting");

    /// <summary>Whether anything can be collected for at all.</summary>
    public bool HasRewards { get; init; }

    /// <summary>Of a definition; the first reward is played with its typical customer.</summary>
    public static Simplicity Of(Definition definition) => Of(new Subject(definition, null), null);

    internal static Simplicity Of(Subject subject, TypicalStay? stay)
    {
        var definition = subject.Definition;
        var typical = stay ?? new TypicalStay(subject);
        var units = definition.Units.Count(u => u.Money is null);
        var groups = definition.Stack.Concat(definition.StackOffers).Count(g => g.Stacking != Earning.Stacking.All);
        var things = ThingsOf(definition);
        var far = typical.FirstReward is { } visit ? Math.Min(20, 2 * Math.Max(0, visit - Free)) : 0;
        var score = 100 - 3 * Math.Max(0, things - Free) - 8 * Math.Max(0, units - 1) - 5 * groups - far;
        return new Simplicity(Math.Max(0, score), things, units, typical.FirstReward, typical.DaysToFirstReward)
        {
            HasRewards = definition.Rewards.Any(r => r.AllCosts.Any(c => c.Unit is not null)),
        };
    }

    private static int ThingsOf(Definition definition) =>
        definition.Earning.Count + definition.Offers.Count + definition.Memberships.Count
        + definition.Earning.Sum(r => Math.Max(0, r.When.Count + (r.Lines.IsAll ? 0 : 1) - 1))
        + definition.Earning.Sum(r => r.Limits.Count) + definition.Offers.Sum(o => o.Limits.Count)
        + Math.Max(0, definition.Levels.Count - 1);

    /// <summary>Simplicity 82 of 100: …</summary>
    public string Say(Language language) =>
        Texts.Say(language, "simplicity", ("score", Score), ("things", Things), ("units", Units));

    /// <summary>A typical customer reaches the first reward at visit 3, after 14 days.</summary>
    public string SayFirstReward(Language language) => !HasRewards
        ? Texts.Say(language, "first-reward.none")
        : FirstReward is { } visit
            ? Texts.Say(language, "first-reward", ("visit", visit), ("days", Days))
            : Texts.Say(language, "first-reward.never");
}
