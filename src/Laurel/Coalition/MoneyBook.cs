namespace Laurel.Coalition;

/// <summary>Collects postings in money; alike ones of the same instant become one, and what comes to nothing is left out.</summary>
internal sealed class MoneyBook(ClearingTerms terms)
{
    private readonly List<MoneyMoved> events = [];

    /// <summary>An amount did not fit 64 bits.</summary>
    public bool IsTooLarge { get; private set; }

    public IReadOnlyList<MoneyMoved> Events => [.. events.Where(e => e.Units != 0 || e.Entries.Count > 0 || e.Parts.Count > 0 || e.Split.Count > 0)];

    /// <summary>An amount to one account from another; nothing where it is nothing, or stays where it is.</summary>
    public IReadOnlyList<MoneyEntry> Pair(string to, string from, Int128 micros)
    {
        var amount = Rounded(Fits(micros));
        return amount == 0 || to == from ? [] : [new(to, amount), new(from, -amount)];
    }

    public long Fits(Int128 micros)
    {
        if (Int128.Abs(micros) <= long.MaxValue)
            return (long)micros;
        IsTooLarge = true;
        return 0;
    }

    public void Add(MoneyMoved moved)
    {
        var alike = events.FindIndex(e => IsAlike(e, moved));
        if (alike < 0)
            events.Add(moved);
        else
            events[alike] = Sum(events[alike], moved);
    }

    /// <summary>Entries of one posting, one for each account.</summary>
    public static IReadOnlyList<MoneyEntry> Together(IEnumerable<MoneyEntry> entries) =>
    [
        .. entries.GroupBy(e => e.Account).Select(g => new MoneyEntry(g.Key, g.Sum(e => e.Micros))).Where(e => e.Micros != 0),
    ];

    private long Rounded(long micros) =>
        terms.PerMovement ? Round.Divide(micros, MoneyEntry.PerCoin, terms.Rounding) * MoneyEntry.PerCoin : micros;

    private static bool IsAlike(MoneyMoved a, MoneyMoved b) =>
        a.Purpose is not (MoneyPurpose.Funded or MoneyPurpose.Given) && a.Purpose == b.Purpose && a.At == b.At && a.Partner == b.Partner && a.Unit == b.Unit
        && a.Rule == b.Rule && a.Purchase == b.Purchase && a.Redemption == b.Redemption;

    private static MoneyMoved Sum(MoneyMoved a, MoneyMoved b) => a with
    {
        Units = a.Units + b.Units,
        Entries = Together(a.Entries.Concat(b.Entries)),
    };
}
