using Laurel.Insight.Facts;
using Shouldly;
using Xunit;
using static Laurel.Tests.Facts.Sample;

namespace Laurel.Tests.Facts;

public sealed class LinkTests : IDisposable
{
    private readonly FactsFile facts = FactsFile.InMemory().With(Purchase(1, null, shopper: "shp"), Purchase(2, null, shopper: "other"));

    public void Dispose() => facts.Dispose();

    [Fact]
    public void What_a_shopper_bought_before_counts_for_the_member_she_became()
    {
        Link();
        facts.Ask("SELECT string_agg(who, ',' ORDER BY seq) FROM purchases JOIN customers USING (customer)").ShouldBe("ada,other");
    }

    [Fact]
    public void What_the_shopper_buys_later_counts_too()
    {
        Link();
        facts.With(Purchase(4, null, shopper: "shp"));
        facts.Ask("SELECT who FROM purchases JOIN customers USING (customer) WHERE seq = 4").ShouldBe("ada");
    }

    [Fact]
    public void A_link_is_made_once()
    {
        Link();
        Link("bob", 4);
        facts.Ask("SELECT string_agg(counts_for, ',') FROM attributions").ShouldBe("ada");
    }

    private void Link(string member = "ada", long upTo = 3)
    {
        using var batch = facts.Begin(Cafe);
        batch.Link(new("shp"), new(member));
        batch.Commit(upTo);
    }
}
