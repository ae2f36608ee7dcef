using Laurel.Definitions;
using Laurel.Earning;
using Laurel.Earning.Conditions;
using Laurel.Earning.Gives;

namespace Laurel.Games;

/// <summary>
/// Surprises: <c>thanks: {give: 25 beans, to: 2% of visits, budget: 500 beans per week}</c>. Each is an earning rule by chance, so that
/// returns, explanations and limits go by what holds for every rule; members of the holdout get none.
/// </summary>
internal static class Surprise
{
    public static IReadOnlyList<EarningRule> Read(Node node, Vocabulary words, List<Problem> problems) =>
        new Fields(node, problems).Named((id, n) => ReadOne(id, n, words, problems));

    private static EarningRule? ReadOne(string id, Node node, Vocabulary words, List<Problem> problems)
    {
        var fields = new Fields(node, problems);
        var (lines, when) = fields.Read("when", (LineFilter.All, []), n => Conditions.Read(n, words, problems));
        var give = fields.Require<Fixed?>("give", null, n => ReadGive(n, words));
        var (chance, more) = fields.Require<(ByChance?, IReadOnlyList<Condition>)>("to", (null, []), n => ReadTo(id, n));
        var budgets = fields.Require<IReadOnlyList<Limit>>("budget", [], n => Budget.ReadAll(n, words));
        var rule = give is null || chance is null ? null : new EarningRule
        {
            Id = id,
            Text = fields.Read<LocalText?>("text", null, n => LocalText.Read(n, problems)),
            Give = give,
            Unit = give.Unit!,
            Lines = lines,
            When = [.. when, .. more, chance],
            Limits = chance.Of == DrawnFor.Visit ? [.. budgets, OncePerVisit] : budgets,
            IsSurprise = true,
        };
        fields.Find("text");
        fields.End();
        return rule;
    }

    private static Limit OncePerVisit => new()
    {
        Amount = 1,
        IsTimes = true,
        Scope = LimitScope.Customer,
        Window = PeriodUnit.Day,
        PerVisit = true,
        Rejects = true,
    };

    private static Fixed ReadGive(Node node, Vocabulary words) => GiveReader.Read(node, words) as Fixed
        ?? throw Fields.Malformed(node, "phrase-word-expected", "25 beans");

    /// <summary>2% of visits | 1% of purchases | 5% of reviews (an activity)</summary>
    private static (ByChance, IReadOnlyList<Condition>) ReadTo(string id, Node node)
    {
        var phrase = new Phrase(node);
        var word = phrase.Word("2%");
        var share = Rewards.Benefits.Percent.Parse(word) is { } read and > 0 and <= 1 ? read : throw phrase.Wrong("percent-expected", word);
        phrase.Expect("of");
        var of = phrase.Take("visits") ? DrawnFor.Visit : DrawnFor.Each;
        IReadOnlyList<Condition> more = of == DrawnFor.Visit || phrase.Take("purchases") ? [] : [new OnActivity([phrase.Word("review")])];
        phrase.End();
        return (new ByChance(share) { Owner = id, Of = of }, more);
    }
}
