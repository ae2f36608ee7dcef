using Laurel.Units;

namespace Laurel.Explaining;

/// <summary>What an auditor wants to see beside a posting: the entry, its accounts, its lots and its counters.</summary>
internal sealed class AuditNotes(Voice voice, UnitsMoved moved, UnitRule unit)
{
    public IEnumerable<string> Say()
    {
        yield return Note("audit.entry", ("number", moved.Number), ("member", moved.Member.Value), ("version", moved.Version),
            ("before", Number(moved.Before)), ("after", Number(moved.After)));
        yield return Note("audit.accounts", ("entries", string.Join(", ", moved.Entries.Select(Account))));
        if (moved.Lots.Count > 0)
            yield return Note("audit.lots", ("lots", voice.Series(moved.Lots.Select(Lot))));
        if (moved.Owed != 0)
            yield return Note("audit.owed", ("amount", Signed(moved.Owed)));
        if (moved.Counted != 0)
            yield return Note("audit.counted", ("amount", Signed(moved.Counted)));
        if (moved.Uses.Count > 0)
            yield return Note("audit.uses", ("uses", string.Join(", ", moved.Uses.Select(u => $"{u.Counter} {Plain(u.Amount)}"))));
        string[] about = [.. new[] { moved.Purchase?.Value, moved.Return?.Value, moved.Redemption?.Value }.OfType<string>()];
        if (about.Length > 0)
            yield return Note("audit.about", ("ids", string.Join(", ", about)));
    }

    private string Account(Entry entry) =>
        $"{voice.Say(Spoken.Events, "account." + entry.Account.ToString().ToLowerInvariant())} {Signed(entry.Amount)}";

    private string Lot(LotChange lot)
    {
        var calendar = voice.Definition.Calendar;
        (string, object?)[] said =
        [
            ("lot", lot.Lot), ("amount", Signed(lot.Amount)), ("earned", voice.Day(calendar.Day(lot.Earned))),
            ("from", voice.Day(calendar.Day(lot.Active))),
        ];
        return lot.Expires is { } end
            ? Note("audit.lot", [.. said, ("to", voice.Day(voice.LastDay(end)))])
            : Note("audit.lot-open", said);
    }

    private string Note(string key, params ReadOnlySpan<(string, object?)> values) => voice.Say(Spoken.Events, key, values);

    private string Number(long amount) => voice.Number(unit.ToDecimal(amount));

    private string Signed(long amount) => amount > 0 ? "+" + Number(amount) : Number(amount);

    private string Plain(long amount) => amount > 0 ? "+" + voice.Number(amount) : voice.Number(amount);
}
