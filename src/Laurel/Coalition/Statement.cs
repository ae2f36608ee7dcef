namespace Laurel.Coalition;

/// <summary>What one kind of movement came to for a partner.</summary>
/// <param name="Purpose">Why.</param>
/// <param name="Unit">The unit it is about; null where it is about money alone.</param>
/// <param name="Units">How many, in the unit's smallest part.</param>
/// <param name="Micros">Millionths of the smallest coin; positive is owed to the partner.</param>
public sealed record StatementLine(MoneyPurpose Purpose, string? Unit, long Units, long Micros);

/// <summary>What a partner owes and is owed over a stretch of the journal, and why. Whoever has the journal comes to the same figures.</summary>
public sealed record Statement
{
    public required string Partner { get; init; }

    /// <summary>What stood open before, in millionths of the smallest coin, like the others; positive is owed to the partner.</summary>
    public required long Opening { get; init; }
    public required IReadOnlyList<StatementLine> Lines { get; init; }

    /// <summary>What was paid to the partner; negative is what it paid.</summary>
    public required long Paid { get; init; }

    /// <summary>What stands open after it.</summary>
    public long Closing => Due - Paid;

    /// <summary>What is to be paid to the partner; negative is what it has to pay.</summary>
    public long Due => Opening + Lines.Sum(l => l.Micros);

    public long Of(MoneyPurpose purpose) => Lines.Where(l => l.Purpose == purpose).Sum(l => l.Micros);
}

/// <summary>Reads statements off the postings of a journal, in their order.</summary>
public sealed class Statements
{
    private readonly Dictionary<string, long> opening = [];
    private readonly Dictionary<string, long> paid = [];
    private readonly Dictionary<string, Dictionary<(MoneyPurpose, string?), (long Units, Int128 Micros)>> lines = [];

    /// <summary>What happened before the stretch the statements are about.</summary>
    public void Before(MoneyMoved moved)
    {
        foreach (var (partner, micros) in Of(moved))
            opening[partner] = opening.GetValueOrDefault(partner) + micros;
    }

    /// <summary>What happened in it.</summary>
    public void Add(MoneyMoved moved)
    {
        foreach (var (partner, micros) in Of(moved))
        {
            if (moved.Purpose == MoneyPurpose.Settled)
                paid[partner] = paid.GetValueOrDefault(partner) - micros;
            else
                Add(partner, moved, micros, moved.Partner == partner ? moved.Units : 0);
        }
        if (moved.Partner is { } about && moved.Units != 0 && !Of(moved).Any(p => p.Partner == about))
            Add(about, moved, 0, moved.Units);
    }

    /// <summary>What has happened is settled with a partner, or with all: from here its statement goes on with what stayed open.</summary>
    public void Settle(string? partner)
    {
        string[] settled = partner is null ? [.. opening.Keys.Union(paid.Keys).Union(lines.Keys)] : [partner];
        foreach (var name in settled)
        {
            opening[name] = For(name).Closing;
            paid.Remove(name);
            lines.Remove(name);
        }
    }

    public Statement For(string partner) => new()
    {
        Partner = partner,
        Opening = opening.GetValueOrDefault(partner),
        Paid = paid.GetValueOrDefault(partner),
        Lines =
        [
            .. lines.GetValueOrDefault(partner, []).Where(l => l.Value.Units != 0 || l.Value.Micros != 0)
                .Select(l => new StatementLine(l.Key.Item1, l.Key.Item2, l.Value.Units, (long)l.Value.Micros))
                .OrderBy(l => l.Purpose).ThenBy(l => l.Unit, StringComparer.Ordinal),
        ],
    };

    private void Add(string partner, MoneyMoved moved, long micros, long units)
    {
        if (!lines.TryGetValue(partner, out var known))
            lines[partner] = known = [];
        var so = known.GetValueOrDefault((moved.Purpose, moved.Unit));
        known[(moved.Purpose, moved.Unit)] = (so.Units + units, so.Micros + micros);
    }

    private static IEnumerable<(string Partner, long Micros)> Of(MoneyMoved moved)
    {
        const string prefix = "partner:";
        return moved.Entries.Where(e => e.Account.StartsWith(prefix, StringComparison.Ordinal)).Select(e => (e.Account[prefix.Length..], e.Micros));
    }
}
