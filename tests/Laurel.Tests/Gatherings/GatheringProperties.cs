using Laurel.Challenges;
using Laurel.Gatherings;
using Laurel.Merges;
using Laurel.Tests.Deciding;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Gatherings;

/// <summary>For any purchases of four members and any of them returned, in any order.</summary>
public sealed class GatheringProperties
{
    private const string Rich = """
        units: {point: {returns: arrears}, star: {}}
        rewards: {mug: {costs: 5 points, gives: {merchandise: mug}, stock: 500}}
        earning: {spend: {give: 1 point per 1.00 EUR}}
        challenges: {big: {do: spend 50.00 EUR, give: 4 stars, repeats: always}}
        leaderboards:
          visits: {counts: visits, per: month, prizes: {1: 10 points}}
          spend: {counts: spend, per: week, ties: shared, prizes: {1: 10 points}}
          items: {counts: items, per: program, when: {line: {sku: [A, B]}}}
          units: {counts: points earned, per: month}
        clubs:
          all: {goal: spend 150.00 EUR, per: month, give: [20 points, mug], badge: together}
          some: {goal: visit 5 times, per: program, give: 100 stars, shared: in proportion}
          earned: {goal: earn 60 points, per: week, give: 7 stars, shared: equally}
        """;

    private static readonly string[] Members = ["ada", "bob", "cy", "di"];

    private static World Begun()
    {
        var world = new World(Rich);
        foreach (var member in Members)
        {
            world.Enrol(member);
            foreach (var club in new[] { "all", "some", "earned" }.Where(c => member != "di" || c == "all"))
                world.Accept(new TakePart { Id = world.Next("join"), At = World.Noon.AddDays(-1), Member = new(member), What = club });
        }
        return world;
    }

    private static RecordPurchase Bought(World world, int number, int i)
    {
        var buy = world.Basket(number, i);
        return buy with { Purchase = buy.Purchase with { Member = new(Members[number / 7 % 4]) } };
    }

    private static World Played(int[] numbers, Func<int, bool> comesBack, bool withThem) => Begun().Play(numbers, Bought, comesBack, withThem);

    private static IEnumerable<Standings> All(World world) => world.Documents.Values.OfType<Standings>().Where(s => s.Members > 0 || s.Sum != 0);

    private static string Told(World world) =>
        string.Join("\n", All(world).OrderBy(s => s.What + s.Period, StringComparer.Ordinal).Select(s => $"{s.What} {s.Period} {s.Sum} {s.Members}: {Told(s)}"));

    private static string Told(Standings standings) =>
        string.Join(", ", standings.Ranked(false).Select(p => $"{p.Rank} {p.Place.Member} {p.Place.Score} {p.Place.Reached:O}"));

    [Fact]
    public void A_return_leaves_the_standings_there_would_be_without_the_purchase() => Baskets.Holds(numbers =>
    {
        bool ComesBack(int i) => numbers[i] % 3 == 0;
        var (with, without) = (Played(numbers, ComesBack, withThem: true), Played(numbers, ComesBack, withThem: false));
        Told(with).ShouldBe(Told(without));
    });

    [Fact]
    public void A_return_leaves_what_clubs_that_give_to_each_would_have_given_without_the_purchase() => Baskets.Holds(numbers =>
    {
        bool ComesBack(int i) => numbers[i] % 3 == 0;
        var (with, without) = (Played(numbers, ComesBack, withThem: true), Played(numbers, ComesBack, withThem: false));
        foreach (var member in Members)
        {
            Of(with, member).ShouldBe(Of(without, member));
            with.Member(member).Badges.Count.ShouldBe(without.Member(member).Badges.Count);
            with.Member(member).Issued.Count.ShouldBe(without.Member(member).Issued.Count);
            with.Balance("point", member).ShouldBe(without.Balance("point", member));
        }
        with.Tally("stock:mug").ShouldBe(without.Tally("stock:mug"));
    });

    private static string Of(World world, string member) =>
        string.Join(", ", world.Member(member).Efforts.Where(c => c.What == "all" && c.Given is not null).Select(c => c.Period).Order(StringComparer.Ordinal));

    [Fact]
    public void When_everything_comes_back_nothing_is_left() => Baskets.Holds(numbers =>
    {
        var world = Played(numbers, _ => true, withThem: true);
        All(world).ShouldBeEmpty();
        foreach (var member in Members)
        {
            world.Member(member).Efforts.ShouldBeEmpty();
            world.Member(member).Badges.ShouldBeEmpty();
            (world.Balance("point", member), world.Balance("star", member), world.Member(member).Issued.Count).ShouldBe((0, 0, 0));
        }
        world.Tally("stock:mug").ShouldBe(0);
    });

    [Fact]
    public void Standings_are_what_a_count_of_all_purchases_says() => Baskets.Holds(numbers =>
    {
        bool ComesBack(int i) => numbers[i] % 3 == 0;
        var world = Played(numbers, ComesBack, withThem: true);
        var left = Enumerable.Range(0, numbers.Length).Where(i => !ComesBack(i)).Select(i => Bought(world, numbers[i], i).Purchase).ToArray();
        foreach (var month in left.GroupBy(p => p.At.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture)))
        {
            Scores(world, "visits", month.Key).ShouldBe(Naive(month, m => m.Select(p => p.At.Date).Distinct().Count()));
            Scores(world, "all", month.Key).ShouldBe(Naive(month, m => m.Sum(p => (long)p.Lines.Sum(l => l.UnitPrice * l.Quantity))));
        }
        Scores(world, "items", "ever").ShouldBe(Naive(left, m => (long)m.SelectMany(p => p.Lines).Where(l => l.Sku is "A" or "B").Sum(l => l.Quantity) * 1_000_000));
    });

    [Fact]
    public void Who_has_what_a_club_gives_are_those_who_contributed_to_a_goal_that_is_reached() => Baskets.Holds(numbers =>
    {
        var world = Played(numbers, i => numbers[i] % 3 == 0, withThem: true);
        foreach (var club in All(world).Where(s => s.What == "all"))
        {
            foreach (var member in Members)
            {
                var brought = world.Member(member).Effort("all", club.Period, null);
                (brought?.Given is not null).ShouldBe(club.Sum >= 15_000 && brought?.Score > 0);
            }
        }
    });

    [Fact]
    public void A_purchase_that_arrives_late_comes_to_the_same_standings() => Baskets.Holds(numbers =>
    {
        var (inOrder, late) = (Begun(), Begun());
        for (var i = 0; i < numbers.Length; i++)
            inOrder.Accept(Bought(inOrder, numbers[i], i));
        foreach (var i in Enumerable.Range(0, numbers.Length).OrderBy(i => numbers[i]))
            late.Accept(Bought(late, numbers[i], i));
        Told(late).ShouldBe(Told(inOrder));
        Of(late, "ada").ShouldBe(Of(inOrder, "ada"));
    });

    [Fact]
    public void Two_cards_that_become_one_and_two_again_at_once_stand_where_they_stood() => Baskets.Holds(numbers =>
    {
        var world = Played(numbers, i => numbers[i] % 3 == 0, withThem: true);
        var (told, given) = (Told(world), Given(world));
        Merge(world, World.Noon.AddDays(60), "di");
        All(world).SelectMany(s => s.Places).ShouldNotContain(p => p.Member == new MemberId("bob"));
        Unmerge(world, World.Noon.AddDays(60));
        (Told(world), Given(world)).ShouldBe((told, given));
    });

    [Fact]
    public void What_two_cards_brought_in_one_account_is_divided_by_card() => Baskets.Holds(numbers =>
    {
        var (one, two) = (Begun(), Begun());
        for (var i = 0; i < numbers.Length; i++)
        {
            if (i == numbers.Length / 2)
                Merge(one, Bought(one, numbers[i], i).At, "ada");
            one.Accept(Bought(one, numbers[i], i));
            two.Accept(Bought(two, numbers[i], i));
        }
        for (var i = 0; i < numbers.Length; i += 2)
        {
            Baskets.GiveBack(one, numbers[i], i);
            Baskets.GiveBack(two, numbers[i], i);
        }
        Unmerge(one, World.Noon.AddDays(60));
        Told(one).ShouldBe(Told(two));
        foreach (var member in Members)
            Of(one, member).ShouldBe(Of(two, member));
        foreach (var (key, roster) in two.Documents.Where(d => d.Value is Roster))
            ((Roster)one.Documents[key]!).Members.OrderBy(m => m.Value).ShouldBe(((Roster)roster!).Members.OrderBy(m => m.Value));
    });

    private static void Merge(World world, DateTimeOffset at, string into) =>
        world.Accept(new MergeMembers { Id = world.Next("merge"), At = at, Member = new("bob"), Into = new(into) });

    private static void Unmerge(World world, DateTimeOffset at) =>
        world.Accept(new UnmergeMember { Id = world.Next("unmerge"), At = at, Member = new("bob") });

    /// <summary>What clubs have given to whom, and the units there are.</summary>
    private static string Given(World world) => string.Join("\n", Members.Select(m => $"{m} {world.Balance("point", m)} {world.Balance("star", m)}: "
        + string.Join(", ", world.Member(m).Efforts.Where(c => c.Given is not null).Select(c => $"{c.What} {c.Period} {c.Gifts.Count}").Order(StringComparer.Ordinal))));

    private static string Naive(IEnumerable<Purchase> purchases, Func<IEnumerable<Purchase>, long> score) => string.Join(", ", purchases
        .GroupBy(p => p.Member!.Value.Value).Select(m => (m.Key, Score: score(m))).Where(m => m.Score > 0).OrderBy(m => m.Key, StringComparer.Ordinal));

    private static string Scores(World world, string what, string period) => string.Join(", ",
        ((Standings?)world.Documents.GetValueOrDefault(Key.Standings(what, period, null)))?.Places.Where(p => p.Score > 0)
            .Select(p => (p.Member.Value, p.Score)).OrderBy(p => p.Value, StringComparer.Ordinal) ?? Enumerable.Empty<(string, long)>());
}
