using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Laurel.Engine;

/// <summary>
/// What every purchase writes, written out by hand: byte for byte the JSON that <see cref="Wire"/> makes from the shape of the
/// types, in a fraction of the time. What is rare in a purchase is left to the shape.
/// </summary>
internal static class PurchaseJson
{
    private const int Usual = 1024;
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    /// <summary>The command without what has columns of its own; null where it holds something rare.</summary>
    public static byte[]? Command(Command command) =>
        command is RecordPurchase { Rewards.Count: 0 } purchase && ReferenceEquals(purchase.Traits, Traits.None)
            ? Bytes(purchase, Write)
            : null;

    public static byte[] Lines(IReadOnlyList<Line> lines) => Bytes(lines, static (json, lines) =>
    {
        json.WriteStartArray();
        foreach (var line in lines)
            Write(json, line);
        json.WriteEndArray();
    });

    /// <summary>Null where an event is of a rare kind.</summary>
    public static byte[]? Events(IReadOnlyList<Event> events)
    {
        foreach (var happened in events)
        {
            if (happened is not (PurchaseRecorded or UnitsMoved or TierChanged))
                return null;
        }
        return Bytes(events, static (json, events) =>
        {
            json.WriteStartArray();
            foreach (var happened in events)
                Write(json, happened);
            json.WriteEndArray();
        });
    }

    private static byte[] Bytes<T>(T value, Action<Utf8JsonWriter, T> write)
    {
        var bytes = new ArrayBufferWriter<byte>(Usual);
        using var json = new Utf8JsonWriter(bytes, Options);
        write(json, value);
        json.Flush();
        return bytes.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, RecordPurchase command)
    {
        var purchase = command.Purchase;
        json.WriteStartObject();
        json.WriteString("do"u8, "purchase"u8);
        json.WriteStartObject("purchase"u8);
        json.WriteString("id"u8, purchase.Id.Value);
        json.Text("member"u8, purchase.Member?.Value);
        json.Text("shopper"u8, purchase.Shopper?.Value);
        if (purchase.At != command.At && purchase.At != default)
            json.WriteString("at"u8, purchase.At);
        json.Text("location"u8, purchase.Location);
        json.Text("channel"u8, purchase.Channel);
        json.WriteString("currency"u8, purchase.Currency);
        json.List("payments"u8, purchase.Payments, static (json, payment) =>
        {
            json.Text("method"u8, payment.Method);
            json.Number("amount"u8, payment.Amount);
        });
        json.Texts("codes"u8, purchase.Codes);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Line line)
    {
        json.WriteStartObject();
        json.WriteNumber("number"u8, line.Number);
        json.WriteString("sku"u8, line.Sku);
        json.Text("category"u8, line.Category);
        json.Text("brand"u8, line.Brand);
        json.Texts("labels"u8, line.Labels);
        if (line.Kind != Line.Product)
            json.WriteString("kind"u8, line.Kind);
        if (line.Quantity != 1)
            json.WriteNumber("quantity"u8, line.Quantity);
        json.WriteNumber("unitPrice"u8, line.UnitPrice);
        json.Number("discount"u8, line.Discount);
        json.NumberIfAny("taxRate"u8, line.TaxRate);
        json.NumberIfAny("tax"u8, line.Tax);
        json.NumberIfAny("unitCost"u8, line.UnitCost);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Event happened)
    {
        json.WriteStartObject();
        switch (happened)
        {
            case PurchaseRecorded e:
                json.WriteString("kind"u8, "purchase-recorded"u8);
                Write(json, e);
                break;
            case UnitsMoved e:
                json.WriteString("kind"u8, "units-moved"u8);
                Write(json, e);
                break;
            case TierChanged e:
                json.WriteString("kind"u8, "tier-changed"u8);
                json.WriteString("member"u8, e.Member.Value);
                json.WriteString("before"u8, e.Before);
                json.WriteString("after"u8, e.After);
                json.Texts("unlocked"u8, e.Unlocked);
                break;
        }
        json.WriteString("at"u8, happened.At);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, PurchaseRecorded e)
    {
        json.WriteString("purchase"u8, e.Purchase.Value);
        json.Text("member"u8, e.Member?.Value);
        json.Text("shopper"u8, e.Shopper?.Value);
        json.Day("day"u8, e.Day);
        json.Text("location"u8, e.Location);
        json.Text("channel"u8, e.Channel);
        json.WriteString("currency"u8, e.Currency);
        json.WriteNumber("gross"u8, e.Gross);
        json.WriteNumber("discount"u8, e.Discount);
        json.WriteNumber("tax"u8, e.Tax);
        json.WriteNumber("total"u8, e.Total);
        json.WriteNumber("spend"u8, e.Spend);
        json.WriteStartArray("prices"u8);
        foreach (var price in e.Prices)
            Write(json, price);
        json.WriteEndArray();
        json.List("given"u8, e.Given, Write);
        json.WriteNumber("version"u8, e.Version);
        json.Text("tier"u8, e.Tier);
        json.Number("earlier"u8, e.Earlier);
        if (e.Joined is { } joined)
            json.WriteString("joined"u8, joined);
        json.List("misses"u8, e.Misses, static (json, miss) =>
        {
            json.Text("rule"u8, miss.Rule);
            json.Text("reason"u8, miss.Reason);
        });
        json.List("uses"u8, e.Uses, Write);
    }

    private static void Write(Utf8JsonWriter json, LinePrice price)
    {
        json.WriteStartObject();
        json.Number("list"u8, price.List);
        json.Number("discount"u8, price.Discount);
        json.Number("tax"u8, price.Tax);
        json.Number("total"u8, price.Total);
        json.Number("base"u8, price.Base);
        if (price.Free != 0)
            json.WriteNumber("free"u8, price.Free);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, DiscountGiven given)
    {
        json.Text("source"u8, given.Source);
        json.Number("amount"u8, given.Amount);
        if (given.Lines.Count > 0)
        {
            json.WriteStartArray("lines"u8);
            foreach (var line in given.Lines)
                json.WriteNumberValue(line);
            json.WriteEndArray();
        }
        json.Text("redemption"u8, given.Redemption?.Value);
    }

    private static void Write(Utf8JsonWriter json, UnitsMoved e)
    {
        json.WriteString("member"u8, e.Member.Value);
        json.WriteString("unit"u8, e.Unit);
        json.Word("movement"u8, e.Movement);
        json.WriteNumber("amount"u8, e.Amount);
        json.WriteNumber("before"u8, e.Before);
        json.WriteNumber("after"u8, e.After);
        json.WriteNumber("number"u8, e.Number);
        json.WriteStartArray("entries"u8);
        foreach (var entry in e.Entries)
        {
            json.WriteStartObject();
            if (entry.Account != Account.Members)
                json.Word("account"u8, entry.Account);
            json.Number("amount"u8, entry.Amount);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.List("lots"u8, e.Lots, Write);
        json.Number("owed"u8, e.Owed);
        json.WriteStartArray("parts"u8);
        foreach (var part in e.Parts)
            Write(json, part);
        json.WriteEndArray();
        json.List("uses"u8, e.Uses, Write);
        json.Number("counted"u8, e.Counted);
        json.Text("purchase"u8, e.Purchase?.Value);
        json.Text("return"u8, e.Return?.Value);
        json.Text("redemption"u8, e.Redemption?.Value);
        json.Text("cause"u8, e.Cause?.Value);
        json.Text("other"u8, e.Other?.Value);
        json.Number("version"u8, e.Version);
        if (e.Day != default)
            json.Day("day"u8, e.Day);
    }

    private static void Write(Utf8JsonWriter json, LotChange lot)
    {
        json.WriteString("lot"u8, lot.Lot);
        json.WriteNumber("amount"u8, lot.Amount);
        json.WriteString("earned"u8, lot.Earned);
        json.WriteString("active"u8, lot.Active);
        if (lot.Expires is { } end)
            json.WriteString("expires"u8, end);
        json.Text("purchase"u8, lot.Purchase?.Value);
    }

    private static void Write(Utf8JsonWriter json, Part part)
    {
        json.WriteStartObject();
        json.WriteString("rule"u8, part.Rule);
        json.WriteNumber("amount"u8, part.Amount);
        if (part.Counting != Counting.Whole)
            json.Word("counting"u8, part.Counting);
        if (part.Base != 0)
            json.WriteNumber("base"u8, part.Base);
        if (part.Give != 0)
            json.WriteNumber("give"u8, part.Give);
        json.Number("step"u8, part.Step);
        if (part.Rounding != default)
            json.Word("rounding"u8, part.Rounding);
        if (part.Place != default)
            json.Word("place"u8, part.Place);
        json.NumberIfAny("uncapped"u8, part.Uncapped);
        json.NumberIfAny("room"u8, part.Room);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Use use)
    {
        json.Text("counter"u8, use.Counter);
        json.Number("amount"u8, use.Amount);
    }
}
