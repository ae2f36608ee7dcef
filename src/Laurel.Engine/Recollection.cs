namespace Laurel.Engine;

/// <summary>
/// Members as they were: at an instant of business time, as far as the journal knew at another. What is recorded late belongs to
/// the day on which it happened, and was not known before it was recorded.
/// </summary>
public static class Recollection
{
    private const int PageRows = 1000;

    /// <summary>The member as she was, with all that had fallen due by then; null before she joined.</summary>
    /// <param name="reader">The journal.</param>
    /// <param name="program">The program's id.</param>
    /// <param name="member">The member's id.</param>
    /// <param name="at">Business time: what happened later is left out.</param>
    /// <param name="known">The server's clock: what was recorded later is left out.</param>
    public static async Task<Member?> Of(JournalReader reader, string program, MemberId member, DateTimeOffset at, DateTimeOffset known)
    {
        Document? found = null;
        foreach (var happened in (await Rows(reader, program, member)).Where(r => r.RecordedAt <= known).SelectMany(r => r.Events))
        {
            if (happened.At <= at && Evolve.Touched(happened).Contains(Key.Member(member)))
                found = Evolve.Apply(Key.Member(member), found, happened);
        }
        return found is Member then ? (await reader.Program(program)).AsOf(Summed(then), at) : null;
    }

    /// <summary>All rows of the member, the oldest first.</summary>
    private static async Task<IReadOnlyList<JournalRow>> Rows(JournalReader reader, string program, MemberId member)
    {
        var rows = new List<JournalRow>();
        for (var page = await reader.History(program, member, count: PageRows); page.Count > 0;)
        {
            rows.AddRange(page);
            page = await reader.History(program, member, page[^1].Seq, PageRows);
        }
        rows.Reverse();
        return rows;
    }

    /// <summary>An event says the balance after it; without the events between, the balance is what lots and arrears come to.</summary>
    private static Member Summed(Member member) => member with
    {
        Accounts =
        [
            .. member.Accounts.Select(a => a with { Booked = member.Lots.Where(l => l.Unit == a.Unit).Sum(l => l.Left) - a.Owed }),
        ],
    };
}
