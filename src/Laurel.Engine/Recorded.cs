using Laurel.Engine.Packing;
using Laurel.Giving;

namespace Laurel.Engine;

/// <summary>Whether what is decided again is what a row says was decided.</summary>
internal static class Recorded
{
    /// <summary>
    /// The bytes of the row, or else what they mean, written as it would be today. A row that is JSON is compared as JSON, which does not tell 0 from
    /// 0.0 everywhere, as packed rows do.
    /// </summary>
    public static bool Is(RecordedRow row, Decision decision)
    {
        if (decision.Refusal is { } refusal)
            return row.Refusal.AsSpan().SequenceEqual(Wire.EncodeRefusal(refusal));
        if (row.Events is not { } bytes)
            return false;
        Func<IReadOnlyList<Event>, byte[]> write = Packed.Is(bytes) ? Wire.EncodeEvents : Wire.ByShape;
        var now = write(decision.Events);
        if (bytes.AsSpan().SequenceEqual(now))
            return true;
        var then = Wire.DecodeEvents(row);
        var written = write(then);
        return written.AsSpan().SequenceEqual(now)
            || (!then.Any(SaysWhyNothingWasGiven) && written.AsSpan().SequenceEqual(write([.. decision.Events.Select(Unsaid)])));
    }

    /// <summary>In older rows a way of giving that gave nothing does not say why; nothing else of them is different.</summary>
    private static Event Unsaid(Event happened) =>
        happened is PurchaseRecorded bought ? bought with { Misses = [.. bought.Misses.Where(m => !IsOfGiving(m))] } : happened;

    private static bool SaysWhyNothingWasGiven(Event happened) => happened is PurchaseRecorded bought && bought.Misses.Any(IsOfGiving);

    private static bool IsOfGiving(Miss miss) => miss.Rule.StartsWith(GivingReader.Prefix, StringComparison.Ordinal);
}
