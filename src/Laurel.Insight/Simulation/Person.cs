using Laurel.Insight.Statistics;

namespace Laurel.Insight.Simulation;

/// <summary>What a person is like, before anything happens: none of it can be seen in the shop.</summary>
internal readonly record struct Person
{
    public required int Number { get; init; }
    public required int Household { get; init; }

    /// <summary>Purchases on an ordinary day while she is a customer.</summary>
    public required double Rate { get; init; }

    /// <summary>How much she spends on a purchase, 1 being the average.</summary>
    public required double Level { get; init; }
    public required Rhythm Rhythm { get; init; }

    /// <summary>Index of the location that is hers.</summary>
    public required int Home { get; init; }

    /// <summary>The first and the day after the last on which she may buy; chosen without regard to the program.</summary>
    public required int Arrives { get; init; }
    public required int Leaves { get; init; }
    public required bool IsIdentified { get; init; }
    public required bool IsLinked { get; init; }

    /// <summary>The day on which she decides to join; null is never.</summary>
    public required int? Decides { get; init; }

    /// <summary>Her household is in the holdout, whether or not she joins.</summary>
    public required bool HeldOut { get; init; }
}

/// <summary>Draws the people of a world.</summary>
/// <remarks>
/// The purchase rate is a gamma variable of shape 1.2 times a household factor of shape 8, both by the cube of a normal
/// (Wilson and Hilferty 1931). Her inclination to join shares a part of that normal: a Gaussian copula, so the share of people
/// who join is what was asked for. Customers leave at a constant hazard that is itself gamma (as in the Pareto/NBD model).
/// </remarks>
internal sealed class Population(SampleShopOptions options)
{
    private const double RateShape = 1.2;
    private const double HouseholdShape = 8;
    private const double LeavingPerDay = 0.35 / 365;
    private static readonly double[] Rhythms = [0.40, 0.25, 0.35];

    private readonly double[] homes = [.. options.Locations.Select(l => l.Share)];

    // Rounded, so that the last digit of a platform's logarithm cannot move anybody over it.
    private readonly double threshold = Math.Round(Distributions.NormalQuantile(1 - options.JoinShare), 9);
    private readonly double own = Math.Sqrt(1 - options.SelfSelection * options.SelfSelection);

    public Person Draw(int number)
    {
        var household = HouseholdOf(number);
        var dice = Dice.For(options.Seed, DrawnFor.Person, number);
        var together = Dice.For(options.Seed, DrawnFor.Household, household);
        var busy = dice.Normal();
        var rate = options.PurchasesAYear / 365 * Gamma(RateShape, busy) * Gamma(HouseholdShape, together.Normal());
        var level = Portable.Exp(0.4 * (0.2 * busy + 0.98 * dice.Normal()) - 0.08);
        var arrives = dice.Chance(0.75) ? 0 : dice.Below(options.Days);
        var hazard = LeavingPerDay * Gamma(RateShape, dice.Normal());
        return new Person
        {
            Number = number,
            Household = household,
            Rate = rate,
            Level = level,
            Rhythm = (Rhythm)dice.Pick(Rhythms),
            Home = together.Pick(homes),
            Arrives = arrives,
            Leaves = (int)Math.Min(options.Days, arrives + 1 + dice.Exponential() / hazard),
            IsIdentified = dice.Chance(options.IdentifiedShare),
            IsLinked = dice.Chance(options.LinkShare),
            Decides = Decision(busy, ref dice),
            HeldOut = IsHeldOut(household),
        };
    }

    /// <summary>
    /// Homes of one, two and three: of every ten people three live alone, four in twos, three together.
    /// </summary>
    internal static int HouseholdOf(int number) => number / 10 * 6 + (number % 10) switch
    {
        < 3 => number % 10,
        < 5 => 3,
        < 7 => 4,
        _ => 5,
    };

    /// <summary>By a salted hash of the household alone: whoever joins later falls where her household already is.</summary>
    private bool IsHeldOut(int household) =>
        (Dice.Hash(options.Seed, DrawnFor.Arm, household) >> 11) * (1.0 / (1UL << 53)) < options.HoldoutShare;

    // Many soon after the launch, fewer later: the day does not depend on how often she buys.
    private int? Decision(double busy, ref Dice dice)
    {
        var inclination = options.SelfSelection * busy + own * dice.Normal();
        var when = dice.Unit();
        if (inclination <= threshold)
            return null;
        return options.LaunchDay + (int)((options.Days - options.LaunchDay) * when * when);
    }

    // Mean 1; cut off near nought, which the cube of a normal would pass.
    private static double Gamma(double shape, double normal)
    {
        var root = 1 - 1 / (9 * shape) + normal / (3 * Math.Sqrt(shape));
        return root < 0.15 ? 0.003375 : root * root * root;
    }
}
