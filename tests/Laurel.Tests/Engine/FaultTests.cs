using Laurel.Engine;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Engine;

public sealed class FaultTests
{
    private static readonly EnrolMember Poison = Shop.Enrol("poison") with { Opening = null! };
    private readonly List<WriterFault> faults = [];

    private WriterOptions Options => new() { OnFault = faults.Add };

    [Fact]
    public async Task A_fault_between_decision_and_append_does_not_burn_the_key()
    {
        await using var shop = await Shop.Open(Options, stage: new Stage());
        await shop.Decide(Shop.Enrol("ada"));
        shop.Stage!.Fail(new JournalException("The disk is full.", isFatal: false));
        var stopped = await Should.ThrowAsync<WriterStoppedException>(shop.Submit(Shop.Buy("r1", "ada", 1250)));
        stopped.Message.ShouldContain("The disk is full.");
        (await shop.Balance("ada")).ShouldBe(0);
        var again = (await shop.Submit(Shop.Buy("r1", "ada", 1250))).ShouldBeOfType<Answer.Decided>();
        (again.Replayed, again.Row.Seq).ShouldBe((false, 3));
        faults.ShouldHaveSingleItem().Cause.Message.ShouldBe("The disk is full.");
    }

    [Fact]
    public async Task Who_hears_of_a_fault_can_read_at_once_however_long_the_file_takes_to_open_again()
    {
        await using var shop = await Shop.Open(Options, stage: new Stage());
        await shop.Decide(Shop.Enrol("ada"));
        shop.Stage!.Opening = TimeSpan.FromMilliseconds(300);
        shop.Stage.Fail(new JournalException("The disk is full.", isFatal: false));
        await Should.ThrowAsync<WriterStoppedException>(shop.Submit(Shop.Buy("r1", "ada", 1250)));
        (await shop.Writer.DryRun(Shop.Id, Shop.Buy("r1", "ada", 1250))).ShouldBeOfType<Answer.Decided>();
    }

    [Fact]
    public async Task A_failed_append_fails_what_waits_and_then_the_writer_goes_on_from_disk()
    {
        await using var shop = await Shop.Open(Options, stage: new Stage());
        await shop.Decide(Shop.Enrol("ada"));
        shop.Stage!.Fail(new JournalException("The disk is full.", isFatal: false));
        var held = await shop.Hold();
        var waiting = shop.Submit(Shop.Buy("r1", "ada", 1250));
        shop.Stage.Release();
        await Should.ThrowAsync<WriterStoppedException>(held);
        await Should.ThrowAsync<WriterStoppedException>(waiting);
        await shop.Decide(Shop.Buy("r2", "ada", 100));
        (await shop.Verify()).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task After_a_failed_sync_nothing_is_answered_any_more()
    {
        await using var shop = await Shop.Open(Options, stage: new Stage());
        shop.Stage!.Fail(new JournalException("fsync failed", isFatal: true));
        await Should.ThrowAsync<WriterStoppedException>(shop.Submit(Shop.Buy("r1", null, 100)));
        (await shop.Writer.Stopped).ShouldBeOfType<JournalException>().IsFatal.ShouldBeTrue();
        await Should.ThrowAsync<WriterStoppedException>(() => shop.Submit(Shop.Buy("r2", null, 100)));
    }

    [Fact]
    public async Task A_command_that_cannot_be_decided_is_set_aside_and_its_neighbours_are_not()
    {
        await using var shop = await Shop.Open(Options, stage: new Stage());
        var held = await shop.Hold();
        Task<Answer>[] answers = [shop.Submit(Shop.Enrol("ada")), shop.Submit(Poison), shop.Submit(Shop.Buy("r1", "ada", 1250))];
        shop.Stage!.Release();
        await held;
        (await answers[1]).ShouldBeOfType<Answer.Quarantined>().Command.ShouldBe(Poison.Id);
        (await answers[2]).ShouldBeOfType<Answer.Decided>().Row.IsAccepted.ShouldBeTrue();
        var kept = (await shop.Writer.Reader.Quarantine()).ShouldHaveSingleItem();
        (kept.Command, kept.Kind, kept.Tries).ShouldBe((Poison.Id, "enrol", 1));
        faults.ShouldHaveSingleItem().Command.ShouldBe(Poison.Id);
    }

    [Fact]
    public async Task After_five_attempts_a_command_is_answered_from_quarantine_until_it_is_released()
    {
        await using var shop = await Shop.Open(Options);
        for (var attempt = 0; attempt < 8; attempt++)
            (await shop.Submit(Poison)).ShouldBeOfType<Answer.Quarantined>();
        faults.Count.ShouldBe(5);
        await shop.Restart(Options);
        await shop.Submit(Poison);
        faults.Count.ShouldBe(5);
        await shop.Writer.Release(Shop.Id, Poison.Id);
        (await shop.Decide(Poison with { Opening = [] })).IsAccepted.ShouldBeTrue();
        (await shop.Writer.Reader.Quarantine()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_broken_invariant_stops_the_writer_and_the_command_is_not_tried_again()
    {
        await using var shop = await Shop.Open(Options);
        await shop.Decide(Shop.Enrol("ada"));
        await shop.Restart(Options);
        await shop.Decide(Shop.Buy("r1", "ada", 1250));
        await shop.Tamper("UPDATE documents SET body = CAST(replace(CAST(body AS TEXT), '\"left\":12', '\"left\":13') AS BLOB) WHERE key = 'member/ada'");
        await shop.Restart(Options);
        var stopped = await Should.ThrowAsync<WriterStoppedException>(shop.Submit(Shop.Buy("r2", "ada", 100)));
        stopped.Message.ShouldContain("The balance in point is not its lots less its arrears (shop, command buy-r2, member ada");
        (await shop.Submit(Shop.Buy("r2", "ada", 100))).ShouldBeOfType<Answer.Quarantined>();
        (await shop.Decide(Shop.Buy("r3", null, 100))).Seq.ShouldBe(4);
    }
}
