using Laurel.Insight.Statistics;
using Laurel.Insight.Studies.Tables;

namespace Laurel.Insight.Studies;

/// <summary>Who was sent which offer, and who used it.</summary>
public sealed record CouponRequest
{
    /// <summary>One row per delivery.</summary>
    public required string Sent { get; init; }

    /// <summary>One row per redemption.</summary>
    public required string Redemptions { get; init; }

    public required string Customer { get; init; }

    /// <summary>Null when there is only one campaign.</summary>
    public string? Campaign { get; init; }

    /// <summary>The customer's column in the redemptions, where it has another name there.</summary>
    public string? RedeemedCustomer { get; init; }

    /// <summary>The campaign's column in the redemptions, where it has another name there.</summary>
    public string? RedeemedCampaign { get; init; }
}

/// <summary>Unique redeemers of unique deliveries.</summary>
public sealed record CouponEstimates(ShareShape Response, IReadOnlyList<CampaignShape> Campaigns);

/// <summary>One campaign: deliveries and redeemers, each customer counted once.</summary>
public sealed record CampaignShape(string Campaign, long Delivered, long Redeemers, double Share, double IntervalLow, double IntervalHigh);

/// <summary>What was counted, and what was not.</summary>
/// <param name="Deliveries">Different pairs of customer and campaign that were sent.</param>
/// <param name="RepeatedDeliveries">Rows that sent the same to the same customer again.</param>
/// <param name="Redemptions">Rows of redemptions.</param>
/// <param name="CustomersRedeeming">Customers who used at least one offer that they had been sent.</param>
/// <param name="RedemptionsWithoutDelivery">Rows of redemptions of offers that had not been sent to the customer; not counted.</param>
public sealed record CouponDiagnostics(
    long Deliveries, long RepeatedDeliveries, long CustomersMailed, long Redeemers, long Redemptions, long CustomersRedeeming,
    long RedemptionsWithoutDelivery);

/// <summary>Coupon response: unique redeemers per unique delivery. It says who used an offer, not what the offer changed.</summary>
public static class CouponStudy
{
    /// <exception cref="StudyException">The files cannot be read so, or no redemption belongs to a delivery.</exception>
    public static StudyResult Run(CouponRequest request, StudyRun run)
    {
        var (customers, campaigns) = (new Names(), new Names());
        var sent = Pairs.Read(request.Sent, request.Customer, request.Campaign, customers, campaigns, run, mayBeEmpty: false);
        var used = Pairs.Read(
            request.Redemptions, request.RedeemedCustomer ?? request.Customer, request.RedeemedCampaign ?? request.Campaign, customers,
            campaigns, run,
            mayBeEmpty: true);
        var redeemers = used.Different.Where(sent.Different.Contains).ToList();
        if (redeemers.Count == 0 && used.Rows > 0)
            throw new StudyException("no-match", ("redemptions", used.Rows), ("sent", sent.Example(customers, campaigns)),
                ("used", used.Example(customers, campaigns)));
        var without = used.All.Count(pair => !sent.Different.Contains(pair));
        if (without > 0)
            run.Warn("without-delivery", null, ("rows", without));
        if (sent.Rows > sent.Different.Count)
            run.Warn("repeated-deliveries", null, ("rows", sent.Rows - sent.Different.Count));
        run.Warn(Surveys.OfferResponse(redeemers.Count, sent.Different.Count).Caveats);
        var estimates = new CouponEstimates(
            ShareShape.From(redeemers.Count, sent.Different.Count, run.Level), Campaigns(request, sent, redeemers, campaigns, run));
        return Result(run, estimates, new(
            sent.Different.Count, sent.Rows - sent.Different.Count, sent.Customers, redeemers.Count, used.Rows,
            redeemers.Select(pair => pair.Customer).Distinct().Count(), without));
    }

    private static CampaignShape[] Campaigns(
        CouponRequest request, Pairs sent, List<(int Customer, int Campaign)> redeemers, Names campaigns, StudyRun run)
    {
        if (request.Campaign is null)
            return [];
        var used = redeemers.CountBy(pair => pair.Campaign).ToDictionary();
        return [.. sent.Different.CountBy(pair => pair.Campaign)
            .OrderBy(one => one.Key, Comparer<int>.Create((a, b) => Compare(campaigns[a], campaigns[b])))
            .Select(one => (one.Key, share: ShareShape.From(used.GetValueOrDefault(one.Key), one.Value, run.Level)))
            .Select(one => new CampaignShape(
                campaigns[one.Key], one.share.Of, one.share.Count, one.share.Share, one.share.IntervalLow, one.share.IntervalHigh))];
    }

    /// <summary>Campaign 9 before campaign 10.</summary>
    private static int Compare(string one, string other) => NumberText.TryPlain(one, out var a) && NumberText.TryPlain(other, out var b)
        ? a.CompareTo(b)
        : string.CompareOrdinal(one, other);

    private static StudyResult Result(StudyRun run, CouponEstimates estimates, CouponDiagnostics diagnostics)
    {
        var (letter, text) = StudyResult.Description(run);
        var response = estimates.Response;
        return new()
        {
            Study = "coupons",
            Files = run.Files,
            Level = run.Level,
            Evidence = letter,
            EvidenceText = text,
            Verdict = new("described", run.Say(
                "coupons.described", ("redeemers", response.Count), ("deliveries", response.Of), ("share", run.Show.Share(response.Share)),
                ("range", run.Show.SharesBetween(response.IntervalLow, response.IntervalHigh)))),
            Headline = new("response", response.Share, null, response.IntervalLow, response.IntervalHigh, null),
            Estimates = estimates,
            Diagnostics = diagnostics,
            Warnings = run.Warnings,
            Report =
            [
                new ReportText(run.Say(
                    "coupons.counts", ("mailed", diagnostics.CustomersMailed), ("redeeming", diagnostics.CustomersRedeeming),
                    ("redemptions", diagnostics.Redemptions))),
                .. estimates.Campaigns.Count == 0 ? (ReportPart[])[] : [Table(run, estimates)],
            ],
        };
    }

    private static ReportTable Table(StudyRun run, CouponEstimates estimates) => new(
        run.Say("coupons.campaigns"),
        [run.Say("head.campaign"), run.Say("head.delivered"), run.Say("head.redeemers"), run.Say("head.response"), run.Say("head.range")],
        [.. estimates.Campaigns.Select(one => (string[])
        [
            one.Campaign, run.Show.Count(one.Delivered), run.Show.Count(one.Redeemers), run.Show.Share(one.Share),
            run.Show.SharesBetween(one.IntervalLow, one.IntervalHigh),
        ])]);

    /// <summary>Pairs of customer and campaign in a file.</summary>
    private sealed class Pairs
    {
        public List<(int Customer, int Campaign)> All { get; } = [];

        public HashSet<(int Customer, int Campaign)> Different { get; private set; } = [];

        public long Rows => All.Count;

        public long Customers => Different.Select(pair => pair.Customer).Distinct().Count();

        public static Pairs Read(string path, string customer, string? campaign, Names customers, Names campaigns, StudyRun run,
            bool mayBeEmpty)
        {
            var table = StudyTable.Open(path, run.Reading);
            var who = new NameColumn(table.Find(customer), customers);
            var which = campaign is null ? null : new NameColumn(table.Find(campaign), campaigns);
            var pairs = new Pairs();
            new TableScan(table, run) { MayBeEmpty = mayBeEmpty }.ForEach(
                which is null ? [who] : [who, which], () => pairs.All.Add((who.Code, which?.Code ?? -1)));
            pairs.Different = [.. pairs.All];
            return pairs;
        }

        public string Example(Names customers, Names campaigns) =>
            All[0].Campaign < 0 ? customers[All[0].Customer] : $"{customers[All[0].Customer]} · {campaigns[All[0].Campaign]}";
    }
}
