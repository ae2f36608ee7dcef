using Laurel.Engine;
using Laurel.Tests.Deciding;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Engine;

/// <summary>A journal is for ever: what an older build wrote is what this one decides.</summary>
public sealed class RecordedTests
{
    private const string Giving = """
        units: {point: {}}
        earning: {spend: {give: 1 point per 1.00 EUR}}
        giving: {trees: {give: 1.00 EUR, to: woods, when: {line: {sku: TREE}}}}
        """;

    [Fact]
    public void A_row_of_before_giving_said_why_it_gave_nothing_is_what_is_decided_today()
    {
        var today = Bought();
        var bought = today.OfType<PurchaseRecorded>().Single();
        bought.Misses.ShouldContain(m => m.Rule == "giving:trees");
        Recorded.Is(Row([.. today.Select(e => e == bought ? bought with { Misses = [] } : e)]), Decision.Accept(today)).ShouldBeTrue();
        Recorded.Is(Row(today), Decision.Accept(today)).ShouldBeTrue();
    }

    [Fact]
    public void Whatever_else_is_different_is_found()
    {
        var today = Bought();
        var bought = today.OfType<PurchaseRecorded>().Single();
        Recorded.Is(Row([.. today.Select(e => e == bought ? bought with { Misses = [], Spend = 1 } : e)]), Decision.Accept(today)).ShouldBeFalse();
        Recorded.Is(Row(today), Decision.Accept([.. today.Select(e => e == bought ? bought with { Misses = [] } : e)])).ShouldBeFalse();
    }

    private static IReadOnlyList<Event> Bought()
    {
        var world = new World(Giving);
        world.Enrol();
        return world.Accept(world.Buy("p", World.Noon, World.Line(500)));
    }

    private static RecordedRow Row(IReadOnlyList<Event> events) => new()
    {
        Program = "world",
        Seq = 1,
        CommandId = "c",
        At = World.Noon,
        RecordedAt = World.Noon,
        IsTimedByServer = false,
        Actor = "",
        Format = Wire.Format,
        Command = [],
        Events = Wire.EncodeEvents(events),
    };
}
