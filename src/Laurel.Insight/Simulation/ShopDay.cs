namespace Laurel.Insight.Simulation;

internal enum MomentKind
{
    JoinsAtHome,
    Visits,
    PassesBy,
    BringsBack,
}

/// <summary>Something that happens at a second of a day. The fields order it, so that no two machines order it differently.</summary>
internal readonly record struct Moment(int Second, MomentKind Kind, int Person, int Number) : IComparable<Moment>
{
    public Dice Dice { get; init; }
    public ShopLocation? Location { get; init; }
    public Later? Back { get; init; }

    public int CompareTo(Moment other) =>
        (Second, Kind, Person, Number).CompareTo((other.Second, other.Kind, other.Person, other.Number));
}

/// <summary>Goods that will come back.</summary>
/// <param name="Person">Null when nobody knows whose they are.</param>
/// <param name="Beans">What she thinks it takes from her beans.</param>
internal sealed record Later(int Number, PurchaseId Of, IReadOnlyList<LineBack> Lines, ShopLocation Location, int? Person, long Beans);

/// <summary>The running number and the clock of one local day.</summary>
internal sealed class ShopDay(DateOnly date, DateTimeOffset start)
{
    private readonly string prefix = date.ToString("yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture);
    private int count;

    public DateOnly Date { get; } = date;

    /// <summary>Shops are shut between the hours at which clocks change and the day's first customer.</summary>
    public DateTimeOffset At(int second) => start.AddSeconds(second);

    public CommandId Command() => new($"{prefix}-{++count:D5}");

    /// <summary>The receipt number of the command made last.</summary>
    public string Receipt(ShopLocation location) => $"{prefix}-{location.Id}-{count:D5}";
}
