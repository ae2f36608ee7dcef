using Laurel.Definitions;
using Laurel.Earning.Conditions;

namespace Laurel.Rewards;

/// <summary>Something members have without points, such as early access or a free class: <c>early-access: {text: …, for: {tier: gold}}</c>.</summary>
public sealed record Perk
{
    public required string Id { get; init; }
    public LocalText? Text { get; init; }

    /// <summary>Who has it; everybody where nothing is said.</summary>
    public IReadOnlyList<Condition> For { get; init; } = [];

    /// <summary>Local days on which it can be had.</summary>
    public InPeriod? Valid { get; init; }

    /// <summary>Whether a member has it at an instant.</summary>
    /// <param name="member">Nobody's purchase: conditions that look at lines do not hold.</param>
    /// <param name="day">The local day.</param>
    internal bool IsOf(Basket member, DateOnly day) =>
        !(day < Valid?.From) && !(day > Valid?.To) && For.All(c => c.Holds(member, []));
}

internal static class PerkReader
{
    public static IReadOnlyList<Perk> Read(Node node, Vocabulary words, List<Problem> problems) =>
        new Fields(node, problems, like: "perks").Named((id, n) => ReadPerk(id, n, words, problems));

    private static Perk ReadPerk(string id, Node node, Vocabulary words, List<Problem> problems)
    {
        var fields = new Fields(node, problems, like: "perk");
        var perk = new Perk
        {
            Id = id,
            Text = fields.Read<LocalText?>("text", null, n => LocalText.Read(n, problems)),
            For = fields.Read<IReadOnlyList<Condition>>("for", [], n => Conditions.Read(n, words, problems).Conditions),
            Valid = fields.Read<InPeriod?>("valid", null, n => InPeriod.Read(n, words)),
        };
        fields.End();
        return perk;
    }
}
