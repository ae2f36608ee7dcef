using Laurel.Engine;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Engine.Sqlite;

public sealed class TailTests
{
    private const int Purchases = 4_500;

    [Fact]
    public async Task Histories_are_whole_while_entries_wait_and_after_they_were_moved()
    {
        await using var shop = await Shop.Open();
        foreach (var member in new[] { "ada", "bob", "eve" })
            await shop.Decide(Shop.Enrol(member));
        await Buy(shop, 0, 30);
        (await Waiting(shop)).ShouldBe(33);
        await Expect(shop, 30);
        await Buy(shop, 30, Purchases);
        (await Waiting(shop)).ShouldBeLessThan(1_000);
        await Expect(shop, Purchases);
        await shop.Restart();
        await Buy(shop, Purchases, Purchases + 3);
        await Expect(shop, Purchases + 3);
        (await shop.Verify()).Findings.ShouldBeEmpty();
    }

    /// <summary>No more at a time than may wait.</summary>
    private static async Task Buy(Shop shop, int from, int to)
    {
        foreach (var some in Enumerable.Range(from, to - from).Chunk(1_000))
            await Task.WhenAll(some.Select(n => shop.Writer.Submit(Shop.Id, Shop.Buy($"r{n}", Name(n), 1000))));
    }

    private static async Task Expect(Shop shop, int purchases)
    {
        foreach (var member in new[] { "ada", "bob", "eve" })
        {
            var history = await shop.Writer.Reader.History(Shop.Id, new MemberId(member), count: int.MaxValue);
            history.Select(row => row.Seq).ShouldBeInOrder(SortDirection.Descending);
            history.Select(row => (row.Command as RecordPurchase)?.Purchase.Id.Value).OfType<string>().Order()
                .ShouldBe(Enumerable.Range(0, purchases).Where(n => Name(n) == member).Select(n => $"r{n}").Order());
            (await shop.Writer.Reader.History(Shop.Id, new MemberId(member), history[4].Seq, 3)).Select(r => r.Seq)
                .ShouldBe(history.Skip(5).Take(3).Select(r => r.Seq));
        }
    }

    private static string Name(int n) => (n % 3) switch { 0 => "ada", 1 => "bob", _ => "eve" };

    private static async Task<long> Waiting(Shop shop)
    {
        await using var connection = shop.Writer.Reader.Connect();
        await using var count = connection.CreateCommand();
        count.CommandText = "SELECT count(*) FROM journal_tail";
        return (long)(await count.ExecuteScalarAsync())!;
    }
}
