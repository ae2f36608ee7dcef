using Laurel.Definitions;
using Laurel.Rewards.Benefits;

namespace Laurel.Goals;

/// <summary><c>come-back: {metric: repeat-purchase-rate within 90 days, among: new, baseline: 29%, target: 33%, due: 2026-12-31, proof: effect}</c>.</summary>
internal static class GoalReader
{
    public static IReadOnlyList<Goal> Read(Node node, Vocabulary words, List<Problem> problems) =>
        new Fields(node, problems).Named((id, n) => ReadOne(id, n, words, problems));

    private static Goal? ReadOne(string id, Node node, Vocabulary words, List<Problem> problems)
    {
        var fields = new Fields(node, problems);
        var metric = fields.Require<GoalMetric?>("metric", null, n => ReadMetric(n, Fields.Scalar(n).Text));
        decimal? Amount(Node n) => metric is null ? null : ReadAmount(n, metric, words);
        var goal = new Goal
        {
            Id = id,
            Name = fields.Read<LocalText?>("name", null, n => LocalText.Read(n, problems)),
            Metric = metric ?? GoalMetric.Known[0],
            Among = fields.Read("among", GoalAudience.Everyone, n => ReadAudience(n, words, problems)),
            Baseline = fields.Read("baseline", null, Amount),
            Target = fields.Require("target", null, Amount) ?? 0,
            Due = fields.Require("due", DateOnly.MaxValue, ReadDay),
            NeedsEffect = fields.Choice("proof", false, ("comparison", false), ("effect", true)),
            Unless = fields.Read<IReadOnlyList<GoalGuardrail>>("unless", [], n => [.. new Fields(n, problems).Pairs.Select(p => ReadGuardrail(p, words))]),
            IfReached = fields.Read<LocalText?>("if reached", null, n => LocalText.Read(n, problems)),
            IfMissed = fields.Read<LocalText?>("if missed", null, n => LocalText.Read(n, problems)),
        };
        if (metric is not null && goal.Baseline == goal.Target)
            problems.Add(new Problem(fields.Line, "goal-stands-still", id));
        fields.End();
        return metric is null ? null : goal;
    }

    /// <summary>Written with hyphens or with spaces: return-rate, return rate.</summary>
    private static GoalMetric ReadMetric(Node node, string text)
    {
        var phrase = new Phrase(new Scalar(text, node.Line));
        var name = new List<string>();
        while (phrase.Peek is { } word && word != "within")
            name.Add(phrase.Word(word));
        var metric = GoalMetric.Known.FirstOrDefault(m => m.Id == string.Join('-', name))
            ?? throw Fields.Malformed(node, "choice-unknown", string.Join(" | ", GoalMetric.Known.Select(m => m.Id)));
        if (!phrase.Take("within"))
            return metric;
        var days = phrase.Whole();
        _ = phrase.Take("days") || phrase.Take("day") ? 0 : throw phrase.Wrong("phrase-word-expected", "days");
        phrase.End();
        return metric.CanBeWithin(days) ? metric with { Days = days } : throw phrase.Wrong("goal-days", $"{days}");
    }

    private static GoalAudience ReadAudience(Node node, Vocabulary words, List<Problem> problems)
    {
        if (node is not Mapping)
        {
            return new GoalAudience(Fields.Choose(node, ("everyone", GoalAudienceKind.Everyone), ("new", GoalAudienceKind.New), ("loyal", GoalAudienceKind.Loyal),
                ("members", GoalAudienceKind.Members), ("others", GoalAudienceKind.Others)));
        }
        var fields = new Fields(node, problems);
        GoalAudience?[] said =
        [
            fields.Read<GoalAudience?>("tier", null, n => new(GoalAudienceKind.Tier, ReadLevel(n, words))),
            fields.Read<GoalAudience?>("segment", null, n => new(GoalAudienceKind.Segment, Fields.Scalar(n).Text)),
            fields.Read<GoalAudience?>("location", null, n => new(GoalAudienceKind.Location, Fields.Scalar(n).Text)),
            fields.Read<GoalAudience?>("channel", null, n => new(GoalAudienceKind.Channel, Fields.Scalar(n).Text)),
        ];
        fields.End();
        return fields.Pairs.Count == 1
            ? said.OfType<GoalAudience>().FirstOrDefault(GoalAudience.Everyone)
            : throw Fields.Malformed(node, "choice-unknown", "tier | segment | location | channel");
    }

    private static string ReadLevel(Node node, Vocabulary words) => Fields.Scalar(node).Text is var level && words.Tiers.Contains(level)
        ? level
        : throw Fields.Malformed(node, "choice-unknown", string.Join(" | ", words.Tiers));

    private static GoalGuardrail ReadGuardrail(Pair pair, Vocabulary words)
    {
        var metric = ReadMetric(new Scalar(pair.Key, pair.Line), pair.Key);
        var phrase = new Phrase(pair.Value);
        var isAbove = phrase.Choose(("above", true), ("below", false));
        return new GoalGuardrail(metric, isAbove, ReadAmount(phrase, metric, words));
    }

    private static decimal? ReadAmount(Node node, GoalMetric metric, Vocabulary words) => ReadAmount(new Phrase(node), metric, words);

    private static decimal ReadAmount(Phrase phrase, GoalMetric metric, Vocabulary words)
    {
        var amount = metric.Unit switch
        {
            GoalUnit.Share => phrase.Word("10%") is var word && Percent.Parse(word) is { } share ? share : throw phrase.Wrong("percent-expected", word),
            GoalUnit.Money => InMajor(phrase, words.Currency),
            _ => phrase.Number(),
        };
        phrase.End();
        return amount >= 0 ? amount : throw phrase.Wrong("phrase-positive-expected", $"{amount}");
    }

    private static decimal InMajor(Phrase phrase, Currency currency)
    {
        var money = phrase.Money(currency);
        return money.Currency.Code == currency.Code ? money.Minor / currency.Scale : throw phrase.Wrong("phrase-word-expected", currency.Code);
    }

    private static DateOnly ReadDay(Node node)
    {
        var phrase = new Phrase(node);
        var day = phrase.Date();
        phrase.End();
        return day;
    }
}
