namespace Laurel.Engine.Sqlite;

/// <summary>
/// The newest entries of members' histories wait in a table of their own, in the order in which they came, and are moved to the
/// histories in the order of members, thousands at a time: so a page of histories is written once for many rows instead of for each.
/// </summary>
internal sealed class Tail(SqliteRows rows)
{
    private const int Longest = 4096;
    private readonly HashSet<(long Program, string Member)> members = [];
    private int length;
    private bool isKnown;

    /// <summary>Whether an entry of the member may be waiting; most who are looked up have none, and need not be looked for.</summary>
    public bool MayHave(long program, string member)
    {
        Know();
        return members.Contains((program, member));
    }

    public void Add(long program, string member, long seq)
    {
        Know();
        rows.Prepare("INSERT INTO journal_tail (program, seq, member) VALUES (?, ?, ?)")
            .Bind(0, program).Bind(1, seq).Bind(2, member)
            .Run();
        members.Add((program, member));
        length++;
    }

    public void MoveIfLong()
    {
        if (length < Longest)
            return;
        rows.Prepare("""
            INSERT INTO journal_members (program, member, seq) SELECT program, member, seq FROM journal_tail ORDER BY program, member, seq
            """).Run();
        rows.Prepare("DELETE FROM journal_tail").Run();
        members.Clear();
        length = 0;
    }

    /// <summary>What a transaction that was undone had added or moved is not known.</summary>
    public void Forget() => isKnown = false;

    private void Know()
    {
        if (isKnown)
            return;
        members.Clear();
        length = 0;
        var all = rows.Prepare("SELECT program, member FROM journal_tail");
        while (all.Next())
        {
            members.Add((all.Int(0), all.Text(1)));
            length++;
        }
        isKnown = true;
    }
}
