using Laurel.Insight.Facts;
using Shouldly;
using Xunit;
using static Laurel.Tests.Facts.Sample;

namespace Laurel.Tests.Facts;

public sealed class SliceTests : IDisposable
{
    private readonly FactsFile facts = FactsFile.InMemory().With(
        Purchase(1, "ada", "2026-01-01"), Joined(2, day: "2026-01-02"), Purchase(3, day: "2026-01-05"),
        Purchase(4, "bob", location: "online"), Purchase(5, null), Return(6, of: 3), Return(7, of: 4, member: "bob"), Line(3), Line(4),
        new TierFact { Seq = 8, Member = new("ada"), After = "gold", OccurredAt = new(2026, 1, 5) });

    public void Dispose() => facts.Dispose();

    [Fact]
    public void Purchases_of_members_are_those_from_the_day_of_joining_on() =>
        Seen(new Slice { Among = Among.Members }).ShouldBe("3 / 6 / 3");

    [Fact]
    public void All_other_purchases_are_those_of_others() => Seen(new Slice { Among = Among.Others }).ShouldBe("1,4,5 / 7 / 4");

    [Fact]
    public void A_place_has_its_purchases_and_what_came_back_of_them() => Seen(new Slice { Location = "online" }).ShouldBe("4 / 7 / 4");

    [Fact]
    public void A_tier_has_all_purchases_of_those_who_are_in_it_now() => Seen(new Slice { Tier = "gold" }).ShouldBe("1,3 / 6 / 3");

    [Fact]
    public void A_slice_hides_nothing_from_others()
    {
        using var part = facts.Only(new Slice { Location = "online" }, Cafe);
        facts.Ask("SELECT count(*)::INTEGER FROM purchases").ShouldBe(4);
    }

    [Fact]
    public void What_can_be_asked_is_what_occurs()
    {
        var values = facts.SliceValues(Cafe);
        values.Tiers.ShouldBe(["gold"]);
        values.Locations.ShouldBe(["center", "online"]);
        values.Channels.ShouldBe(["till"]);
    }

    private string Seen(Slice slice)
    {
        using var part = facts.Only(slice, Cafe);
        using var reader = part.Select("""
            SELECT concat_ws(' / ', (SELECT string_agg(seq, ',' ORDER BY seq) FROM bought('cafe', '2026-02-01', NULL)),
                (SELECT string_agg(seq, ',' ORDER BY seq) FROM brought_back('cafe', '2026-02-01', NULL)),
                (SELECT string_agg(seq, ',' ORDER BY seq) FROM lines))
            """);
        return reader.Read() ? reader.GetString(0) : "";
    }
}
