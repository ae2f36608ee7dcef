using System.Text.Json;
using Laurel.Engine;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Engine;

/// <summary>Rows in memory that is used again.</summary>
public sealed class RowBlockTests
{
    [Fact]
    public async Task A_row_of_a_block_is_the_row_of_the_journal()
    {
        await using var shop = await Shop.Open();
        await shop.Decide(Shop.Enrol("ada"));
        for (var i = 0; i < 40; i++)
            await shop.Submit(i % 4 == 3 ? Shop.Redeem($"d{i}", "ada") : Shop.Buy($"r{i}", i % 3 == 0 ? null : "ada", 250 * (i + 1)));
        await using var snapshot = await shop.Writer.Reader.Access.Snapshot();
        using var block = new RowBlock(Shop.Id);
        foreach (var (first, most) in new[] { (1, 100), (20, 7), (5, 1), (1, 100) })
        {
            block.Clear(most);
            await snapshot.Rows.Recorded(Shop.Id, first, most / 2, block);
            await snapshot.Rows.Recorded(Shop.Id, Math.Max(first, block.LastSeq + 1), most - (most / 2), block);
            var rows = await snapshot.Rows.Recorded(Shop.Id, first, most);
            Enumerable.Range(0, block.Count).Select(place => Json(block[place])).ShouldBe(rows.Select(Json));
            for (var place = 0; place < rows.Count; place++)
            {
                Wire.DecodeCommand(block, place).Id.ShouldBe(Wire.DecodeCommand(rows[place]).Id);
                JsonSerializer.Serialize(Wire.DecodeEvents(block, place), Wire.Json).ShouldBe(JsonSerializer.Serialize(Wire.DecodeEvents(rows[place]), Wire.Json));
                block.IsRefused(place).ShouldBe(rows[place].Refusal is not null);
            }
            block.LastSeq.ShouldBe(rows[^1].Seq);
        }
    }

    [Fact]
    public void Columns_of_any_length_are_kept_and_none_is_none()
    {
        using var block = new RowBlock(Shop.Id);
        for (var again = 0; again < 2; again++)
        {
            block.Clear(20);
            int[] lengths = [0, 1, 700_000, 700_000, 3_000_000, 5, 1_048_576, 2];
            foreach (var length in lengths)
                block.Add(Row(block.Keep(Bytes(length))));
            for (var place = 0; place < lengths.Length; place++)
            {
                block[place].Command.ShouldBe(Bytes(lengths[place]));
                block[place].Events.ShouldBeNull();
            }
        }
    }

    private static byte[] Bytes(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)((i + length) % 251))];

    private static RowBlock.Row Row(RowBlock.Place command) => new()
    {
        Seq = 1,
        CommandId = command,
        At = Shop.Start,
        RecordedAt = Shop.Start,
        IsTimedByServer = false,
        Actor = RowBlock.Place.Null,
        Format = Wire.Format,
        Command = command,
        Lines = RowBlock.Place.Null,
        LinesAreDropped = false,
        Events = RowBlock.Place.Null,
        Refusal = RowBlock.Place.Null,
    };

    private static string Json(RecordedRow row) => JsonSerializer.Serialize(row, JsonSerializerOptions.Default);
}
