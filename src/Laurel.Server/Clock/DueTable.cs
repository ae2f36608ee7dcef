using System.Globalization;
using Laurel.Engine;
using Laurel.Server.Access;

namespace Laurel.Server.Clock;

/// <summary>When something of a member may next fall due, kept beside the journal so that nobody has to look at every member.</summary>
internal sealed class DueTable(JournalReader journal, string program)
{
    /// <summary>The last row of the journal that was looked at; null before the first time.</summary>
    public long? Seen
    {
        get
        {
            using var connection = journal.Connect();
            return connection.One<long?>("SELECT seq FROM due_seen WHERE program = $1", program);
        }
    }

    /// <summary>The last local day whose birthdays were told.</summary>
    public DateOnly? Birthdays
    {
        get
        {
            using var connection = journal.Connect();
            return connection.One<string>("SELECT birthdays FROM due_seen WHERE program = $1", program) is { } day
                ? DateOnly.ParseExact(day, "O", CultureInfo.InvariantCulture)
                : null;
        }
    }

    /// <summary>Who has something due by an instant, the earliest first.</summary>
    public IReadOnlyList<(MemberId Member, DateTimeOffset At)> By(DateTimeOffset now, int count)
    {
        using var connection = journal.Connect();
        return connection.All(r => (new MemberId(r.GetString(0)), new DateTimeOffset(r.GetInt64(1), TimeSpan.Zero)),
            "SELECT member, at FROM due WHERE program = $1 AND at <= $2 ORDER BY at, member LIMIT $3", program, now.UtcTicks, count);
    }

    public OrdinaryWrite Set(MemberId member, DateTimeOffset? at) => at is { } due
        ? new("INSERT INTO due (program, member, at) VALUES (@program, @member, @at) ON CONFLICT (program, member) DO UPDATE SET at = excluded.at",
            ("@program", program), ("@member", member.Value), ("@at", due.UtcTicks))
        : new("DELETE FROM due WHERE program = @program AND member = @member", ("@program", program), ("@member", member.Value));

    public OrdinaryWrite SeenUpTo(long seq) => new(
        "INSERT INTO due_seen (program, seq) VALUES (@program, @seq) ON CONFLICT (program) DO UPDATE SET seq = excluded.seq",
        ("@program", program), ("@seq", seq));

    public OrdinaryWrite BirthdaysUpTo(DateOnly day) => new("UPDATE due_seen SET birthdays = @day WHERE program = @program",
        ("@day", day.ToString("O", CultureInfo.InvariantCulture)), ("@program", program));
}
