using Laurel.Tests.Deciding;
using Shouldly;
using Xunit;
using static Laurel.Tests.Deciding.World;

namespace Laurel.Tests.Earning;

/// <summary>Goods and money that bring nothing, whatever the rule counts.</summary>
public sealed class NothingEarnedTests
{
    [Fact]
    public void What_never_earns_is_not_counted_as_an_item_either()
    {
        var world = new World("units: {stamp: {}}\nnever earns: [deposit]\nearning: {cup: {give: 1 stamp for every item}}");
        world.Enrol();
        world.Accept(world.Buy("p", Noon, Line(300), Line(20, sku: "CRATE", number: 2) with { Category = "deposit" }));
        world.Balance("stamp").ShouldBe(1);
    }

    [Fact]
    public void Money_of_another_currency_that_is_loaded_brings_nothing_besides()
    {
        var world = new World("""
            units: {krona: {money: SEK, held by: cards}, bonus: {money: EUR}}
            rates: {SEK: 0.0900 EUR}
            top ups: {five: {give: 5.00 bonus for every full 50.00 EUR}}
            """);
        world.Enrol();
        var buy = world.Buy("p", Noon, Line(100_000) with { Loads = new("card") });
        world.Accept(buy with { Purchase = buy.Purchase with { Currency = "SEK" } });
        (world.Balance("krona", "card"), world.Balance("bonus", "card")).ShouldBe((100_000, 0));
    }
}
