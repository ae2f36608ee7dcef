namespace Laurel.Merges;

/// <summary>
/// What merging does to both documents. Who goes on in another's account keeps a document that says what would be hers alone: it is
/// kept up by what her own purchases do, so that leaving gives her back exactly that.
/// </summary>
internal static class MergedFold
{
    public static Member Apply(Member member, MembersMerged e) => (member.Id == e.Member, e.IsUndone) switch
    {
        (true, false) => With(member, e),
        (true, true) => Without(member, e),
        (false, false) => member with { MergedInto = e.Member, Issued = [] },
        _ => member with { MergedInto = null, Issued = e.Past.Issued, Memberships = e.Past.Memberships },
    };

    /// <summary>Of someone who goes on in another's account only what her own purchases did; units are there, not here.</summary>
    public static Member Alone(Member member, Event happened) => happened switch
    {
        MembersMerged e => Apply(member, e),
        PurchaseRecorded e => MemberFold.Bought(member, e),
        LinesReturned e => MemberFold.Returned(member, e),
        Receipts.ReceiptClaimed e => MemberFold.Claimed(member, e),
        Gatherings.ScoreMoved e when e.As == member.Id => Gatherings.GatheringFold.Alone(member, e),
        UnitsMoved e => MemberFold.WithUses(MemberFold.Counted(member, e.Unit, e.Day, e.Counted), e),
        _ => member,
    };

    /// <summary>What is owed because of someone's purchases is hers when she leaves.</summary>
    public static IReadOnlyList<MergedMember> Owing(IReadOnlyList<MergedMember> merged, UnitsMoved e) =>
        e.Owed == 0 || e.As is null ? merged : WithOwed(merged, e);

    private static MergedMember[] WithOwed(IReadOnlyList<MergedMember> merged, UnitsMoved e) =>
        [.. merged.Select(m => m.Id == e.As ? m with { Owed = Evolve.Add(m.Owed, e.Unit, e.Owed) } : m)];

    private static Member With(Member member, MembersMerged e)
    {
        var past = e.Past;
        return Sum(member, past, 1) with
        {
            Merged = [.. member.Merged, Before(member, e)],
            Joined = past.Joined < member.Joined ? past.Joined : member.Joined,
            VisitsEver = member.VisitsEver + past.VisitsEver - Together(member.Days, past.Days),
            LastVisit = member.LastVisit is { } last && !(past.LastVisit > last) ? last : past.LastVisit,
            Recent = [.. member.Recent.Concat(past.Recent).OrderBy(r => r.At).TakeLast(Member.RecentKept)],
            Issued = [.. member.Issued, .. past.Issued.Select(i => i with { Owner = e.Other })],
            Memberships = [.. member.Memberships, .. past.Memberships.Select(m => m with { Id = Away(m.Id, e.Other) })],
            Referrals = [.. member.Referrals, .. past.Referrals],
            Inviter = member.Inviter ?? past.Inviter,
            InvitedBy = member.Inviter is null ? past.InvitedBy : member.InvitedBy,
            TakesPart = [.. member.TakesPart, .. past.TakesPart.Select(p => p with { Owner = e.Other })],
            Standing = e.Standing,
        };
    }

    private static MergedMember Before(Member member, MembersMerged e) => new()
    {
        Id = e.Other,
        At = e.At,
        Standing = member.Standing,
        Joined = member.Joined,
        Inviter = member.Inviter,
        InvitedBy = member.InvitedBy,
        Owed = e.Owed,
    };

    private static Member Without(Member member, MembersMerged e)
    {
        var (past, known) = (e.Past, member.Merged.Single(m => m.Id == e.Other));
        var alone = Sum(member, past, -1);
        var purchases = past.Recent.Select(r => r.Purchase).ToHashSet();
        var lots = past.Referrals.Select(g => g.Lot).ToHashSet();
        var memberships = past.Memberships.Select(m => Away(m.Id, e.Other)).ToHashSet();
        return alone with
        {
            Merged = [.. member.Merged.Where(m => m.Id != e.Other)],
            Joined = known.Joined,
            VisitsEver = member.VisitsEver - past.VisitsEver + Together(alone.Days, past.Days),
            LastVisit = alone.Days.LastOrDefault(d => d.Net > 0)?.On ?? (member.LastVisit == past.LastVisit ? null : member.LastVisit),
            Recent = [.. member.Recent.Where(r => !purchases.Contains(r.Purchase))],
            Issued = [.. member.Issued.Where(i => i.Owner != e.Other)],
            Memberships = [.. member.Memberships.Where(m => !memberships.Contains(m.Id))],
            Referrals = [.. member.Referrals.Where(g => !lots.Contains(g.Lot))],
            Inviter = known.Inviter,
            InvitedBy = known.InvitedBy,
            TakesPart = [.. member.TakesPart.Where(p => p.Owner != e.Other)],
            Standing = e.Standing,
        };
    }

    /// <summary>A membership is called vip/1@bob in another's account.</summary>
    public static string Away(string membership, MemberId other) => $"{membership}@{other}";

    /// <summary>What adds up, added or taken away.</summary>
    private static Member Sum(Member member, MemberPast past, int sign)
    {
        var days = past.Days.Aggregate(member.Days, (days, day) => MemberFold.Add(days, day.On, day.Location, (day, sign), static (d, n) => d with
        {
            Net = d.Net + n.sign * n.day.Net,
            Spend = d.Spend + n.sign * n.day.Spend,
            Brought = d.Brought + n.sign * n.day.Brought,
            Counted = Signed(d.Counted, n.day.Counted, n.sign),
        }));
        return member with
        {
            Days = [.. days.Where(d => d.Net != 0 || d.Spend != 0 || d.Brought != 0 || d.Counted.Count > 0)],
            Uses = Signed(member.Uses, sign > 0 ? past.Uses : past.Uses.Where(u => member.Used(u.Counter) != 0), sign),
            Purchases = member.Purchases + sign * past.Purchases,
            SpendEver = member.SpendEver + sign * past.SpendEver,
            Accounts = Accounts(member.Accounts, past, sign),
        };
    }

    private static IReadOnlyList<Use> Signed(IReadOnlyList<Use> uses, IEnumerable<Use> more, int sign) =>
        more.Aggregate(uses, (sum, use) => Evolve.Add(sum, use.Counter, sign * use.Amount));

    private static IReadOnlyList<UnitAccount> Accounts(IReadOnlyList<UnitAccount> accounts, MemberPast past, int sign) =>
    [
        .. past.Counted.Concat(past.Expired).Concat(past.Reinstated).Select(u => u.Counter).Concat(accounts.Select(a => a.Unit)).Distinct()
            .Select(unit => accounts.FirstOrDefault(a => a.Unit == unit) ?? new UnitAccount { Unit = unit })
            .Select(a => a with
            {
                Counted = a.Counted + sign * Of(past.Counted, a.Unit),
                Expired = Math.Max(0, a.Expired + sign * Of(past.Expired, a.Unit)),
                Reinstated = Math.Max(0, a.Reinstated + sign * Of(past.Reinstated, a.Unit)),
            }),
    ];

    private static long Of(IReadOnlyList<Use> amounts, string unit) => amounts.Where(u => u.Counter == unit).Sum(u => u.Amount);

    /// <summary>Visits that both made on a day at a place are one visit of one person.</summary>
    private static int Together(IReadOnlyList<Day> one, IReadOnlyList<Day> other) =>
        one.Where(d => d.Net > 0).Select(d => (d.On, d.Location)).Intersect(other.Where(d => d.Net > 0).Select(d => (d.On, d.Location))).Count();
}
