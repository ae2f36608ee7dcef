using Laurel.Engine;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Engine;

public sealed class WriterTests
{
    [Fact]
    public async Task A_purchase_is_decided_and_can_be_read_at_once()
    {
        await using var shop = await Shop.Open();
        await shop.Decide(Shop.Enrol("ada"));
        var row = await shop.Decide(Shop.Buy("r1", "ada", 1250));
        row.Seq.ShouldBe(3);
        var read = await shop.Writer.Reader.Read<Member>(Shop.Id, Key.Member(new MemberId("ada")));
        read.Seq.ShouldBe(3);
        read.Document!.Account("point").Booked.ShouldBe(12);
    }

    [Fact]
    public async Task The_same_command_again_gives_the_same_answer_without_another_effect()
    {
        await using var shop = await Shop.Open();
        await shop.Decide(Shop.Enrol("ada"));
        var first = await shop.Decide(Shop.Buy("r1", "ada", 1250));
        var again = (await shop.Submit(Shop.Buy("r1", "ada", 1250))).ShouldBeOfType<Answer.Decided>();
        again.Replayed.ShouldBeTrue();
        again.Row.Seq.ShouldBe(first.Seq);
        (await shop.Balance("ada")).ShouldBe(12);
    }

    [Fact]
    public async Task A_repeated_receipt_earns_once_though_its_command_has_another_id()
    {
        await using var shop = await Shop.Open();
        await shop.Decide(Shop.Enrol("ada"));
        var first = await shop.Decide(Shop.Buy("r1", "ada", 1250));
        var again = (await shop.Submit(Shop.Buy("r1", "ada", 1250, "another-id"))).ShouldBeOfType<Answer.Decided>();
        (again.Replayed, again.Row.Seq).ShouldBe((true, first.Seq));
        (await shop.Balance("ada")).ShouldBe(12);
    }

    [Fact]
    public async Task The_same_id_with_another_request_is_a_conflict_that_names_the_fields()
    {
        await using var shop = await Shop.Open();
        await shop.Decide(Shop.Enrol("ada"));
        await shop.Decide(Shop.Adjust("ada", 10, "a1"));
        var conflict = (await shop.Submit(Shop.Adjust("ada", 11, "a1") with { Reason = "birthday" })).ShouldBeOfType<Answer.Conflict>();
        conflict.Fields.ShouldBe(["amount", "reason"]);
        conflict.Row.Command.ShouldBeOfType<AdjustUnits>().Amount.ShouldBe(10);
    }

    [Fact]
    public async Task The_same_receipt_with_other_lines_is_a_conflict()
    {
        await using var shop = await Shop.Open();
        await shop.Decide(Shop.Buy("r1", null, 1250));
        var answer = await shop.Submit(Shop.Buy("r1", null, 1300, "another-id"));
        answer.ShouldBeOfType<Answer.Conflict>().Fields.ShouldBe(["purchase.lines"]);
    }

    [Fact]
    public async Task Another_time_is_a_conflict_unless_the_server_gave_it()
    {
        await using var shop = await Shop.Open();
        await shop.Decide(Shop.Buy("r1", null, 1250));
        var later = Shop.Buy("r1", null, 1250, at: Shop.Start.AddHours(5));
        (await shop.Submit(later)).ShouldBeOfType<Answer.Conflict>().Fields.ShouldBe(["at"]);
        await shop.Decide(Shop.Buy("r2", null, 1250) with { IsTimedByServer = true });
        var again = Shop.Buy("r2", null, 1250, at: Shop.Start.AddHours(5)) with { IsTimedByServer = true };
        (await shop.Submit(again)).ShouldBeOfType<Answer.Decided>().Replayed.ShouldBeTrue();
    }

    [Fact]
    public async Task Who_asks_and_what_is_known_of_the_member_are_not_part_of_what_is_asked()
    {
        await using var shop = await Shop.Open();
        await shop.Decide(Shop.Enrol("ada"));
        await shop.Decide(Shop.Buy("r1", "ada", 1250) with { Actor = "till-1" });
        var again = Shop.Buy("r1", "ada", 1250) with { Actor = "till-2", Traits = new Traits { Segments = ["new"] } };
        (await shop.Submit(again)).ShouldBeOfType<Answer.Decided>().Replayed.ShouldBeTrue();
    }

    [Fact]
    public async Task A_refusal_is_remembered_also_when_it_would_succeed_by_now()
    {
        await using var shop = await Shop.Open();
        await shop.Decide(Shop.Enrol("ada"));
        (await shop.Decide(Shop.Redeem("d1", "ada"))).Refusal!.Code.ShouldBe("not-enough-units");
        await shop.Decide(Shop.Adjust("ada", 100, "a1"));
        var again = (await shop.Submit(Shop.Redeem("d1", "ada"))).ShouldBeOfType<Answer.Decided>();
        again.Replayed.ShouldBeTrue();
        again.Row.Refusal!.Code.ShouldBe("not-enough-units");
    }

    [Fact]
    public async Task A_refusal_leaves_its_natural_key_free()
    {
        await using var shop = await Shop.Open();
        await shop.Decide(Shop.Enrol("ada"));
        await shop.Decide(Shop.Redeem("d1", "ada"));
        await shop.Decide(Shop.Adjust("ada", 100, "a1"));
        var row = await shop.Decide(Shop.Redeem("d1", "ada") with { Id = new CommandId("second-try") });
        row.IsAccepted.ShouldBeTrue();
        (await shop.Balance("ada")).ShouldBe(60);
    }

    [Fact]
    public async Task Only_a_publication_begins_a_program()
    {
        await using var shop = await Shop.Open(published: false);
        (await shop.Submit(Shop.Enrol("ada"))).ShouldBe(new Answer.NoProgram(Shop.Id));
        (await shop.Writer.Reader.Heads()).ShouldBeEmpty();
        await shop.Decide(Shop.Publish());
        (await shop.Decide(Shop.Enrol("ada"))).Seq.ShouldBe(2);
    }

    [Fact]
    public async Task Programs_of_a_file_have_journals_of_their_own()
    {
        await using var shop = await Shop.Open();
        await shop.Writer.Submit("other", Shop.Publish());
        await shop.Decide(Shop.Enrol("ada"));
        var answer = await shop.Writer.Submit("other", Shop.Enrol("ada"));
        answer.ShouldBeOfType<Answer.Decided>().Row.Seq.ShouldBe(2);
        (await shop.Writer.Reader.Heads()).ShouldBe(new Dictionary<string, long> { ["shop"] = 2, ["other"] = 2 });
    }

    [Fact]
    public async Task A_dry_run_says_what_would_happen_and_leaves_no_trace()
    {
        await using var shop = await Shop.Open();
        await shop.Decide(Shop.Enrol("ada"));
        var dry = (await shop.Writer.DryRun(Shop.Id, Shop.Buy("r1", "ada", 1250))).ShouldBeOfType<Answer.Decided>();
        var wet = await shop.Decide(Shop.Buy("r1", "ada", 1250));
        dry.Row.Seq.ShouldBe(0);
        Json(dry.Row.Events).ShouldBe(Json(wet.Events));
        wet.Seq.ShouldBe(3);
    }

    [Fact]
    public async Task After_a_restart_the_writer_goes_on_where_it_was()
    {
        await using var shop = await Shop.Open();
        await shop.Decide(Shop.Enrol("ada"));
        await shop.Decide(Shop.Buy("r1", "ada", 1250));
        await shop.Restart();
        (await shop.Submit(Shop.Buy("r1", "ada", 1250))).ShouldBeOfType<Answer.Decided>().Replayed.ShouldBeTrue();
        (await shop.Decide(Shop.Buy("r2", "ada", 100))).Seq.ShouldBe(4);
        (await shop.Balance("ada")).ShouldBe(13);
    }

    [Fact]
    public async Task A_return_sees_the_purchase_from_the_journal()
    {
        await using var shop = await Shop.Open();
        await shop.Decide(Shop.Enrol("ada"));
        await shop.Decide(Shop.Buy("r1", "ada", 1250));
        await shop.Restart();
        (await shop.Decide(Shop.Return("r1", "back-1"))).IsAccepted.ShouldBeTrue();
        (await shop.Balance("ada")).ShouldBe(0);
    }

    private static string Json(IReadOnlyList<Event> events) => System.Text.Json.JsonSerializer.Serialize(events, Wire.Json);
}
