namespace Laurel.Server.Features.Replay;

/// <summary>What a program came to over a stretch of purchases: cost, what is owed, who stands where.</summary>
internal sealed class ReplayOutcome
{
    private readonly Dictionary<string, UnitOutcome> units = [];
    private readonly HashSet<MemberId> members = [];
    private readonly Dictionary<MemberId, (long Seq, string Tier)> tiers = [];
    private readonly Dictionary<(MemberId Member, string Unit), (long Seq, long Amount)> balances = [];

    public int Purchases { get; private set; }
    public int MemberPurchases { get; private set; }
    public int Returns { get; private set; }
    public int Refused { get; private set; }
    public int Members => members.Count;

    /// <summary>Members' spend that counts, net of returns; minor units.</summary>
    public long Spend { get; private set; }

    public IReadOnlyDictionary<string, UnitOutcome> Units => units;

    public IEnumerable<MemberId> AllMembers => members;

    /// <summary>Members by tier at the end; those who never rose are counted in the lowest.</summary>
    public IReadOnlyDictionary<string, int> Tiers(Definition definition)
    {
        var counts = definition.Levels.ToDictionary(l => l, _ => 0);
        foreach (var member in counts.Count == 0 ? [] : members.AsEnumerable())
        {
            var tier = tiers.TryGetValue(member, out var reached) ? reached.Tier : definition.Levels[0];
            counts[counts.ContainsKey(tier) ? tier : definition.Levels[0]]++;
        }
        return counts;
    }

    public long Balance(MemberId member, string unit) => balances.GetValueOrDefault((member, unit)).Amount;

    public void Add(long seq, Decision decision)
    {
        if (!decision.IsAccepted)
            Refused++;
        foreach (var happened in decision.Events)
            Add(seq, happened);
    }

    /// <summary>Adds another part of the same replay.</summary>
    public void Add(ReplayOutcome other)
    {
        Purchases += other.Purchases;
        MemberPurchases += other.MemberPurchases;
        Returns += other.Returns;
        Refused += other.Refused;
        Spend += other.Spend;
        members.UnionWith(other.members);
        foreach (var (unit, sums) in other.units)
            Unit(unit).Add(sums);
        foreach (var (member, (seq, tier)) in other.tiers)
            Later(tiers, member, (seq, tier));
        foreach (var (of, (seq, amount)) in other.balances)
            Later(balances, of, (seq, amount));
    }

    private void Add(long seq, Event happened)
    {
        switch (happened)
        {
            case MemberEnrolled e:
                members.Add(e.Member);
                break;
            case PurchaseRecorded e:
                Purchases++;
                MemberPurchases += e.Member is null ? 0 : 1;
                Spend += e.Member is null ? 0 : e.Spend;
                break;
            case LinesReturned e:
                Returns++;
                Spend -= e.Member is null ? 0 : e.Spend;
                break;
            case TierChanged e:
                tiers[e.Member] = (seq, e.After);
                break;
            case UnitsMoved e:
                Unit(e.Unit).Add(e.Entries);
                balances[(e.Member, e.Unit)] = (seq, e.After);
                break;
        }
    }

    private UnitOutcome Unit(string id)
    {
        if (!units.TryGetValue(id, out var unit))
            units[id] = unit = new UnitOutcome();
        return unit;
    }

    private static void Later<TKey, T>(Dictionary<TKey, (long Seq, T Value)> known, TKey key, (long Seq, T Value) other)
        where TKey : notnull
    {
        if (!known.TryGetValue(key, out var mine) || mine.Seq < other.Seq)
            known[key] = other;
    }
}

/// <summary>The sums of one unit, in its smallest part.</summary>
internal sealed class UnitOutcome
{
    public long Issued { get; private set; }
    public long Redeemed { get; private set; }
    public long Expired { get; private set; }
    public long WrittenOff { get; private set; }

    /// <summary>What members hold, less what they owe.</summary>
    public long Outstanding { get; private set; }

    public void Add(IReadOnlyList<Entry> entries)
    {
        foreach (var entry in entries)
            Add(entry);
    }

    public void Add(UnitOutcome other)
    {
        Issued += other.Issued;
        Redeemed += other.Redeemed;
        Expired += other.Expired;
        WrittenOff += other.WrittenOff;
        Outstanding += other.Outstanding;
    }

    private void Add(Entry entry)
    {
        switch (entry.Account)
        {
            case Account.Members:
                Outstanding += entry.Amount;
                break;
            case Account.Issued:
                Issued -= entry.Amount;
                break;
            case Account.Redeemed:
                Redeemed += entry.Amount;
                break;
            case Account.Expired:
                Expired += entry.Amount;
                break;
            case Account.WrittenOff:
                WrittenOff -= entry.Amount;
                break;
        }
    }
}
