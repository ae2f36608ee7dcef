using Laurel.Giving;

namespace Laurel.Engine;

/// <summary>Whether what is decided again is what a row says was decided.</summary>
internal static class Recorded
{
    /// <summary>The bytes of the row, or else what they mean, written as it would be today.</summary>
    public static bool Is(RecordedRow row, Decision decision)
    {
        if (decision.Refusal is { } refusal)
            return row.Refusal.AsSpan().SequenceEqual(Wire.EncodeRefusal(refusal));
        if (row.Events is not { } bytes)
            return false;
        var now = Wire.EncodeEvents(decision.Events);
        if (bytes.AsSpan().SequenceEqual(now))
            return true;
        var then = Wire.DecodeEvents(row);
        return IsSame(then, now) || (!then.Any(SaysWhyNothingWasGiven) && IsSame(then, Wire.EncodeEvents([.. decision.Events.Select(Unsaid)])));
    }

    private static bool IsSame(IReadOnlyList<Event> then, byte[] now) => Wire.EncodeEvents(then).AsSpan().SequenceEqual(now);

    /// <summary>In older rows a way of giving that gave nothing does not say why; nothing else of them is different.</summary>
    private static Event Unsaid(Event happened) =>
        happened is PurchaseRecorded bought ? bought with { Misses = [.. bought.Misses.Where(m => !IsOfGiving(m))] } : happened;

    private static bool SaysWhyNothingWasGiven(Event happened) => happened is PurchaseRecorded bought && bought.Misses.Any(IsOfGiving);

    private static bool IsOfGiving(Miss miss) => miss.Rule.StartsWith(GivingReader.Prefix, StringComparison.Ordinal);
}
