using Laurel.Insight.Facts;

namespace Laurel.Insight.Advice;

/// <summary>What a gap is looked for in.</summary>
/// <param name="AsOf">The first day that is not seen.</param>
/// <param name="Unit">The unit its reward costs.</param>
/// <param name="Reward">The id of the nearest reward.</param>
/// <param name="Cost">Of that reward, in the unit's smallest part.</param>
/// <param name="Worth">Minor units of money that the smallest part of the unit buys; 0 where no reward is marked as base.</param>
public sealed record AdviceScope(FactsFile Facts, string Program, DateOnly AsOf, string Unit, string Reward, long Cost, decimal Worth, string Currency)
{
    /// <summary>So far back is looked.</summary>
    internal const int Days = 365;

    internal DateOnly YearBefore => AsOf.AddDays(-Days);

    /// <summary>The first level that is reached by what is spent in a year; null where there is none.</summary>
    public LevelStep? Level { get; init; }
}

/// <summary>A level, and what must be spent in a year to reach it, in minor units.</summary>
public sealed record LevelStep(string Id, long Spend)
{
    /// <summary>A quarter less.</summary>
    public long Less => Spend * 3 / 4;
}

/// <summary>A figure that is not as it should be, what is recommended, and what the real history says that it would have changed.</summary>
/// <param name="Kind">Names it for ever; its words are <c>goals.gap.{kind}</c>.</param>
/// <param name="Subject">What it is about: a reward, a unit or a level.</param>
/// <param name="Now">The figure, a share from 0 to 1.</param>
/// <param name="Predicted">The same figure in the same history, had the advice been followed.</param>
/// <param name="CostMinor">What following it would have cost in a year, minor units; negative is money kept; null where only a replay can tell.</param>
/// <param name="N">Members, or baskets, the figure is of.</param>
/// <param name="IsWide">The figure is beyond its bound and the advice would move it.</param>
public sealed record Gap(string Kind, string Subject, double Now, double Predicted, long? CostMinor, long N, bool IsWide)
{
    /// <summary>Fewer than this, and nothing is recommended or scored.</summary>
    public const int Fewest = 30;
}

/// <summary>What the figure of a piece of advice came to.</summary>
public sealed record Came(double Share, long N);

/// <summary>One kind of advice: finds its gap, and measures the same figure again among what happened since.</summary>
public interface IAdvice
{
    string Kind { get; }

    /// <summary>Null where there is too little to say anything.</summary>
    Gap? Find(AdviceScope scope);

    /// <summary>The figure among what happened since a day; null while that is too little.</summary>
    Came? Score(AdviceScope scope, DateOnly since);
}

/// <summary>Every kind of advice that the facts alone can give.</summary>
public static class AllAdvice
{
    public static readonly IReadOnlyList<IAdvice> Kinds = [new WelcomeBonus(), new ExpiryReminder(), new TellAtTheTill(), new TargetedOffers(), new NearerLevel(), new GiveLess()];

    /// <summary>The gaps that are wide, the most members first.</summary>
    public static IReadOnlyList<Gap> Wide(AdviceScope scope) =>
        [.. Kinds.Select(k => k.Find(scope)).OfType<Gap>().Where(g => g.IsWide).OrderByDescending(g => g.N)];

    public static IAdvice? Find(string kind) => Kinds.FirstOrDefault(k => k.Kind == kind);
}
