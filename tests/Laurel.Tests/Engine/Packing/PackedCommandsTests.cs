using System.Text;
using Laurel.Engine;
using Laurel.Engine.Packing;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Engine.Packing;

public sealed class PackedCommandsTests
{
    [Fact]
    public void Packed_commands_say_what_their_json_says()
    {
        foreach (var command in PackedSamples.Commands.Concat(PackedSamples.Bought()))
        {
            var read = PackedCommands.Read(PackedCommands.Of(command)!, PackedSamples.Columns(command));
            Json(read).ShouldBe(Json(command));
            PackedSamples.Columns(read).ShouldBe(PackedSamples.Columns(command));
        }
    }

    [Fact]
    public void Packed_lines_say_what_their_json_says()
    {
        foreach (var purchase in PackedSamples.Commands.Concat(PackedSamples.Bought()).OfType<RecordPurchase>())
        {
            var lines = purchase.Purchase.Lines;
            Text(Wire.ByShape(PackedLines.Read(PackedLines.Of(lines)!))).ShouldBe(Text(Wire.ByShape(lines)));
        }
    }

    [Theory]
    [InlineData("214748.36")]
    [InlineData("214748.37")]
    [InlineData("42949672.96")]
    [InlineData("9000000000000.005")]
    [InlineData("79228162514264337593543950335")]
    [InlineData("-0.9999999999999999999999999999")]
    public void A_price_of_any_size_is_read_back_digit_for_digit(string price)
    {
        var line = new Line { Number = 1, Sku = "CAR", UnitPrice = decimal.Parse(price, System.Globalization.CultureInfo.InvariantCulture) };
        var read = PackedLines.Read(PackedLines.Of([line])!)[0];
        decimal.GetBits(read.UnitPrice).ShouldBe(decimal.GetBits(line.UnitPrice));
    }

    [Fact]
    public void What_is_rare_in_a_command_stays_json()
    {
        var bought = PackedSamples.Command<RecordPurchase>();
        var enrols = PackedSamples.Command<EnrolMember>();
        var reserves = PackedSamples.Command<ReserveReward>();
        var brought = Samples.Commands.OfType<EnrolMember>().Single();
        var traits = new Traits { Segments = ["gold"] };
        Command[] rare =
        [
            bought with { Rewards = [new() { Reward = "espresso" }] }, bought with { Traits = traits }, bought with { Stored = [new()] },
            bought with { Contributions = [new() { Giving = "round-up" }] },
            enrols with { IsCard = true }, enrols with { Owner = enrols.Member }, enrols with { IsInactive = true }, enrols with { Inviter = new("mem_bob") },
            enrols with { Partners = ["gallery"] }, enrols with { Opening = brought.Opening }, enrols with { Spend = 1 }, enrols with { Visits = 1 },
            enrols with { Tier = "gold" }, enrols with { Rewards = ["cup"] }, enrols with { Memberships = brought.Memberships }, enrols with { Traits = traits },
            reserves with { UsesFirst = ["bakery"] }, reserves with { Traits = traits },
            new AssignTier { Id = new("c"), At = bought.At, Member = enrols.Member, Reason = "loyal" },
        ];
        foreach (var command in rare)
            Packed.Is(Wire.EncodeCommand(command)).ShouldBeFalse(Json(command));
        PackedLines.Of([bought.Purchase.Lines[0] with { Loads = new("G1") }]).ShouldBeNull();
    }

    [Fact]
    public void At_a_glance_a_purchase_and_an_enrolment_say_whose_they_are()
    {
        var bought = PackedSamples.Bought().Concat(PackedSamples.Commands).OfType<RecordPurchase>().ToList();
        var same = bought[0] with { Purchase = bought[0].Purchase with { Id = new("ada"), Member = new("ada"), Codes = [] } };
        foreach (var purchase in bought.Append(same).Select(c => c.Purchase))
        {
            var body = PackedCommands.Of(bought[0] with { Purchase = purchase })!;
            PackedCommands.IsOfOne(body, out var id, out var owner).ShouldBe(purchase.Codes.Count == 0);
            Encoding.UTF8.GetString(id).ShouldBe(purchase.Id.Value);
            Encoding.UTF8.GetString(owner).ShouldBe(purchase.Member?.Value ?? "");
        }
        bought.ShouldContain(c => c.Purchase.Codes.Count > 0);
        bought.ShouldContain(c => c.Purchase.Member == null);
        foreach (var command in PackedSamples.Commands.Where(c => c is not RecordPurchase))
        {
            PackedCommands.IsOfOne(PackedCommands.Of(command)!, out var id, out var owner).ShouldBe(command is EnrolMember);
            (Encoding.UTF8.GetString(id), Encoding.UTF8.GetString(owner)).ShouldBe(command is EnrolMember e ? (e.Member.Value, e.Member.Value) : ("", ""));
        }
    }

    [Fact]
    public void A_command_that_was_stored_as_json_is_read_still()
    {
        foreach (var command in PackedSamples.Commands)
        {
            var purchase = command as RecordPurchase;
            var row = Row(command) with { Command = Wire.ByShape(command), Lines = purchase is null ? null : Wire.ByShape(purchase.Purchase.Lines) };
            Json(Wire.DecodeCommand(row)).ShouldBe(Json(Wire.DecodeCommand(Row(command))));
        }
    }

    [Fact]
    public async Task The_same_request_is_answered_as_before_though_its_row_is_json()
    {
        await using var shop = await Shop.Open();
        var enrols = new EnrolMember { Id = new("e-1"), At = Shop.Start, Member = new("ada"), Channel = "till" };
        var first = await shop.Decide(enrols);
        var json = Wire.ByShape(enrols);
        var hash = Chain.Hash(json, default, BitConverter.GetBytes(enrols.At.UtcTicks));
        hash.ShouldNotBe(Asked.Of(enrols).InputHash);
        await shop.Tamper($"UPDATE journal SET command = x'{Convert.ToHexString(json)}', input_hash = x'{Convert.ToHexString(hash)}' WHERE seq = {first.Seq}");
        (await shop.Decide(enrols)).Seq.ShouldBe(first.Seq);
        (await shop.Submit(enrols with { Channel = "app" })).ShouldBeOfType<Answer.Conflict>().Fields.ShouldBe(["channel"]);
    }

    [Fact]
    public void Packed_commands_are_those_that_were_approved() =>
        Approved.Compare("packed-commands.txt", PackedSamples.Commands.Select(c => (c.GetType().Name, PackedCommands.Of(c)!))
            .Append(("Lines", PackedLines.Of(PackedSamples.Command<RecordPurchase>().Purchase.Lines)!)));

    [Fact]
    public void A_damaged_command_is_refused()
    {
        foreach (var command in PackedSamples.Commands)
        {
            var columns = PackedSamples.Columns(command);
            Damage.Try(PackedCommands.Of(command)!, body => PackedCommands.Read(body, columns));
        }
        Damage.Try(PackedLines.Of(PackedSamples.Command<RecordPurchase>().Purchase.Lines)!, body => PackedLines.Read(body));
        foreach (var command in (Command[])[PackedSamples.Command<RecordPurchase>(), PackedSamples.Command<EnrolMember>()])
            Damage.Bear(PackedCommands.Of(command)!, body => PackedCommands.IsOfOne(body, out _, out _));
    }

    private static RecordedRow Row(Command command) => new()
    {
        Program = Shop.Id,
        Seq = 1,
        CommandId = command.Id.Value,
        At = command.At,
        RecordedAt = command.At,
        IsTimedByServer = command.IsTimedByServer,
        Actor = command.Actor,
        Format = Wire.Format,
        Command = Wire.EncodeCommand(command),
        Lines = Wire.EncodeLines(command),
    };

    private static string Json(Command command) => Text(Wire.ByShape(command));

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);
}
