using Laurel.Engine;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Engine;

public sealed class ConcurrencyTests
{
    private const int Clients = 64;
    private const int Each = 40;

    [Fact]
    public async Task Sixty_four_clients_with_repetitions_have_each_effect_once()
    {
        await using var shop = await Shop.Open();
        await shop.Decide(Shop.Enrol("ada"));
        var answers = await All(async client =>
        {
            var seqs = new List<long>();
            for (var i = 0; i < Each; i++)
            {
                seqs.Add((await shop.Decide(Shop.Buy($"{client}-{i}", "ada", 100))).Seq);
                await shop.Decide(Shop.Buy($"{(client + 1) % Clients}-{i}", "ada", 100));
            }
            return seqs;
        });
        answers.SelectMany(seqs => seqs).Distinct().Count().ShouldBe(Clients * Each);
        (await shop.Balance("ada")).ShouldBe(Clients * Each);
        (await shop.Writer.Reader.Heads())[Shop.Id].ShouldBe(2 + Clients * Each);
        (await shop.Verify()).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Units_for_ten_rewards_are_redeemed_ten_times_however_many_ask()
    {
        await using var shop = await Shop.Open();
        await shop.Decide(Shop.Enrol("ada"));
        await shop.Decide(Shop.Adjust("ada", 419, "a1"));
        var answers = await All(async client => (await shop.Decide(Shop.Redeem($"d{client}", "ada"))).IsAccepted);
        answers.Count(accepted => accepted).ShouldBe(10);
        (await shop.Balance("ada")).ShouldBe(19);
    }

    [Fact]
    public async Task Readers_see_whole_transactions_while_the_writer_goes_on()
    {
        await using var shop = await Shop.Open();
        await shop.Decide(Shop.Enrol("ada"));
        var writing = All(async client => await shop.Decide(Shop.Buy($"r{client}", "ada", 100)));
        while (!writing.IsCompleted)
        {
            var read = await shop.Writer.Reader.Read<Member>(Shop.Id, Key.Member(new MemberId("ada")));
            read.Document!.Account("point").Booked.ShouldBe(read.Seq - 2);
        }
        await writing;
    }

    [Fact]
    public async Task A_history_is_the_members_own_newest_first()
    {
        await using var shop = await Shop.Open();
        await shop.Decide(Shop.Enrol("ada"));
        await shop.Decide(Shop.Enrol("bob"));
        await shop.Decide(Shop.Buy("r1", "ada", 1000));
        await shop.Decide(Shop.Buy("r2", "bob", 1000));
        await shop.Decide(Shop.Return("r1", "back-1"));
        await shop.Decide(Shop.Redeem("d1", "ada"));
        var history = await shop.Writer.Reader.History(Shop.Id, new MemberId("ada"));
        history.Select(row => row.Seq).ShouldBe([7, 6, 4, 2]);
        (await shop.Writer.Reader.History(Shop.Id, new MemberId("ada"), before: 6, count: 1)).Single().Seq.ShouldBe(4);
    }

    private static Task<T[]> All<T>(Func<int, Task<T>> client) =>
        Task.WhenAll(Enumerable.Range(0, Clients).Select(i => Task.Run(() => client(i))));
}
