using System.Text.Json.Nodes;

namespace Laurel.Server.Features.Replay;

/// <summary>An outcome beside what was recorded, as text or as JSON.</summary>
internal sealed class ReplayReport(Definition definition, ReplayOutcome now, ReplayOutcome before)
{
    public JsonObject Json() => new()
    {
        ["definition"] = definition.Id,
        ["members"] = now.Members,
        ["purchases"] = now.Purchases,
        ["returns"] = now.Returns,
        ["refused"] = now.Refused,
        ["spend"] = Money(now.Spend),
        ["units"] = Units(now),
        ["tiers"] = Tiers(now),
        ["recorded"] = new JsonObject { ["spend"] = Money(before.Spend), ["units"] = Units(before), ["tiers"] = Tiers(before) },
        ["members_better_off"] = Members(1),
        ["members_worse_off"] = Members(-1),
    };

    public IEnumerable<string> Lines()
    {
        yield return $"{definition.Id}: {now.Members:N0} members, {now.Purchases:N0} purchases ({now.MemberPurchases:N0} by members), {now.Returns:N0} returns";
        yield return $"{"",-22}{"replayed",18}{"in money",18}{"recorded",18}";
        yield return $"  {"member spend",-20}{"",18}{Show(now.Spend),18}{Show(before.Spend),18}";
        foreach (var (id, unit) in now.Units.Where(u => definition.Unit(u.Key) is not null))
        {
            foreach (var line in OfUnit(id, unit, before.Units.GetValueOrDefault(id) ?? new UnitOutcome()))
                yield return line;
        }
        foreach (var (tier, count) in now.Tiers(definition))
            yield return $"  {"tier " + tier,-20}{count,18:N0}{"",18}{before.Tiers(definition).GetValueOrDefault(tier),18:N0}";
        yield return $"  {Members(1):N0} members end with more, {Members(-1):N0} with less";
    }

    private IEnumerable<string> OfUnit(string id, UnitOutcome unit, UnitOutcome was)
    {
        foreach (var (what, amount, recorded) in new[]
        {
            ("issued", unit.Issued, was.Issued), ("redeemed", unit.Redeemed, was.Redeemed), ("expired", unit.Expired, was.Expired),
            ("written off", unit.WrittenOff, was.WrittenOff), ("outstanding", unit.Outstanding, was.Outstanding),
        })
            yield return $"  {$"{id} {what}",-20}{Amount(id, amount),18}{Worth(id, amount),18}{Amount(id, recorded),18}";
        if (Rate(id, unit.Redeemed) is { } back && Rate(id, unit.Issued) is { } promised)
            yield return $"  {"return rate",-20}{back,18:P2} of spend came back; {promised:P2} was promised";
    }

    private decimal? Rate(string unit, long amount) =>
        definition.Worth(unit) is { } worth && now.Spend > 0 ? amount * worth / definition.Unit(unit)!.Scale / now.Spend : null;

    /// <summary>How many members end with a larger (1) or a smaller (-1) balance, in any unit, than was recorded.</summary>
    private int Members(int sign) => now.AllMembers.Count(m =>
        definition.Units.Any(u => Math.Sign(now.Balance(m, u.Id) - before.Balance(m, u.Id)) == sign));

    private JsonObject Units(ReplayOutcome outcome)
    {
        var units = new JsonObject();
        foreach (var (id, sums) in outcome.Units.Where(u => definition.Unit(u.Key) is not null))
        {
            var unit = definition.Unit(id)!;
            units[id] = new JsonObject
            {
                ["issued"] = unit.ToDecimal(sums.Issued),
                ["redeemed"] = unit.ToDecimal(sums.Redeemed),
                ["expired"] = unit.ToDecimal(sums.Expired),
                ["written_off"] = unit.ToDecimal(sums.WrittenOff),
                ["outstanding"] = unit.ToDecimal(sums.Outstanding),
                ["liability"] = definition.Worth(id) is { } worth ? Money(Round.Money(sums.Outstanding * worth / unit.Scale)) : null,
            };
        }
        return units;
    }

    private JsonObject Tiers(ReplayOutcome outcome)
    {
        var tiers = new JsonObject();
        foreach (var (tier, count) in outcome.Tiers(definition))
            tiers[tier] = count;
        return tiers;
    }

    private JsonObject Money(long minor) => new() { ["amount"] = minor, ["currency"] = definition.Currency.Code };

    private string Show(long minor) => definition.Currency.Show(minor, Language.English);

    private string Amount(string unit, long amount) => $"{definition.Unit(unit)!.ToDecimal(amount):N0}";

    private string Worth(string unit, long amount) =>
        definition.Worth(unit) is { } worth ? Show(Round.Money(amount * worth / definition.Unit(unit)!.Scale)) : "";
}
