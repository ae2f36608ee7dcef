using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Laurel.Engine;
using Laurel.Server.Access;

namespace Laurel.Server.Privacy;

/// <summary>A link by which a member opens her own pages, as it may be shown: never the secret itself.</summary>
/// <param name="Expires">From when on it can no longer be opened; what was opened before stays open until it is ended.</param>
/// <param name="Opened">When it was first opened.</param>
public sealed record MemberLink(string Id, string Program, MemberId Member, DateTimeOffset Made, DateTimeOffset Expires, DateTimeOffset? Opened);

/// <summary>
/// Links to members' own pages: 160 random bits, of which only the SHA-256 is kept. A member has one at a time; ending it closes at once
/// what was opened by it.
/// </summary>
internal sealed class MemberLinks(Func<DbConnection> connect, TimeProvider clock)
{
    private const int Letters = 32;
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyz23456789";
    private const string Columns = "id, program, member, made_at, expires_at, opened_at";
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    /// <summary>A new link and the rows that keep it and end the one before; the secret is in the answer and nowhere else.</summary>
    public (string Secret, IReadOnlyList<OrdinaryWrite> Rows) Make(string program, MemberId member, string by)
    {
        var (secret, now) = (RandomNumberGenerator.GetString(Alphabet, Letters), clock.GetUtcNow());
        return (secret,
        [
            End(program, member, by),
            new("""
                INSERT INTO member_links (id, program, member, hash, made_at, made_by, expires_at)
                VALUES (@id, @program, @member, @hash, @at, @by, @expires)
                """,
                ("@id", "lnk_" + RandomNumberGenerator.GetString(Alphabet, 16)), ("@program", program), ("@member", member.Value),
                ("@hash", Hash(secret)), ("@at", now.Text()), ("@by", by), ("@expires", (now + Lifetime).Text())),
        ]);
    }

    /// <summary>The row that ends what a member has.</summary>
    public OrdinaryWrite End(string program, MemberId member, string by) => new(
        "UPDATE member_links SET ended_at = @at, ended_by = @by WHERE program = @program AND member = @member AND ended_at IS NULL",
        ("@at", clock.GetUtcNow().Text()), ("@by", by), ("@program", program), ("@member", member.Value));

    public OrdinaryWrite NoteOpened(MemberLink link) => new("UPDATE member_links SET opened_at = @at WHERE id = @id AND opened_at IS NULL",
        ("@at", clock.GetUtcNow().Text()), ("@id", link.Id));

    /// <summary>The link of a secret; null when there is none, it has expired or was ended: nobody is told which.</summary>
    public MemberLink? Open(string secret) => First(
        $"SELECT {Columns} FROM member_links WHERE hash = $1 AND ended_at IS NULL AND expires_at > $2", Hash(secret), clock.GetUtcNow().Text());

    /// <summary>The link that opened a session; null once it was ended.</summary>
    public MemberLink? Find(string id) => First($"SELECT {Columns} FROM member_links WHERE id = $1 AND ended_at IS NULL", id);

    /// <summary>What a member has now; null when nothing.</summary>
    public MemberLink? Of(string program, MemberId member) => First(
        $"SELECT {Columns} FROM member_links WHERE program = $1 AND member = $2 AND ended_at IS NULL", program, member.Value);

    /// <summary>All that were made for a member and when each was ended, the oldest first.</summary>
    public IReadOnlyList<(MemberLink Link, DateTimeOffset? Ended)> All(string program, MemberId member)
    {
        using var connection = connect();
        return connection.All(row => (Read(row), row.InstantOrNull(6)),
            $"SELECT {Columns}, ended_at FROM member_links WHERE program = $1 AND member = $2 ORDER BY made_at", program, member.Value);
    }

    private MemberLink? First(string sql, params ReadOnlySpan<object?> values)
    {
        using var connection = connect();
        return connection.First(Read, sql, values);
    }

    private static MemberLink Read(DbDataReader row) => new(
        row.GetString(0), row.GetString(1), new MemberId(row.GetString(2)), row.Instant(3), row.Instant(4), row.InstantOrNull(5));

    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
