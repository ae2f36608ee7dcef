using Laurel.Definitions;
using Laurel.Earning.Conditions;

namespace Laurel.Allowances;

/// <summary>Units that members get by the calendar, once at the beginning of each stretch of it: <c>{give: 100 beans, each: month, for: {tier: gold}}</c>.</summary>
public sealed record Allowance
{
    public required string Id { get; init; }
    public LocalText? Text { get; init; }

    /// <summary>In the unit's smallest part.</summary>
    public required long Amount { get; init; }
    public required string Unit { get; init; }

    /// <summary>At the first instant of each of them.</summary>
    public required PeriodUnit Each { get; init; }

    /// <summary>Who gets it: what is known of a member without a purchase.</summary>
    public IReadOnlyList<Condition> For { get; init; } = [];

    /// <summary>Local days on which it is given.</summary>
    public InPeriod? Valid { get; init; }

    /// <summary>What its parts are called.</summary>
    public string Owner => Prefix + Id;

    /// <summary>The allowance a part was given by; null when it was given for something else.</summary>
    public static string? Of(string rule) => rule.StartsWith(Prefix, StringComparison.Ordinal) ? rule[Prefix.Length..] : null;

    private const string Prefix = "allowance:";
}

internal static class AllowanceReader
{
    public static IReadOnlyList<Allowance> Read(Node node, Vocabulary words, List<Problem> problems) =>
        new Fields(node, problems).Named((id, n) => ReadAllowance(id, n, words, problems));

    private static Allowance? ReadAllowance(string id, Node node, Vocabulary words, List<Problem> problems)
    {
        var fields = new Fields(node, problems);
        var give = fields.Require<(long Amount, string Unit)?>("give", null, n => ReadUnits(n, words));
        var allowance = new Allowance
        {
            Id = id,
            Text = fields.Read<LocalText?>("text", null, n => LocalText.Read(n, problems)),
            Amount = give?.Amount ?? 0,
            Unit = give?.Unit ?? "",
            Each = fields.Require("each", PeriodUnit.Month, n => Fields.Choose(n, ("month", PeriodUnit.Month), ("day", PeriodUnit.Day),
                ("week", PeriodUnit.Week), ("quarter", PeriodUnit.Quarter), ("year", PeriodUnit.Year))),
            For = fields.Read<IReadOnlyList<Condition>>("for", [], n => Conditions.Read(n, words, problems).Conditions),
            Valid = fields.Read<InPeriod?>("valid", null, n => InPeriod.Read(n, words)),
        };
        foreach (var condition in allowance.For.Where(c => !c.IsOfMember()))
            problems.Add(new Problem(fields.Line, "allowance-for", id, condition.Name));
        fields.End();
        return give is null ? null : allowance;
    }

    private static (long, string)? ReadUnits(Node node, Vocabulary words)
    {
        var phrase = new Phrase(node);
        var (amount, unit) = words.Amount(phrase);
        phrase.End();
        return amount > 0 ? (amount, unit.Id) : throw phrase.Wrong("phrase-positive-expected", $"{amount}");
    }
}
