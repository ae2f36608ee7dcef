namespace Laurel.Insight.Simulation;

/// <summary>The world a <see cref="SampleShop"/> plays in. Shares and effects are fractions: 0.06 is 6%.</summary>
public sealed record SampleShopOptions
{
    /// <summary>The same seed gives the same shop, to the cent and the second, on every machine.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>People who may buy, at least 1. Passers-by who are seen once come on top.</summary>
    public int People { get; init; } = 22_000;

    /// <summary>The first local day.</summary>
    public DateOnly From { get; init; } = new(2025, 1, 1);

    public int Days { get; init; } = 365;

    /// <summary>The day, counted from 0, on which people can begin to join; the default is 1 April of 2025.</summary>
    public int LaunchDay { get; init; } = 90;

    /// <summary>What membership alone does to the purchase rate of those who joined, from the day after they joined.</summary>
    public double ProgramEffect { get; init; } = 0.06;

    /// <summary>What offers, messages and surprises do on top of it to the purchase rate; the holdout gets none of them.</summary>
    public double ExtrasEffect { get; init; } = 0.04;

    /// <summary>Share of households whose members get no extras.</summary>
    public double HoldoutShare { get; init; } = 0.10;

    /// <summary>Share of people who join before the last day.</summary>
    public double JoinShare { get; init; } = 0.42;

    /// <summary>Correlation of a person's purchase rate with her inclination to join, in [0, 1): 0 is no self-selection.</summary>
    public double SelfSelection { get; init; } = 0.4;

    /// <summary>
    /// Change of the purchase rate in the 28 days before joining, gone after them: positive is a peak, negative the dip that
    /// Ashenfelter (1978) found before training. With one, before and after cannot be compared naively.
    /// </summary>
    public double BeforeJoining { get; init; }

    /// <summary>Purchases a year of the average person while she is a customer.</summary>
    public double PurchasesAYear { get; init; } = 12;

    /// <summary>Share of people whose means of payment is recognised, so that they are shoppers before they join.</summary>
    public double IdentifiedShare { get; init; } = 0.85;

    /// <summary>
    /// Share of recognised people who let their earlier purchases be linked when they join. Where it is under 1, shoppers vanish
    /// by joining, and those who stay are a biased comparison.
    /// </summary>
    public double LinkShare { get; init; } = 1;

    /// <summary>Baskets a day of people seen once, on an ordinary day.</summary>
    public double PassersByADay { get; init; } = 45;

    /// <summary>Share of purchases of which something comes back.</summary>
    public double ReturnShare { get; init; } = 0.025;

    /// <summary>Where people buy; exactly one is online.</summary>
    public IReadOnlyList<ShopLocation> Locations { get; init; } = ShopLocation.Lumiere;

    /// <summary>How people join who do not join at the till; <c>qr</c> is the code on the table of their own shop.</summary>
    public IReadOnlyList<string> JoinChannels { get; init; } = ["qr", "web", "app"];

    internal void Check()
    {
        Need(People >= 1, nameof(People), "at least 1");
        Need(Days >= 1, nameof(Days), "at least 1");
        Need(LaunchDay >= 0 && LaunchDay < Days, nameof(LaunchDay), "a day of the period, from 0 to Days - 1");
        Need(ProgramEffect > -1 && ExtrasEffect > -1 && BeforeJoining >= -1, "effects", "above -1 (minus one is no purchase at all)");
        Need(IsShare(HoldoutShare) && IsShare(IdentifiedShare) && IsShare(LinkShare), "shares", "from 0 to 1");
        Need(JoinShare is > 0 and < 1, nameof(JoinShare), "more than 0 and less than 1");
        Need(SelfSelection is >= 0 and < 1, nameof(SelfSelection), "from 0 to less than 1");
        Need(PurchasesAYear is > 0 and <= 1000, nameof(PurchasesAYear), "more than 0 and at most 1000");
        Need(PassersByADay is >= 0 and <= 10_000, nameof(PassersByADay), "from 0 to 10,000");
        Need(ReturnShare is >= 0 and <= 0.1, nameof(ReturnShare), "from 0 to 0.1");
        Need(Locations.Count(l => l.IsOnline) == 1 && Locations.Count >= 2, nameof(Locations), "one online and at least one shop");
        Need(JoinChannels.Count > 0, nameof(JoinChannels), "at least one");
    }

    private static bool IsShare(double share) => share is >= 0 and <= 1;

    private static void Need(bool holds, string name, string range)
    {
        if (!holds)
            throw new ArgumentOutOfRangeException(name, $"A sample shop needs {name} to be {range}.");
    }
}

/// <summary>A shop or the online shop, with its opening hours in minutes of the local day.</summary>
/// <param name="Id">As it stands in every purchase.</param>
/// <param name="Share">Relative share of people who have it as their own.</param>
public sealed record ShopLocation(string Id, double Share, int Opens, int Closes, int SundayOpens, int SundayCloses, bool IsOnline = false)
{
    /// <summary>Three cafés with a delicatessen in Brussels, and their online shop.</summary>
    public static IReadOnlyList<ShopLocation> Lumiere { get; } =
    [
        new("sablon", 0.36, 7 * 60 + 30, 19 * 60, 9 * 60, 18 * 60),
        new("flagey", 0.29, 7 * 60, 20 * 60, 8 * 60, 14 * 60),
        new("louise", 0.23, 7 * 60 + 30, 19 * 60 + 30, 10 * 60, 17 * 60),
        new("online", 0.12, 7 * 60, 24 * 60, 7 * 60, 24 * 60, IsOnline: true),
    ];
}
