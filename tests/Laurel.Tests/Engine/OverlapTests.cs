using Laurel.Engine;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Engine;

/// <summary>What is decided while the batch before it is on its way to the disk.</summary>
public sealed class OverlapTests
{
    private readonly List<WriterFault> faults = [];

    [Fact]
    public async Task It_stands_on_what_is_on_its_way()
    {
        await using var shop = await Shop.Open(stage: new Stage());
        shop.Stage!.Hold();
        var enrol = shop.Submit(Shop.Enrol("ada"));
        await shop.Stage.Entered.Task;
        var buy = shop.Submit(Shop.Buy("r1", "ada", 1250));
        var back = shop.Submit(Shop.Return("r1", "back-1"));
        shop.Stage.Release();
        (await Task.WhenAll(enrol, buy, back)).Cast<Answer.Decided>().ShouldAllBe(answer => answer.Row.IsAccepted);
        (await shop.Balance("ada")).ShouldBe(0);
        (await shop.Verify()).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task It_is_not_answered_and_not_seen_before_both_are_on_disk()
    {
        await using var shop = await Shop.Open(stage: new Stage());
        var held = await shop.Hold();
        var publish = shop.Submit(Shop.Publish("publish-2", Shop.Definition.Replace("1 point per", "3 points per")));
        await Task.Delay(50, TestContext.Current.CancellationToken);
        (held.IsCompleted, publish.IsCompleted).ShouldBe((false, false));
        shop.Writer.Programs[Shop.Id].Versions.Count.ShouldBe(1);
        shop.Stage!.Release();
        await Task.WhenAll(held, publish);
        shop.Writer.Programs[Shop.Id].Versions.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_command_that_is_on_its_way_is_known()
    {
        await using var shop = await Shop.Open(stage: new Stage());
        shop.Stage!.Hold();
        var first = shop.Submit(Shop.Buy("r1", null, 100));
        await shop.Stage.Entered.Task;
        var again = shop.Submit(Shop.Buy("r1", null, 100));
        var receipt = shop.Submit(Shop.Buy("r1", null, 100, "other-id"));
        var other = shop.Submit(Shop.Buy("r1", null, 200, "third-id"));
        shop.Stage.Release();
        var seq = ((Answer.Decided)await first).Row.Seq;
        (await again).ShouldBeOfType<Answer.Decided>().Row.Seq.ShouldBe(seq);
        (await receipt).ShouldBeOfType<Answer.Decided>().Row.Seq.ShouldBe(seq);
        (await other).ShouldBeOfType<Answer.Conflict>();
    }

    [Fact]
    public async Task A_refused_row_takes_down_what_stood_on_it_and_that_is_decided_again()
    {
        await using var shop = await Shop.Open(stage: new Stage());
        await shop.Writer.Write([new("CREATE TABLE people (email TEXT UNIQUE) STRICT"), Person("ada@example.org")]);
        shop.Stage!.Hold();
        var enrol = shop.Writer.Submit(Shop.Id, Shop.Enrol("ada"), [Person("ada@example.org")]);
        await shop.Stage.Entered.Task;
        var buy = shop.Submit(Shop.Buy("r1", "ada", 1250));
        var eve = shop.Submit(Shop.Buy("r2", null, 1250));
        shop.Stage.Release();
        await Should.ThrowAsync<WriteRefusedException>(enrol);
        (await buy).ShouldBeOfType<Answer.Decided>().Row.Refusal!.Code.ShouldBe("unknown-member");
        (await eve).ShouldBeOfType<Answer.Decided>().Row.IsAccepted.ShouldBeTrue();
        (await shop.Verify()).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_broken_invariant_lets_what_is_on_its_way_arrive()
    {
        await using var shop = await Shop.Open(new WriterOptions { OnFault = faults.Add }, stage: new Stage());
        await shop.Decide(Shop.Enrol("ada"));
        await shop.Restart();
        await shop.Decide(Shop.Buy("r1", "ada", 1250));
        await shop.Tamper("UPDATE documents SET body = CAST(replace(CAST(body AS TEXT), '\"left\":12', '\"left\":13') AS BLOB) WHERE key = 'member/ada'");
        var held = await shop.Hold();
        var broken = shop.Submit(Shop.Buy("r2", "ada", 100));
        shop.Stage!.Release();
        await held;
        await Should.ThrowAsync<WriterStoppedException>(broken);
        (await shop.Submit(Shop.Buy("r2", "ada", 100))).ShouldBeOfType<Answer.Quarantined>();
        (await shop.Decide(Shop.Buy("r3", null, 100))).IsAccepted.ShouldBeTrue();
    }

    [Fact]
    public async Task A_poisoned_command_is_counted_across_both()
    {
        await using var shop = await Shop.Open(new WriterOptions { OnFault = faults.Add, LargestTries = 2 }, stage: new Stage());
        var poison = Shop.Enrol("poison") with { Opening = null! };
        shop.Stage!.Hold();
        var first = shop.Submit(poison);
        await shop.Stage.Entered.Task;
        Task<Answer>[] more = [shop.Submit(poison), shop.Submit(poison)];
        shop.Stage.Release();
        (await Task.WhenAll(more.Prepend(first))).ShouldAllBe(answer => answer is Answer.Quarantined);
        faults.Count.ShouldBe(2);
        (await shop.Writer.Reader.Quarantine()).ShouldHaveSingleItem().Tries.ShouldBe(2);
    }

    private static OrdinaryWrite Person(string email) => new("INSERT INTO people (email) VALUES (@email)", ("@email", email));
}
