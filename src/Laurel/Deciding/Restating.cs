using Laurel.Earning;
using Laurel.Memberships;
using Laurel.Tiers;

namespace Laurel.Deciding;

/// <summary>
/// A purchase that arrives late is judged by its own day. Purchases after it that it would have lifted into a higher tier, over a
/// threshold of visits or spend, to another number or nearer to a visit are judged again, and only what they would have earned more is
/// added: what a member was told is never taken away.
/// </summary>
internal sealed class Restating
{
    private readonly Program program;
    private readonly Ledger ledger;
    private readonly RecordPurchase late;
    private readonly Seen seen;
    private readonly IReadOnlyList<(PurchaseRow Row, Returned? Back)> later;

    private Restating(Program program, Ledger ledger, RecordPurchase late, Seen seen, IReadOnlyList<(PurchaseRow, Returned?)> later) =>
        (this.program, this.ledger, this.late, this.seen, this.later) = (program, ledger, late, seen, later);

    /// <summary>Null when nothing the member bought is known to have happened after it.</summary>
    public static Restating? Of(Program program, Ledger ledger, RecordPurchase late, Seen seen)
    {
        if (late.Purchase.At >= ledger.Member.Until)
            return null;
        var rows = ledger.Member.After(late.Purchase.At).Select(p => (seen.Purchase(p)!, seen.Returned(p))).ToArray();
        return rows.Length == 0 ? null : new Restating(program, ledger, late, seen, rows);
    }

    /// <summary>Purchases after it of which something was kept.</summary>
    public int Purchases => later.Count(l => l.Back is not { IsWhole: true });

    /// <summary>Parts of one rule added up.</summary>
    public static IReadOnlyList<Part> Together(IEnumerable<Part> parts) =>
        [.. parts.GroupBy(p => p.Rule).Select(rule => rule.Last() with { Amount = rule.Sum(p => p.Amount) })];

    /// <summary>Judges what came later again, by the tiers there would have been and what she had done by then.</summary>
    /// <param name="before">Where the member stood before the late purchase counted.</param>
    public void Restate(Standing before)
    {
        var lifted = new List<(PurchaseRow Row, Returned? Back, string? Tier)>();
        var level = ledger.Rules.Definition.Tiers is { } tiers && Climbing.SeesAll(ledger) ? Climb(tiers, [this], [before], (_, l) => lifted.Add(l)) : 0;
        foreach (var (row, back) in later.Where(l => lifted.All(known => known.Row != l.Row) && IsReached(l.Row, l.Back)))
            lifted.Add((row, back, back?.Tier ?? row.Recorded.Tier));
        Lift([.. lifted.OrderBy(l => l.Row.Recorded.At)]);
        if (level > 0)
            Climbing.Rise(ledger, ledger.Member.Until, level);
    }

    /// <summary>The same for a household that stands together: what any of them bought later may have been made at a higher level.</summary>
    public static void Restate(Program program, IReadOnlyList<Ledger> ledgers, IReadOnlyList<Standing> before, RecordPurchase late, Seen seen)
    {
        Restating[] accounts = [.. ledgers.Select(l => new Restating(program, l, late, seen, Later(l, late, seen)))];
        if (accounts.All(a => a.later.Count == 0) || accounts.All(a => !a.ledger.Member.IsKnownAs(late.Purchase.Member!.Value)))
            return;
        var lifted = accounts.Select(_ => new List<(PurchaseRow Row, Returned? Back, string? Tier)>()).ToArray();
        var level = Climb(ledgers[0].Rules.Definition.Tiers!, accounts, before, (i, l) => lifted[i].Add(l));
        for (var i = 0; i < accounts.Length; i++)
            accounts[i].Lift(lifted[i]);
        foreach (var ledger in ledgers)
            Climbing.Rise(ledger, ledgers.Max(l => l.Member.Until), level);
    }

    private static (PurchaseRow, Returned?)[] Later(Ledger ledger, RecordPurchase late, Seen seen) =>
        [.. ledger.Member.After(late.Purchase.At).Where(p => p != late.Purchase.Id).Select(p => (seen.Purchase(p)!, seen.Returned(p)))];

    /// <summary>Finds the purchases that were made in a higher tier than was known then; the rank there would be now.</summary>
    private static int Climb(
        TierRule tiers, Restating[] accounts, IReadOnlyList<Standing> before, Action<int, (PurchaseRow Row, Returned? Back, string? Tier)> lift)
    {
        var (rules, late) = (accounts[0].ledger.Rules, accounts[0].late);
        Ledger[] would = [.. accounts.Select((a, i) => new Ledger(rules, a.AsThen(before[i])))];
        Link();
        Each(w => Climbing.Update(w, late.Purchase.At));
        var coming = new Queue<int>(Enumerable.Range(0, would.Length).Where(i => IsYetToCome(accounts[i], late)).OrderBy(i => accounts[i].ledger.Member.HouseholdSince));
        foreach (var (i, row, back) in accounts.SelectMany((a, i) => a.later.Select(l => (i, l.Row, l.Back))).OrderBy(l => l.Row.Recorded.At))
        {
            Come(row.Recorded.At);
            Each(w => Due.Book(w, row.Recorded.At));
            var tier = Climbing.TierAt(rules, would[i].Member, row.Recorded.At)!;
            if (tiers.Rank(tier) > tiers.Rank(back?.Tier ?? row.Recorded.Tier))
                lift(i, (row, back, tier));
            would[i].Happen(Kept(row, back));
            would[i] = new Ledger(rules, Counted(would[i].Member, row, back, 1));
            Link();
            Each(w => Climbing.Update(w, row.Recorded.At));
        }
        var until = accounts.Max(a => a.ledger.Member.Until);
        Come(until);
        Each(w => Due.Book(w, until));
        return would.Max(w => tiers.Rank(w.Member.Standing.Tier));

        // Whoever comes into the household by then brings her level along.
        void Come(DateTimeOffset by)
        {
            while (coming.TryPeek(out var i) && accounts[i].ledger.Member is { HouseholdSince: { } since } member && since <= by)
            {
                coming.Dequeue();
                Each(w => Due.Book(w, since));
                would[i] = new Ledger(rules, would[i].Member with { Household = member.Household });
                Link();
                var level = would[i].StandsWith.Max(w => Climbing.Brought(w, since));
                foreach (var one in would[i].StandsWith)
                    Climbing.Rise(one, since, level);
                Each(w => Climbing.Update(w, since));
            }
        }

        void Link() => Each(w => w.StandsWith = w.Member.Household is null || !tiers.PerHousehold ? [] : [.. would.Where(o => o.Member.Household is not null)]);

        void Each(Action<Ledger> act)
        {
            foreach (var one in would)
                act(one);
        }
    }

    private static bool IsYetToCome(Restating account, RecordPurchase late) => account.ledger.Member.HouseholdSince > late.Purchase.At;

    /// <summary>The rules a purchase missed because too little had been done before it.</summary>
    private static IEnumerable<string> MissedForThePast(PurchaseRow row) =>
        row.Recorded.Misses.Where(m => m.Reason is "visits" or "spent" or "nth purchase" or "last visit").Select(m => m.Rule);

    /// <summary>How many purchases there are now before one that came after the late one.</summary>
    private int Earlier(PurchaseRow row) =>
        ledger.Member.Purchases - later.SkipWhile(l => l.Row != row).Count(l => l.Back is not { IsWhole: true });

    /// <summary>Whether a rule that missed for that gives something more now.</summary>
    private bool IsReached(PurchaseRow row, Returned? back)
    {
        var missed = MissedForThePast(row).ToHashSet();
        if (missed.Count == 0)
            return false;
        var (was, now) = Again(row, back, back?.Tier ?? row.Recorded.Tier);
        return now.Awards.Any(a => missed.Contains(a.Rule.Rule.Id) && a.Amount > was.Awards.Where(w => w.Rule == a.Rule).Sum(w => w.Amount));
    }

    private void Lift(IReadOnlyList<(PurchaseRow Row, Returned? Back, string? Tier)> lifted)
    {
        if (lifted.Count == 0)
            return;
        ledger.Happen(new Restated
        {
            At = late.Purchase.At,
            Member = ledger.Member.Id,
            Cause = late.Purchase.Id,
            Purchases = [.. lifted.Select(l => new RestatedPurchase(l.Row.Recorded.Purchase, l.Back?.Tier ?? l.Row.Recorded.Tier, l.Tier, Earlier(l.Row)))],
        });
        foreach (var (row, back, tier) in lifted)
            Add(row, back, tier);
    }

    /// <summary>The member as she stood when the late purchase happened, with it and without what came later. Lots do not matter here.</summary>
    private Member AsThen(Standing before)
    {
        var at = late.Purchase.At;
        var member = ledger.Member with { Lots = [], Holds = [], Uses = [] };
        foreach (var (row, back) in later)
            member = Counted(MemberFold.Apply(member, Undone(Kept(row, back)))!, row, back, -1);
        var then = before.At(at);
        return member with
        {
            Until = at,
            Household = IsYetToCome(this, late) ? null : member.Household,
            Standing = before with { Tier = then, History = [.. before.History.Where(s => s.At <= at)] },
        };
    }

    /// <summary>A purchase less what came back of it.</summary>
    private static PurchaseRecorded Kept(PurchaseRow row, Returned? back)
    {
        var recorded = row.Recorded;
        if (back is null || back.Lines.Count == 0)
            return recorded with { Uses = [] };
        var lines = row.Command.Purchase.Lines;
        var spend = lines.Select((l, i) => Returning.Upto(recorded.Prices[i].Base, l, back.Quantity(l.Number))).Sum();
        return recorded with
        {
            Total = recorded.Total - back.Lines.Sum(l => l.Total),
            Spend = recorded.Spend == 0 ? 0 : recorded.Spend - spend,
            Uses = [],
        };
    }

    private static LinesReturned Undone(PurchaseRecorded kept) => new()
    {
        At = kept.At,
        Return = new(""),
        Purchase = kept.Purchase,
        Member = kept.Member,
        Day = kept.Day,
        PurchaseDay = kept.Day,
        Location = kept.Location,
        Currency = kept.Currency,
        Lines = [],
        Total = kept.Total,
        Spend = kept.Spend,
        IsWhole = false,
    };

    /// <summary>The units of a purchase that count for tiers, added or left out.</summary>
    private static Member Counted(Member member, PurchaseRow row, Returned? back, int sign)
    {
        foreach (var moved in row.Events.OfType<UnitsMoved>().Where(m => m.Purchase == row.Recorded.Purchase && m.Counted != 0))
        {
            var taken = back?.TakenBack.Where(u => u.Counter == moved.Unit).Sum(u => u.Amount) ?? 0;
            var added = back?.Added.Where(a => a.Unit == moved.Unit).Sum(a => a.Part.Amount) ?? 0;
            member = MemberFold.Counted(member, moved.Unit, row.Recorded.Day, sign * (moved.Counted + added - taken));
        }
        return member;
    }

    /// <summary>Adds what a purchase earns more in the higher tier, of what is left of it and as far as its limits have room now.</summary>
    private void Add(PurchaseRow row, Returned? back, string? tier)
    {
        var (was, now) = Again(row, back, tier);
        foreach (var unit in now.Awards.Concat(was.Awards).Select(a => a.Rule.Unit).Distinct())
            Add(row, unit, Of(now, unit), Of(was, unit));

        static Award[] Of(Verdict verdict, Units.UnitRule unit) => [.. verdict.Awards.Where(a => a.Rule.Unit == unit)];
    }

    /// <summary>What a purchase came to, and what it comes to in that tier and after what is known now.</summary>
    private (Verdict Was, Verdict Now) Again(PurchaseRow row, Returned? back, string? tier)
    {
        var then = program.Version(row.Recorded.Version);
        var earned = row.Events.OfType<UnitsMoved>().Where(m => m.Movement == Movement.Earned && m.Purchase == row.Recorded.Purchase).ToArray();
        var rooms = Together(earned.SelectMany(m => m.Parts).Concat((back?.Added ?? []).Select(a => a.Part))).ToDictionary(p => p.Rule, p => p.Room);
        foreach (var missed in MissedForThePast(row))
            rooms.TryAdd(missed, 0);
        var was = new Judge(then, Left(then, row, back, back?.Tier ?? row.Recorded.Tier), _ => 0, rooms).Run();
        var own = was.Awards.SelectMany(a => a.Uses).GroupBy(u => u.Counter).ToDictionary(g => g.Key, g => g.Sum(u => u.Amount));
        var used = new Consumption(seen, ledger);
        var now = new Judge(then, Left(then, row, back, tier, Earlier(row)), c => Math.Max(0, used[c] - own.GetValueOrDefault(c))).Run();
        return (was, now);
    }

    private void Add(PurchaseRow row, Units.UnitRule unit, Award[] now, Award[] was)
    {
        var more = now.Sum(a => (decimal)a.Amount) - was.Sum(a => (decimal)a.Amount);
        if (more <= 0 || more > long.MaxValue || !ledger.Fits(unit.Id, (long)more))
            return;
        var less = was.Select(a => a.Part with { Amount = -a.Part.Amount, Room = now.FirstOrDefault(n => n.Rule == a.Rule)?.Part.Room ?? a.Part.Room });
        var uses = now.SelectMany(a => a.Uses).Concat(Counters.Freed(was.SelectMany(a => a.Uses)));
        ledger.Earn(unit, row.Recorded.At, $"{row.Recorded.Purchase}+{late.Purchase.Id}", new Posted
        {
            Movement = Movement.Earned,
            Parts = [.. Together(less.Concat(now.Select(a => a.Part))).Where(p => p.Amount != 0).Select(p => p with { Uncapped = null })],
            Uses = [.. uses.GroupBy(u => u.Counter).Select(g => new Use(g.Key, g.Sum(u => u.Amount))).Where(u => u.Amount != 0)],
            Counted = (long)more,
            Purchase = row.Recorded.Purchase,
            Issuer = ledger.Rules.Definition.PartnerAt(row.Recorded.Location)?.Id,
            Cause = late.Purchase.Id,
            As = row.Buyer == ledger.Member.Id ? null : row.Buyer,
            Version = row.Recorded.Version,
            IsPending = true,
            Day = row.Recorded.Day,
        });
    }

    private Basket Left(Rules then, PurchaseRow row, Returned? back, string? tier, int? earlier = null)
    {
        var recorded = row.Recorded;
        return new Basket
        {
            Purchase = row.Command.Purchase,
            Lines = [.. row.Command.Purchase.Lines.Select((l, i) => Left(l, recorded.Prices[i], back)).Where(l => l.Quantity != 0)],
            Local = then.Calendar.Local(recorded.At),
            Rate = then.Definition.RateOf(recorded.Currency, recorded.Day),
            Tier = tier,
            Earlier = recorded.Earlier,
            EarlierNow = earlier ?? back?.Earlier,
            Joined = recorded.Joined is { } joined ? then.Calendar.Day(joined) : null,
            Traits = row.Command.Traits,
            IsInvited = ledger.Member.Inviter is not null,
            IsPaidFromStore = recorded.Paid.Any(p => p.Amount > 0),
            Memberships = Saving.Plans(then, ledger.Member, row.Command.Purchase,
                row.Command.Purchase.Lines.Where(l => l.Quantity != (back?.Quantity(l.Number) ?? 0))),
            IsHeldOut = ledger.Member.HeldOut,
            Past = new Past(ledger.Member, recorded.Day, (recorded.Location, true), Kept(row, back).Spend),
        };
    }

    /// <summary>What returns have left of a line.</summary>
    internal static BasketLine Left(Line line, LinePrice price, Returned? back)
    {
        var gone = back?.Quantity(line.Number) ?? 0;
        return new BasketLine(line, price.Left(Rest), line.Quantity - gone);

        long Rest(long amount) => amount - Returning.Upto(amount, line, gone);
    }
}
