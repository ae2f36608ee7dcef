using Laurel.Insight.Simulation;

namespace Laurel.Tests.Simulation;

/// <summary>The default world, read once and counted.</summary>
internal sealed class SampleYear
{
    private static readonly Lazy<SampleYear> Read = new(() => new SampleYear(new SampleShop()));

    private SampleYear(SampleShop shop)
    {
        foreach (var command in shop.Commands())
        {
            IsInTimeOrder &= command.At >= Last;
            IsUnique &= ids.Add(command.Id.Value) && (command.NaturalKey is not { } key || keys.Add(key));
            Last = command.At;
            Count(command);
        }
    }

    private readonly HashSet<string> ids = [];
    private readonly HashSet<string> keys = [];

    public static SampleYear Default => Read.Value;
    public DateTimeOffset Last { get; private set; } = DateTimeOffset.MinValue;
    public bool IsInTimeOrder { get; private set; } = true;
    public bool IsUnique { get; private set; } = true;
    public int Enrolled { get; private set; }
    public int HeldOut { get; private set; }
    public int Returns { get; private set; }
    public int PartialReturns { get; private set; }
    public int Redemptions { get; private set; }
    public int Anonymous { get; private set; }
    public int ByMembers { get; private set; }
    public long Turnover { get; private set; }
    public int Purchases => ByMonth.Sum();
    public int[] ByMonth { get; } = new int[13];
    public HashSet<string> People { get; } = [];
    public Dictionary<string, long> ByKind { get; } = [];
    public Dictionary<(string Category, int Month), long> ByCategory { get; } = [];
    public Dictionary<string, int> ByLocation { get; } = [];

    private void Count(Command command)
    {
        switch (command)
        {
            case EnrolMember enrol:
                Enrolled++;
                HeldOut += enrol.HeldOut ? 1 : 0;
                break;
            case ReturnLines back:
                Returns++;
                PartialReturns += back.Lines.Count > 0 ? 1 : 0;
                break;
            case ReserveReward:
                Redemptions++;
                break;
            case RecordPurchase record:
                Count(record.Purchase);
                break;
        }
    }

    private void Count(Purchase purchase)
    {
        var month = purchase.At.Month;
        ByMonth[month]++;
        ByLocation[purchase.Location!] = ByLocation.GetValueOrDefault(purchase.Location!) + 1;
        ByMembers += purchase.Member is null ? 0 : 1;
        var name = purchase.Member?.Value ?? purchase.Shopper?.Value;
        Anonymous += name is null ? 1 : 0;
        if (name is not null)
            People.Add(name);
        foreach (var line in purchase.Lines)
        {
            var amount = Round.Money(line.UnitPrice * line.Quantity) - line.Discount;
            Turnover += amount;
            ByKind[line.Kind] = ByKind.GetValueOrDefault(line.Kind) + amount;
            if (line.Category is { } category)
                ByCategory[(category, month)] = ByCategory.GetValueOrDefault((category, month)) + amount;
        }
    }
}
