using Laurel.Insight.Statistics;

namespace Laurel.Tests.Statistics;

/// <summary>CDNOW (Fader and Hardie): customers of an online music shop who first bought in the first quarter of 1997.</summary>
internal static class Cdnow
{
    /// <summary>The end of the usual 39 weeks of calibration; 39 weeks of hold-out follow.</summary>
    public static readonly DateOnly End = new(1997, 9, 30);

    public static readonly DateOnly HoldoutEnd = new(1998, 6, 30);

    public const double HoldoutWeeks = 39;

    /// <summary>All 69,659 purchases of 23,570 customers.</summary>
    public static DatedPurchase[] Full() => Purchases("data/cdnow/cdnow_master.csv.gz");

    /// <summary>The systematic sample of one in ten: 6,919 purchases of 2,357 customers.</summary>
    public static DatedPurchase[] Sample() => Purchases("data/cdnow/cdnow_sample.csv.gz");

    /// <summary>The published histories of the sample, rounded to two decimals, with the mean spend of repeat purchases.</summary>
    public static (PurchaseHistory History, double Spend)[] Published() =>
    [
        .. GzipCsv.Rows("data/cdnow/cdnow_sample_rfm_39w.csv.gz", "x", "t_x", "T", "zbar")
            .Select(row => (new PurchaseHistory(row[0].Whole(), row[1].Number(), row[2].Number()), row[3].Number())),
    ];

    public static PurchaseHistories PublishedHistories() =>
        PurchaseHistories.Of(Array.ConvertAll(Published(), row => row.History));

    public static PurchaseHistories FullHistories() => Histories(ObservedMembers.From(Full(), End));

    public static PurchaseHistories Histories(ObservedMember[] members) =>
        PurchaseHistories.Of(Array.ConvertAll(members, member => member.History));

    private static DatedPurchase[] Purchases(string file) =>
    [
        .. GzipCsv.Rows(file, "customer_id", "date", "amount")
            .Select(row => new DatedPurchase(row[0].Whole(), row[1].Day(), row[2].Number())),
    ];
}
