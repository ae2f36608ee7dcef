using Laurel.Engine;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Engine;

public sealed class CatchUpTests
{
    [Fact]
    public async Task A_document_behind_its_journal_is_read_as_the_journal_leaves_it()
    {
        await using var shop = await Shop.Open();
        await shop.Decide(Shop.Enrol("ada"));
        for (var n = 1; n <= 3; n++)
            await shop.Decide(Shop.Buy($"r{n}", "ada", 1000));
        (await Stored(shop)).Purchases.ShouldBe(0);
        (await Read(shop)).Purchases.ShouldBe(3);
    }

    [Fact]
    public async Task It_is_stored_again_after_so_many_changes()
    {
        await using var shop = await Shop.Open();
        await shop.Decide(Shop.Enrol("ada"));
        for (var n = 1; n <= CatchUp.LargestLag + 1; n++)
            await shop.Decide(Shop.Buy($"r{n}", "ada", 1000));
        (await Stored(shop)).Purchases.ShouldBe(CatchUp.LargestLag);
        (await Read(shop)).Purchases.ShouldBe(CatchUp.LargestLag + 1);
    }

    [Fact]
    public async Task After_a_restart_decisions_stand_on_all_that_happened()
    {
        await using var shop = await Shop.Open();
        await shop.Decide(Shop.Enrol("ada"));
        await shop.Decide(Shop.Buy("r1", "ada", 1000));
        var before = await Read(shop);
        await shop.Restart();
        var bought = await shop.Decide(Shop.Buy("r2", "ada", 1000));
        bought.Events.OfType<UnitsMoved>().Single().Before.ShouldBe(before.Account("point").Booked);
        (await Stored(shop)).Purchases.ShouldBe(2);
        (await shop.Verify()).Findings.ShouldBeEmpty();
    }

    private static async Task<Member> Read(Shop shop) =>
        (await shop.Writer.Reader.Read<Member>(Shop.Id, Key.Member(new MemberId("ada")))).Document!;

    private static async Task<Member> Stored(Shop shop)
    {
        await using var snapshot = await shop.Writer.Reader.Access.Snapshot();
        return (Member)Wire.DecodeDocument((await snapshot.Rows.Documents(Shop.Id, [Key.Member(new MemberId("ada"))])).Single());
    }
}
