namespace Laurel.Households;

/// <summary>Members who earn and spend together.</summary>
public sealed record Household : Document
{
    /// <summary>The most members that one can have, whatever the definition says.</summary>
    public const int LargestSize = 32;

    public required HouseholdId Id { get; init; }

    /// <summary>Who is in it, in the order in which they came.</summary>
    public IReadOnlyList<MemberId> Members { get; init; } = [];

    /// <summary>The whole household is in the random group that gets no extras, or not: that of its first member.</summary>
    public bool HeldOut { get; init; }

    internal static Household? Apply(Household? before, Event happened)
    {
        if (happened is not HouseholdChanged e)
            return before;
        var known = before ?? new Household { Id = e.Household };
        return e.HasLeft
            ? known with { Members = [.. known.Members.Where(m => m != e.Member)] }
            : known with { Members = [.. known.Members, e.Member], HeldOut = e.HeldOut };
    }
}

/// <summary>What the program lets households do.</summary>
/// <param name="Pools">The units that members of a household spend together.</param>
/// <param name="AtMost">The most members of one household.</param>
public sealed record HouseholdRule(IReadOnlyList<string> Pools, int AtMost)
{
    internal static HouseholdRule Read(Definitions.Node node, Definitions.Vocabulary words, List<Definitions.Problem> problems)
    {
        var fields = new Definitions.Fields(node, problems, like: "household");
        var rule = new HouseholdRule(
            fields.Read<IReadOnlyList<string>>("pools", [], n => [.. Definitions.Fields.TextList(n).Select(unit => Unit(unit, n, words))]),
            fields.Read("at most", Household.LargestSize, Most));
        fields.End();
        return rule;
    }

    private static string Unit(string name, Definitions.Node node, Definitions.Vocabulary words)
    {
        var phrase = new Definitions.Phrase(new Definitions.Scalar(name, node.Line));
        var unit = words.Unit(phrase);
        phrase.End();
        return unit.Id;
    }

    private static int Most(Definitions.Node node)
    {
        var phrase = new Definitions.Phrase(node);
        var most = phrase.Whole();
        _ = phrase.Take("members");
        phrase.End();
        return most is >= 2 and <= Household.LargestSize ? most : throw phrase.Wrong("household-size", $"{Household.LargestSize}");
    }
}

/// <summary>A member joins a household, or begins one.</summary>
public sealed record JoinHousehold : Command
{
    public required HouseholdId Household { get; init; }
    public required MemberId Member { get; init; }
    public override MemberId? About => Member;
}

/// <summary>A member leaves her household, with the lots that are hers.</summary>
public sealed record LeaveHousehold : Command
{
    public required MemberId Member { get; init; }
    public override MemberId? About => Member;
}

/// <summary>A member joined a household, or left it.</summary>
public sealed record HouseholdChanged : Event
{
    public required HouseholdId Household { get; init; }
    public required MemberId Member { get; init; }
    public bool HasLeft { get; init; }

    /// <summary>Whether she is in the group that gets no extras: with her household she is what it is, and stays so when she leaves.</summary>
    public bool HeldOut { get; init; }
}
