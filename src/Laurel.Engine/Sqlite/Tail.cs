namespace Laurel.Engine.Sqlite;

/// <summary>
/// The newest entries of members' histories wait in a table of their own, in the order in which they came, and are moved to the
/// histories in the order of members, thousands at a time: so a page of histories is written once for many rows instead of for each.
/// One thread appends; another may ask meanwhile who has entries waiting.
/// </summary>
internal sealed class Tail
{
    private const int Longest = 4096;
    private readonly Lock access = new();
    private readonly HashSet<string> members = [];
    private int length;
    private bool isMoved;
    private bool isKnown;

    /// <summary>Whether an entry of the member may be waiting; most who are looked up have none, and need not be looked for.</summary>
    public bool MayHave(string member)
    {
        lock (access)
            return !isKnown || members.Contains(member);
    }

    public void Add(SqliteRows rows, long program, string member, long seq)
    {
        Know(rows);
        rows.Prepare("INSERT INTO journal_tail (program, seq, member) VALUES (?, ?, ?)")
            .Bind(0, program).Bind(1, seq).Bind(2, member)
            .Run();
        lock (access)
            members.Add(member);
        length++;
    }

    public void MoveIfLong(SqliteRows rows)
    {
        if (length < Longest)
            return;
        rows.Prepare("""
            INSERT INTO journal_members (program, member, seq) SELECT program, member, seq FROM journal_tail ORDER BY program, member, seq
            """).Run();
        rows.Prepare("DELETE FROM journal_tail").Run();
        isMoved = true;
    }

    /// <summary>The transaction is on disk: what it moved waits no more.</summary>
    public void Settle()
    {
        if (!isMoved)
            return;
        lock (access)
            members.Clear();
        (length, isMoved) = (0, false);
    }

    /// <summary>What a transaction that was undone had added or moved is not known.</summary>
    public void Forget()
    {
        isMoved = false;
        lock (access)
            isKnown = false;
    }

    /// <summary>Reads who has entries waiting.</summary>
    public void Know(SqliteRows rows)
    {
        if (isKnown)
            return;
        lock (access)
        {
            members.Clear();
            length = 0;
            var all = rows.Prepare("SELECT member FROM journal_tail");
            while (all.Next())
            {
                members.Add(all.Text(0));
                length++;
            }
            isKnown = true;
        }
    }
}
