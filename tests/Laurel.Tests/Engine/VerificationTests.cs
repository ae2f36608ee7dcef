using System.Globalization;
using Laurel.Engine;
using Laurel.Engine.Replaying;
using Laurel.Tests.Engine.Replaying;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Engine;

public sealed class VerificationTests
{
    [Fact]
    public async Task A_journal_of_all_sorts_is_sound()
    {
        await using var shop = await Filled();
        var report = await shop.Verify();
        report.Findings.ShouldBeEmpty();
        (report.Rows, report.Decided).ShouldBe((9, 9));
        report.Documents.ShouldBe(4);
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    [InlineData("et-EE")]
    public async Task It_is_sound_in_any_culture(string culture)
    {
        await using var shop = await Filled();
        CultureInfo.CurrentCulture = new CultureInfo(culture);
        (await shop.Verify()).Findings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("events")]
    [InlineData("command")]
    [InlineData("lines")]
    public async Task A_flipped_byte_is_found_in_its_row(string column)
    {
        await using var shop = await Filled();
        var flip = $"CAST(substr({column}, 1, 20) || x'58' || substr({column}, 22) AS BLOB)";
        await shop.Tamper($"UPDATE journal SET {column} = {flip} WHERE seq = 4");
        var report = await shop.Verify();
        report.Findings[0].Seq.ShouldBe(4);
        report.Findings[0].What.ShouldContain("not what");
    }

    [Theory]
    [InlineData("at = at + 1")]
    [InlineData("actor = 'somebody'")]
    [InlineData("natural_key = NULL")]
    [InlineData("recorded_at = recorded_at + 1")]
    [InlineData("command_id = 'another'")]
    public async Task A_changed_field_is_found_in_its_row(string change)
    {
        await using var shop = await Filled();
        await shop.Tamper($"UPDATE journal SET {change} WHERE seq = 4");
        (await shop.Verify()).Findings[0].Seq.ShouldBe(4);
    }

    [Fact]
    public async Task A_missing_row_is_named()
    {
        await using var shop = await Filled();
        await shop.Tamper("DELETE FROM journal WHERE seq = 5");
        (await shop.Verify()).Findings[0].ToString().ShouldBe("shop, row 5: The row is missing.");
    }

    [Fact]
    public async Task Rows_cut_off_at_the_end_are_missed_by_the_head()
    {
        await using var shop = await Filled();
        await shop.Tamper("DELETE FROM journal WHERE seq >= 8");
        (await shop.Verify()).Findings.Where(f => f.What == "The row is missing.").Select(f => f.Seq).ShouldBe([8, 9]);
    }

    [Fact]
    public async Task A_changed_document_is_named()
    {
        await using var shop = await Filled();
        await shop.Tamper("UPDATE documents SET body = CAST(replace(CAST(body AS TEXT), '\"id\":\"ada\"', '\"id\":\"eve\"') AS BLOB) WHERE key = 'member/ada'");
        var finding = (await shop.Verify()).Findings.ShouldHaveSingleItem();
        finding.Key.ShouldBe(Key.Member(new MemberId("ada")));
        finding.What.ShouldContain("not what the events make of it");
    }

    [Fact]
    public async Task Missing_and_invented_documents_are_named()
    {
        await using var shop = await Filled();
        await shop.Tamper("UPDATE documents SET key = 'member/eve' WHERE key = 'member/bob'");
        var findings = (await shop.Verify()).Findings.Select(f => f.ToString());
        findings.ShouldBe(["shop, document member/eve: No event makes this document.", "shop, document member/bob: The document is missing."]);
    }

    [Fact]
    public async Task Events_that_the_rules_do_not_give_are_found_also_when_the_chain_was_forged()
    {
        await using var shop = await Filled();
        var row = (await shop.Writer.Reader.Find(Shop.Id, Key.Purchase(new("r1"))))!;
        var forged = Wire.EncodeEvents([.. row.Events.Select(e => e is PurchaseRecorded bought ? bought with { Total = 1251 } : e)]);
        await shop.Tamper($"UPDATE journal SET events = x'{Convert.ToHexString(forged)}' WHERE seq = 4");
        var whats = (await shop.Verify()).Findings.Where(f => f.Seq == 4).Select(f => f.What).ToList();
        whats.ShouldContain(what => what.StartsWith("Decided again it comes to something else"));
    }

    [Fact]
    public async Task Dropped_line_detail_breaks_nothing_but_cannot_be_decided_again()
    {
        await using var shop = await Filled();
        await shop.Writer.Write([new OrdinaryWrite("UPDATE journal SET lines = NULL, lines_salt = NULL, input_hash = zeroblob(32) WHERE seq = 4")]);
        var report = await shop.Verify();
        report.Findings.ShouldBeEmpty();
        report.Decided.ShouldBe(7);
        var again = await shop.Submit(Shop.Buy("r1", "ada", 1250));
        again.ShouldBeOfType<Answer.Decided>().Replayed.ShouldBeTrue();
        var replay = new Replay(shop.Writer.Reader, Shop.Id, shop.Writer.Programs[Shop.Id]);
        (await Should.ThrowAsync<JournalException>(() => replay.All())).Message.ShouldContain("The lines of row 4 were dropped");
    }

    [Fact]
    public async Task It_tells_how_far_it_has_come_and_can_be_stopped()
    {
        await using var shop = await Filled();
        using var stop = new CancellationTokenSource();
        var told = new List<VerificationProgress>();
        await Verification.Run(shop.Writer.Reader, progress: new Told(told.Add), cancellation: stop.Token);
        told.ShouldBe([new VerificationProgress("shop", 9, 9)]);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(Verification.Run(shop.Writer.Reader, cancellation: stop.Token));
    }

    private static async Task<Shop> Filled()
    {
        var shop = await Shop.Open();
        await shop.Decide(Shop.Enrol("ada"));
        await shop.Decide(Shop.Enrol("bob"));
        await shop.Decide(Shop.Buy("r1", "ada", 1250));
        await shop.Decide(Shop.Buy("r2", null, 999));
        await shop.Decide(Shop.Redeem("d1", "bob"));
        await shop.Decide(Shop.Adjust("bob", 100, "a1"));
        await shop.Decide(Shop.Redeem("d2", "bob"));
        await shop.Decide(Shop.Return("r1", "back-1"));
        return shop;
    }

    private sealed class Told(Action<VerificationProgress> tell) : IProgress<VerificationProgress>
    {
        public void Report(VerificationProgress value) => tell(value);
    }
}
