using Laurel.Insight.Facts;
using Shouldly;
using Xunit;
using static Laurel.Tests.Facts.Sample;

namespace Laurel.Tests.Facts;

public sealed class SliceTests : IDisposable
{
    private readonly FactsFile facts = FactsFile.InMemory().With(
        Purchase(1, "ada", "2026-01-01"), Joined(2, day: "2026-01-02"), Purchase(3, day: "2026-01-05"), Line(3),
        Purchase(4, "bob", location: "online"), Line(4), Purchase(5, null), Return(6, of: 3), Return(7, of: 4, member: "bob"),
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
    public void Who_never_rose_is_where_everybody_begins()
    {
        using var club = FactsFile.InMemory().With(
            Joined(1, "ada"), Joined(2, "bob"), Purchase(3, "ada"), Purchase(4, "bob"), Purchase(5, "eve"),
            new TierFact { Seq = 6, Member = new("ada"), Before = "regular", After = "gold", OccurredAt = new(2026, 1, 5) });
        club.SliceValues(Cafe).Tiers.ShouldBe(["gold", "regular"]);
        Ask(club, "SELECT string_agg(seq, ',' ORDER BY seq) FROM purchases", new Slice { Tier = "gold" }).ShouldBe("3");
        Ask(club, "SELECT string_agg(seq, ',' ORDER BY seq) FROM purchases", new Slice { Tier = "regular" }).ShouldBe("4");
    }

    [Fact]
    public void A_slice_hides_nothing_from_others()
    {
        using var part = facts.Only(new Slice { Location = "online" }, Cafe, Day("2026-02-01"));
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

    [Fact]
    public void Requests_of_a_place_or_channel_are_those_that_were_opened_there()
    {
        using var care = FactsFile.InMemory().With(
            Joined(1), Purchase(2), Step(3, "a", "opened", "center", "counter"), Step(4, "a", "solved", null, null), Step(5, "b", "opened", "online", "chat"));
        Ask(care, "SELECT string_agg(concat(request, ' ', step), ',' ORDER BY seq) FROM cases", new Slice { Location = "center" }).ShouldBe("a opened,a solved");
        Ask(care, "SELECT string_agg(seq, ',' ORDER BY seq) FROM cases", new Slice { Channel = "chat" }).ShouldBe("5");
        Ask(care, "SELECT string_agg(seq, ',' ORDER BY seq) FROM cases", new Slice { Among = Among.Others }).ShouldBe("5", "nobody knows who asked");
        Ask(care, "SELECT string_agg(seq, ',' ORDER BY seq) FROM cases", new Slice { Among = Among.Members }).ShouldBe("3,4");
    }

    [Fact]
    public void Public_ratings_have_a_place_and_are_of_nobody()
    {
        using var care = FactsFile.InMemory().With(Joined(1), Purchase(2), Rated(3, "center"), Rated(4, "online"));
        Ask(care, "SELECT string_agg(seq, ',' ORDER BY seq) FROM ratings", new Slice { Location = "online" }).ShouldBe("4");
        Ask(care, "SELECT count(*)::VARCHAR FROM ratings", new Slice { Among = Among.Members }).ShouldBe("0");
        Ask(care, "SELECT count(*)::VARCHAR FROM ratings", new Slice { Channel = "till" }).ShouldBe("0");
    }

    /// <summary>Before, a question about what members hold answered for all places whichever was asked.</summary>
    [Fact]
    public void What_members_hold_is_asked_of_a_place_as_of_those_who_joined_there()
    {
        using var held = FactsFile.InMemory().With(
            Joined(1) with { Location = "center" }, Joined(2, "bob") with { Location = "online" }, Purchase(3), Purchase(4, "bob"),
            Moved(5, "ada", 10), Moved(6, "bob", 20), new TierFact { Seq = 7, Member = new("bob"), After = "gold", OccurredAt = new(2026, 1, 5) },
            new UnlockFact { Seq = 8, Member = new("bob"), Tier = "gold", Day = Day("2026-01-05") });
        const string sums = "SELECT concat((SELECT sum(amount) FROM movements), ' ', (SELECT count(*) FROM unlocks), ' ', (SELECT count(*) FROM purchases))";
        Ask(held, sums, new Slice { Location = "center" }, Place.Joined).ShouldBe("10 0 1");
        Ask(held, sums, new Slice { Tier = "gold" }).ShouldBe("20 1 1");
        Ask(held, sums, new Slice { Among = Among.Others }).ShouldBe(" 0 0");
    }

    private static MovementFact Moved(long seq, string member, long amount) => new()
    {
        Seq = seq,
        Number = 1,
        Member = new(member),
        Unit = "bean",
        Kind = "earned",
        Amount = amount,
        OccurredAt = new(2026, 1, 5),
        Day = Day("2026-01-05"),
    };

    private static CaseFact Step(long seq, string id, string step, string? location, string? channel) => new()
    {
        Seq = seq,
        Case = id,
        Step = step,
        Member = id == "a" && step == "opened" ? new("ada") : null,
        Location = location,
        Channel = channel,
        At = new(2026, 1, 10),
        Day = Day("2026-01-10"),
    };

    private static RatingFact Rated(long seq, string location) =>
        new() { Seq = seq, Source = "maps", Rating = $"r{seq}", Stars = 4, Location = location, Day = Day("2026-01-10") };

    private static string Ask(FactsFile facts, string sql, Slice slice, Place place = Place.Happened)
    {
        using var part = facts.Only(slice, Cafe, Day("2026-02-01"), place);
        using var reader = part.Select(sql);
        return reader.Read() && !reader.IsDBNull(0) ? reader.GetString(0) : "";
    }

    private string Seen(Slice slice)
    {
        using var part = facts.Only(slice, Cafe, Day("2026-02-01"));
        using var reader = part.Select("""
            SELECT concat_ws(' / ', (SELECT string_agg(seq, ',' ORDER BY seq) FROM bought('cafe', '2026-02-01', NULL)),
                (SELECT string_agg(seq, ',' ORDER BY seq) FROM brought_back('cafe', '2026-02-01', NULL)),
                (SELECT string_agg(seq, ',' ORDER BY seq) FROM lines))
            """);
        return reader.Read() ? reader.GetString(0) : "";
    }
}
