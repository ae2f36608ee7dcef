using Laurel.Server.Ui;

namespace Laurel.Server.Features.Replay;

/// <summary>What happened beside what would have happened under other rules.</summary>
public sealed record ReplayedView
{
    /// <summary>What more (or, below zero, less) was promised, in minor units; null where no unit has a worth.</summary>
    public required long? Cost { get; init; }

    /// <summary>The same as a share of what members spent.</summary>
    public double? Share { get; init; }
    public required int Better { get; init; }
    public required int Worse { get; init; }

    /// <summary>Requests, such as rewards taken, that would have been refused.</summary>
    public required int Refused { get; init; }
    public required IReadOnlyList<ReplayedRow> Rows { get; init; }
    public required Shown Shown { get; init; }

    internal static ReplayedView Of(Shown changed, ReplayOutcome now, Shown shown, ReplayOutcome before)
    {
        var units = changed.Definition.Units.Select(u => u.Id).ToList();
        var cost = units.Any(u => changed.Definition.Worth(u) is not null || shown.Definition.Worth(u) is not null)
            ? units.Sum(u => Worth(changed.Definition, u, now) - Worth(shown.Definition, u, before))
            : (long?)null;
        return new ReplayedView
        {
            Cost = cost,
            Share = cost is { } minor && before.Spend > 0 ? (double)minor / before.Spend : null,
            Better = Members(1),
            Worse = Members(-1),
            Refused = Math.Max(0, now.Refused - before.Refused),
            Rows = [.. units.SelectMany(u => Units(changed, u, now, before)), .. Levels(changed, now, before)],
            Shown = changed,
        };

        int Members(int sign) => now.AllMembers.Count(m => units.Any(u => Math.Sign(now.Balance(m, u) - before.Balance(m, u)) == sign));
    }

    private static long Worth(Definition definition, string unit, ReplayOutcome outcome) => definition.Worth(unit) is { } each && outcome.Units.TryGetValue(unit, out var sums)
        ? Round.Money(sums.Issued * each / definition.Unit(unit)!.Scale)
        : 0;

    private static IEnumerable<ReplayedRow> Units(Shown shown, string unit, ReplayOutcome now, ReplayOutcome before)
    {
        var (then, was) = (now.Units.GetValueOrDefault(unit) ?? new UnitOutcome(), before.Units.GetValueOrDefault(unit) ?? new UnitOutcome());
        foreach (var (what, mine, theirs) in new[] { ("issued", then.Issued, was.Issued), ("used", then.Redeemed, was.Redeemed), ("unused", then.Outstanding, was.Outstanding) })
            yield return new ReplayedRow(Words.Say(shown.Language, "replay." + what, ("units", shown.UnitName(unit))), shown.Amount(theirs, unit), shown.Amount(mine, unit));
    }

    private static IEnumerable<ReplayedRow> Levels(Shown shown, ReplayOutcome now, ReplayOutcome before)
    {
        var was = before.Tiers(shown.Definition);
        return now.Tiers(shown.Definition).Select(t => new ReplayedRow(Words.Say(shown.Language, "replay.level", ("level", shown.Level(t.Key))),
            shown.Number(was.GetValueOrDefault(t.Key)), shown.Number(t.Value)));
    }
}

/// <summary>A figure as it was, and as it would have been.</summary>
public sealed record ReplayedRow(string What, string Was, string Would);
