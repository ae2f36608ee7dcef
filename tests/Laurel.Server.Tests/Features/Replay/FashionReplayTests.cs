using Laurel.Definitions;
using Laurel.Engine.Definitions;
using Laurel.Server.Features.Replay;
using Laurel.Server.Tests.Features.Import;
using Laurel.Tests;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Features.Replay;

/// <summary>A real year of a shop under the fashion template, and under a changed one.</summary>
public sealed class FashionReplayTests(ITestOutputHelper output)
{
    private static readonly string Fashion = Template.Find("fashion")!.Text.Replace("EUR", "GBP").Replace("Europe/Brussels", "Europe/London");

    [Fact]
    public async Task The_unchanged_definition_gives_the_ledger_again_and_a_changed_one_what_it_would_have_cost()
    {
        var file = SharedFolder.Path("data/online_retail/online_retail.csv.gz");
        await using var shop = await ShopFile.Open(Fashion);
        (await shop.Import(file, "online-retail")).Members.ShouldBe(4_339);

        var unchanged = await Replayed(shop, shop.Writer.Programs["fashion"]);
        unchanged.Differing.ShouldBe(0);

        var generous = Read(Fashion.Replace("give: 1 point per 1.00 GBP", "give: 2 points per 1.00 GBP").Replace("at: 900.00 GBP", "at: 1500.00 GBP"));
        var changed = await Replayed(shop, Program.Of(generous));
        Show(generous, changed);
        changed.Now.Units["point"].Issued.ShouldBeGreaterThan(unchanged.Now.Units["point"].Issued * 3 / 2);
        changed.Now.Tiers(generous)["gold"].ShouldBeLessThan(unchanged.Now.Tiers(generous)["gold"]);
        var report = new ReplayReport(generous, changed.Now, changed.Before).Json();
        report["members_better_off"]!.GetValue<int>().ShouldBeGreaterThan(3_000);
        report["units"]!["point"]!["liability"]!["amount"]!.GetValue<long>().ShouldBeGreaterThan(0);
    }

    private static Task<ReplayedBeside> Replayed(ShopFile shop, Program under) =>
        ReplayedBeside.Run(shop.Writer.Reader, "fashion", under, counts: true, _ => { }, TestContext.Current.CancellationToken);

    private void Show(Definition definition, ReplayedBeside replayed)
    {
        foreach (var line in new ReplayReport(definition, replayed.Now, replayed.Before).Lines())
            output.WriteLine(line);
    }

    private static Definition Read(string text) => DefinitionReader.Read(Yaml.ReadOne(text).Document!).Definition.ShouldNotBeNull();
}
