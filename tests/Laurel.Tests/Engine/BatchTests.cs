using Laurel.Engine;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Engine;

public sealed class BatchTests
{
    [Fact]
    public async Task What_waits_goes_into_one_transaction()
    {
        await using var shop = await Shop.Open(stage: new Stage());
        var first = await shop.Hold();
        var purchases = Enumerable.Range(0, 40).Select(i => shop.Submit(Shop.Buy($"r{i}", null, 100))).ToArray();
        shop.Stage!.Release();
        await Task.WhenAll(purchases.Append(first));
        shop.Stage.Appends[^1].ShouldBe(40);
    }

    [Fact]
    public async Task The_same_command_twice_in_one_batch_has_one_effect_and_one_answer()
    {
        await using var shop = await Shop.Open(stage: new Stage());
        await shop.Decide(Shop.Enrol("ada"));
        var held = await shop.Hold();
        var answers = Enumerable.Range(0, 5).Select(_ => shop.Submit(Shop.Buy("r1", "ada", 1250))).ToArray();
        shop.Stage!.Release();
        await held;
        var decided = (await Task.WhenAll(answers)).Cast<Answer.Decided>().ToList();
        decided.Count(answer => !answer.Replayed).ShouldBe(1);
        decided.Select(answer => answer.Row.Seq).Distinct().ShouldHaveSingleItem();
        (await shop.Balance("ada")).ShouldBe(12);
    }

    [Fact]
    public async Task The_same_receipt_twice_in_one_batch_is_the_same_answer_or_a_conflict()
    {
        await using var shop = await Shop.Open(stage: new Stage());
        var held = await shop.Hold();
        var first = shop.Submit(Shop.Buy("r1", null, 1250));
        var same = shop.Submit(Shop.Buy("r1", null, 1250, "other-id"));
        var other = shop.Submit(Shop.Buy("r1", null, 999, "third-id"));
        shop.Stage!.Release();
        await held;
        (await same).ShouldBeOfType<Answer.Decided>().Row.Seq.ShouldBe(((Answer.Decided)await first).Row.Seq);
        (await other).ShouldBeOfType<Answer.Conflict>().Fields.ShouldBe(["purchase.lines"]);
    }

    [Fact]
    public async Task Decisions_of_a_batch_see_those_before_them()
    {
        await using var shop = await Shop.Open(stage: new Stage());
        var held = await shop.Hold();
        Task<Answer>[] answers =
        [
            shop.Submit(Shop.Enrol("ada")),
            shop.Submit(Shop.Buy("r1", "ada", 1250)),
            shop.Submit(Shop.Return("r1", "back-1")),
            shop.Submit(Shop.Return("r1", "back-2")),
        ];
        shop.Stage!.Release();
        await held;
        var codes = (await Task.WhenAll(answers)).Cast<Answer.Decided>().Select(answer => answer.Row.Refusal?.Code);
        codes.ShouldBe([null, null, null, "already-returned"]);
        (await shop.Balance("ada")).ShouldBe(0);
    }

    [Fact]
    public async Task A_publication_judges_what_comes_after_it_in_the_same_batch()
    {
        await using var shop = await Shop.Open(stage: new Stage());
        await shop.Decide(Shop.Enrol("ada"));
        var held = await shop.Hold();
        var publish = shop.Submit(Shop.Publish("publish-2", Shop.Definition.Replace("1 point per", "3 points per")));
        var buy = shop.Submit(Shop.Buy("r1", "ada", 1000));
        shop.Stage!.Release();
        await Task.WhenAll(held, publish, buy);
        (await shop.Balance("ada")).ShouldBe(30);
        shop.Writer.Programs[Shop.Id].Versions.Count.ShouldBe(2);
    }

    [Fact]
    public async Task When_too_much_waits_the_next_is_told_to_come_back()
    {
        var options = new WriterOptions { LargestQueue = 2, LargestBatch = 1, RetryAfter = TimeSpan.FromSeconds(7) };
        await using var shop = await Shop.Open(options, stage: new Stage());
        var held = await shop.Hold();
        var waiting = Enumerable.Range(0, 10).Select(i => shop.Submit(Shop.Buy($"r{i}", null, 100))).ToArray();
        (await waiting[^1]).ShouldBe(new Answer.Busy(TimeSpan.FromSeconds(7)));
        Should.Throw<WriterBusyException>(() => { _ = Enumerable.Repeat(0, 4).Select(_ => shop.Writer.Write([])).ToArray(); })
            .RetryAfter.ShouldBe(TimeSpan.FromSeconds(7));
        shop.Stage!.Release();
        await held;
        (await Task.WhenAll(waiting)).OfType<Answer.Decided>().Count().ShouldBeInRange(2, 3);
        (await shop.Decide(Shop.Buy("r10", null, 100))).IsAccepted.ShouldBeTrue();
    }

    [Fact]
    public async Task Who_gives_up_before_the_turn_is_not_decided()
    {
        await using var shop = await Shop.Open(new WriterOptions { LargestBatch = 1 }, stage: new Stage());
        var held = await shop.Hold();
        var next = shop.Submit(Shop.Buy("r0", null, 100));
        using var giveUp = new CancellationTokenSource();
        var waiting = shop.Writer.Submit(Shop.Id, Shop.Buy("r1", null, 100), cancellation: giveUp.Token);
        await giveUp.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(waiting);
        shop.Stage!.Release();
        await Task.WhenAll(held, next);
        await shop.Decide(Shop.Buy("r2", null, 100));
        (await shop.Writer.Reader.Find(Shop.Id, new CommandId("buy-r1"))).ShouldBeNull();
    }

    [Fact]
    public async Task Who_gives_up_after_the_turn_has_begun_finds_the_answer_by_the_same_id()
    {
        await using var shop = await Shop.Open(stage: new Stage());
        shop.Stage!.Hold();
        using var giveUp = new CancellationTokenSource();
        var waiting = shop.Writer.Submit(Shop.Id, Shop.Buy("r1", null, 100), cancellation: giveUp.Token);
        await shop.Stage.Entered.Task;
        await giveUp.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(waiting);
        shop.Stage.Release();
        (await shop.Submit(Shop.Buy("r1", null, 100))).ShouldBeOfType<Answer.Decided>().Replayed.ShouldBeTrue();
    }

    [Fact]
    public async Task Closing_decides_what_waits_and_takes_no_more()
    {
        var shop = await Shop.Open(stage: new Stage());
        var held = await shop.Hold();
        var waiting = shop.Submit(Shop.Buy("r1", null, 100));
        var closing = shop.DisposeAsync();
        await Should.ThrowAsync<WriterStoppedException>(() => shop.Submit(Shop.Buy("r2", null, 100)));
        shop.Stage!.Release();
        await closing;
        await held;
        (await waiting).ShouldBeOfType<Answer.Decided>();
    }
}
