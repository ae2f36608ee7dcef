using Laurel.Engine;
using Laurel.Insight.Facts;
using Laurel.Insight.Questions;
using Laurel.Server.Features.Import;
using Laurel.Tests;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Features.Import;

/// <summary>Real files through the writer that all purchases pass; figures are of shared/reference_values.json.</summary>
public sealed class RealImportTests
{
    private const string Club = """
        program: club
        zone: Europe/London
        currency: GBP
        units: {point: {returns: arrears}}
        earning: {spend: {give: 1 point per 1.00 GBP}}
        tiers: {counts: spend in the last 12 months, levels: {blue: {}, silver: {at: 1000.00 GBP}, gold: {at: 5000.00 GBP}}}
        rewards: {voucher: {costs: 100 points, gives: 5.00 GBP off, base: yes}}
        """;

    private const string Miles = """
        program: miles
        zone: America/Toronto
        currency: CAD
        units: {mile: {decimals: 2, returns: arrears}}
        """;

    [Fact]
    public async Task Online_Retail_comes_in_once_and_its_cancellations_find_their_purchases()
    {
        var file = SharedFolder.Path("data/online_retail/online_retail.csv.gz");
        await using var shop = await ShopFile.Open(Club);
        var report = await shop.Import(file, "online-retail");
        (report.Rows, report.Members, report.Purchases, report.Returns).ShouldBe((541_909, 4_339, 20_726, 3_777));
        (report.CancelledLinesMatched, report.CancelledLinesUnmatched).ShouldBe((7_318, 1_970));

        var again = await shop.Import(file, "online-retail");
        (again.Members + again.Purchases + again.Returns).ShouldBe(0);
        again.Known.ShouldBe(4_339 + 20_726 + 3_777);

        var verified = await Verification.Run(shop.Writer.Reader);
        verified.Findings.ShouldBeEmpty();
        verified.Rows.ShouldBe(1 + again.Known);
        await EachInvoiceEarnsOnce(shop);
        using var facts = FactsFile.InMemory();
        await new FactsFeed(shop.Writer.Reader, facts).CatchUp();
        var cohorts = new CohortRetention().Ask(facts, Scope.Of(facts, "club", new DateOnly(2011, 12, 10))!);
        Enumerable.Range(0, 13).Select(month => cohorts.Find("active", "2010-12", $"{month}")!.Total)
            .ShouldBe([885, 324, 286, 340, 321, 352, 321, 309, 313, 350, 331, 445, 235]);
    }

    [Fact]
    public async Task The_airline_s_history_keeps_its_sums_to_the_hundredth()
    {
        var file = SharedFolder.Path("data/airline_loyalty/flight_activity_nonzero.csv.gz");
        await using var shop = await ShopFile.Open(Miles);
        var report = await shop.Import(file, "airline");
        (report.Rows, report.Histories, report.MembersInArrears).ShouldBe((207_632, 207_632, 3_321));
        var sums = new Dictionary<Account, long>();
        var balances = new Dictionary<MemberId, long>();
        await foreach (var row in shop.Writer.Reader.Rows("miles"))
        {
            foreach (var moved in row.Events.OfType<UnitsMoved>())
            {
                balances[moved.Member] = moved.After;
                foreach (var entry in moved.Entries)
                    sums[entry.Account] = sums.GetValueOrDefault(entry.Account) + entry.Amount;
            }
        }
        (-sums[Account.Issued], sums[Account.Redeemed], sums[Account.Members]).ShouldBe((50_172_736_25, 12_451_388_00, 37_721_348_25));
        balances.Values.Sum().ShouldBe(37_721_348_25);
    }

    [Fact]
    public async Task Cdnow_s_journal_answers_with_the_published_counts()
    {
        var file = SharedFolder.Path("data/cdnow/cdnow_master.csv.gz");
        await using var shop = await ShopFile.Open(Club.Replace("GBP", "USD").Replace("Europe/London", "America/New_York"));
        var report = await shop.Import(file, "cdnow");
        (report.Purchases, report.Members).ShouldBe((69_659, 23_570));
        using var facts = FactsFile.InMemory();
        await new FactsFeed(shop.Writer.Reader, facts).CatchUp();
        var scope = Scope.Of(facts, "club", new DateOnly(1998, 7, 1))!;
        var repeat = new RepeatPurchaseRate().Ask(facts, scope).Figures.MaxBy(f => f.N)!;
        repeat.N.ShouldBe(23_570);
        repeat.Value!.Value.ShouldBe(6_887 / 23_570.0, 1e-12);
    }

    private static async Task EachInvoiceEarnsOnce(ShopFile shop)
    {
        var earned = new Dictionary<string, int>();
        await foreach (var row in shop.Writer.Reader.Rows("club"))
        {
            foreach (var moved in row.Events.OfType<UnitsMoved>().Where(m => m.Movement == Movement.Earned))
                earned[moved.Purchase!.Value.Value] = earned.GetValueOrDefault(moved.Purchase.Value.Value) + 1;
        }
        earned.Values.ShouldAllBe(times => times == 1);
        earned.Count.ShouldBeGreaterThan(18_000);
    }
}
