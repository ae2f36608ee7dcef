using Shouldly;
using Xunit;

namespace Laurel.Tests;

public sealed class SeenTests
{
    private static Seen Shown(int count)
    {
        var seen = new Seen();
        for (var i = 0; i < count; i++)
            seen.Show(Key.Tally($"t{i}"), new Tally { Name = $"t{i}", Amount = i });
        return seen;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(40)]
    public void Everything_that_was_shown_is_found_however_much_it_is(int count)
    {
        var seen = Shown(count);
        Enumerable.Range(0, count).Select(i => seen.Tally($"t{i}")).ShouldBe(Enumerable.Range(0, count).Select(i => (long)i));
        seen.Has(Key.Tally($"t{count}")).ShouldBeFalse();
    }

    [Theory]
    [InlineData(3)]
    [InlineData(20)]
    public void What_is_shown_again_takes_the_place_of_what_was_shown_before(int count)
    {
        var seen = Shown(count);
        seen.Show(Key.Tally("t2"), new Tally { Name = "t2", Amount = 77 });
        seen.Tally("t2").ShouldBe(77);
        seen.Tally("t1").ShouldBe(1);
    }

    [Fact]
    public void A_key_that_names_nothing_has_been_seen()
    {
        var seen = new Seen();
        seen.Show(Key.Member(new("ada")), (Document?)null);
        seen.Has(Key.Member(new("ada"))).ShouldBeTrue();
        seen.Member(new("ada")).ShouldBeNull();
    }
}
