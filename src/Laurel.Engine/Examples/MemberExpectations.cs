using Laurel.Definitions;
using Laurel.Tiers;

namespace Laurel.Engine.Examples;

/// <summary>What stands for a member at an instant, after a step or at the end.</summary>
internal sealed class MemberExpectations(Comparison compare, Program program)
{
    public void Check(Member? known, DateTimeOffset at)
    {
        var member = known is null || at < known.Until ? known : program.AsOf(known, at);
        compare.Amounts("balance", unit => member?.Balance(unit, at).Total ?? 0);
        compare.Amounts("available", unit => member?.Balance(unit, at).Available ?? 0);
        compare.Amounts("pending", unit => member?.Balance(unit, at).Pending ?? 0);
        compare.Amounts("reserved", unit => member?.Balance(unit, at).Reserved ?? 0);
        compare.Amounts("owes", unit => member?.Account(unit).Owed ?? 0);
        compare.Amounts("counted", unit => member?.Account(unit).Counted ?? 0);
        compare.Money("spend", member?.SpendEver ?? 0, compare.Definition.Currency.Code);
        compare.Number("visits", member?.VisitsEver ?? 0);
        compare.Number("purchases", member?.Purchases ?? 0);
        CheckIssued(member, at);
        if (member is not null)
            compare.Text("tier", Climbing.TierAt(program.At(at)!, member, at) ?? "nothing");
        compare.Text("account", member switch { { IsClosed: true } => "closed", { IsInactive: true } => "off", null => "nothing", _ => "on" });
        compare.Text("in household", member?.Household?.Value ?? "nothing");
        new MembershipExpectations(compare).Check(member, at);
        new ClearingExpectations(compare).Check(member);
        new ChallengeExpectations(compare, program).Check(member, at);
        compare.Texts("consents to", (member?.Consents ?? []).Select(c => $"{c.Purpose} by {c.Channel}"));
        compare.Texts("profile", member?.Profile ?? []);
        compare.Texts("perks", member is null ? [] : program.Perks(member, at));
        compare.Each("lots", (name, n) => CheckLot(name, n, [.. (member?.Lots ?? []).Where(l => l.Id == name)]));
    }

    /// <summary>What she has, said as `given` says it: the unit's name and how many.</summary>
    public void CheckUnits(Member? known, DateTimeOffset at)
    {
        var member = known is null || at < known.Until ? known : program.AsOf(known, at);
        foreach (var name in compare.Fields.Unasked.Select(p => p.Key).ToArray())
        {
            if (compare.Definition.Unit(compare.Reader.UnitNamed(name)) is { } unit)
                compare.Read(name, n => compare.Same(name, compare.Plain(n), compare.Plain(unit.Id, member?.Balance(unit.Id, at).Total ?? 0)));
        }
    }

    /// <summary>What she has instead, where something is not as expected.</summary>
    public void Tell(string name, Member? member, DateTimeOffset at) => compare.Tell(() => member is null
        ? $"there is nobody called {name}"
        : Happened.Say(member, program, at));

    public async Task CheckHistory(JournalReader journal, MemberId member)
    {
        if (!compare.Fields.Has("entries"))
            return;
        var history = await journal.History(program.Id, member, count: 1000);
        compare.Number("entries", history.Sum(r => r.Events.OfType<UnitsMoved>().Count(m => m.Member == member)));
    }

    private void CheckIssued(Member? member, DateTimeOffset at)
    {
        if (compare.Fields.Find("issued") is Scalar { Text: "nothing" })
            compare.Counts("issued", (member?.Issued ?? []).Where(i => !i.IsOver(at)).Select(i => i.Reward));
        else
            compare.Each("issued", (reward, n) => compare.Same($"issued {reward}", compare.Plain(n), $"{member?.IssuedOf(reward, at).Count() ?? 0}"));
    }

    /// <summary>
    /// What is left in a lot, 0 when it is gone; or its last day: ends 2026-02-28. Of lots of several units with one name, the unit
    /// says which: 3 points, points ends 2026-02-28.
    /// </summary>
    private void CheckLot(string name, Node expected, IReadOnlyList<Lot> named)
    {
        var phrase = new Phrase(expected);
        var words = Fields.Scalar(expected).Text.Split(' ');
        var unit = words.Select(compare.Reader.UnitNamed).FirstOrDefault(word => compare.Definition.Unit(word) is not null);
        var lot = named.FirstOrDefault(l => unit is null || l.Unit == unit);
        if (words is [var of, "ends", ..])
            phrase.Take(of);
        if (!phrase.Take("ends"))
            compare.Same($"lot {name}", compare.Plain(expected), lot is null ? "0" : compare.Plain(lot.Unit, lot.Left));
        else if (phrase.Take("never"))
            compare.Same($"lot {name}", "never", LastDay(lot));
        else
            compare.Same($"lot {name}", phrase.Date().ToString("O"), LastDay(lot));
    }

    private string LastDay(Lot? lot) => lot switch
    {
        null => "nothing",
        { Expires: { } end } => compare.Definition.Calendar.Day(end.AddTicks(-1)).ToString("O"),
        _ => "never",
    };
}
