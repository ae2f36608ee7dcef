using System.Data.Common;
using System.Globalization;
using Laurel.Engine;
using Laurel.Server.Access;

namespace Laurel.Server.Wallets;

/// <summary>A card that somebody carries in the wallet of her phone.</summary>
/// <param name="Id">Its serial number, which nobody can guess.</param>
/// <param name="Holder">Who added it.</param>
/// <param name="Member">In whose account she goes on: herself, unless accounts were merged.</param>
/// <param name="Wallet">apple or google.</param>
/// <param name="Origin">Under which address her phone knows this server.</param>
/// <param name="Shows">The print of what it shows.</param>
/// <param name="Changed">When that last became something else.</param>
internal sealed record KeptPass(
    string Id, string Program, MemberId Holder, MemberId Member, string Wallet, Language Language, Uri Origin, DateTimeOffset Added, string Shows, DateTimeOffset Changed);

/// <summary>A phone that asked to be told when a card changes, and the name under which Apple reaches it.</summary>
internal sealed record WalletDevice(string Id, string Token);

/// <summary>The cards in members' wallets, the phones that carry them, and how far the journal was looked at for what they show.</summary>
internal sealed class KeptPasses(Func<DbConnection> connect, Func<string, string> nameFrom)
{
    private const string Columns = "id, program, holder, member, wallet, language, origin, added_at, shows, changed_at";

    /// <summary>The same for a card that is added again.</summary>
    public string IdOf(string program, MemberId holder, string wallet) => "pas_" + nameFrom($"id\n{program}\n{holder}\n{wallet}");

    /// <summary>What a card shows, as it is kept: only as good as to see that another shows the same.</summary>
    public string PrintOf(Pass pass) => nameFrom("shows\n" + pass.Text);

    /// <summary>Keeps a card as it was just added; one that was there before is shown as it is now.</summary>
    public static OrdinaryWrite Keep(KeptPass pass) => new("""
        INSERT INTO wallet_passes (id, program, holder, member, wallet, language, origin, added_at, shows, changed_at, is_told)
        VALUES (@id, @program, @holder, @member, @wallet, @language, @origin, @added, @shows, @changed, 1)
        ON CONFLICT (id) DO UPDATE SET member = excluded.member, language = excluded.language, origin = excluded.origin, is_told = 0
        """,
        ("@id", pass.Id), ("@program", pass.Program), ("@holder", pass.Holder.Value), ("@member", pass.Member.Value), ("@wallet", pass.Wallet),
        ("@language", pass.Language.Code()), ("@origin", pass.Origin.OriginalString), ("@added", pass.Added.Text()), ("@shows", pass.Shows),
        ("@changed", pass.Changed.UtcTicks));

    /// <summary>It shows something else now, which its wallet is not told of yet.</summary>
    public static OrdinaryWrite Changed(KeptPass pass, MemberId member, string shows, DateTimeOffset at) => new(
        "UPDATE wallet_passes SET member = @member, shows = @shows, changed_at = @at, is_told = 0 WHERE id = @id",
        ("@member", member.Value), ("@shows", shows), ("@at", at.UtcTicks), ("@id", pass.Id));

    /// <summary>Its wallet was told, unless it has changed again meanwhile.</summary>
    public static OrdinaryWrite Told(KeptPass pass) => new(
        "UPDATE wallet_passes SET is_told = 1 WHERE id = @id AND shows = @shows", ("@id", pass.Id), ("@shows", pass.Shows));

    public static IReadOnlyList<OrdinaryWrite> End(KeptPass pass) =>
    [
        new("DELETE FROM wallet_devices WHERE pass = @id", ("@id", pass.Id)),
        new("DELETE FROM wallet_passes WHERE id = @id", ("@id", pass.Id)),
    ];

    public KeptPass? Find(string id) => All("id = $1", id) is [var pass] ? pass : null;

    /// <summary>What a member carries, of her own and of those who go on in her account.</summary>
    public IReadOnlyList<KeptPass> Of(string program, MemberId member) => All("program = $1 AND (member = $2 OR holder = $2)", program, member.Value);

    public IReadOnlyList<KeptPass> Of(string program) => All("program = $1", program);

    /// <summary>Those whose wallet is to be told of a change, the oldest change first.</summary>
    public IReadOnlyList<KeptPass> Untold(string program, int most) => All("program = $1 AND is_told = 0 ORDER BY changed_at LIMIT $2", program, most);

    public static OrdinaryWrite Register(KeptPass pass, WalletDevice device) => new("""
        INSERT INTO wallet_devices (device, pass, token) VALUES (@device, @pass, @token)
        ON CONFLICT (device, pass) DO UPDATE SET token = excluded.token
        """, ("@device", device.Id), ("@pass", pass.Id), ("@token", device.Token));

    public static OrdinaryWrite Unregister(string pass, string device) => new(
        "DELETE FROM wallet_devices WHERE device = @device AND pass = @pass", ("@device", device), ("@pass", pass));

    public IReadOnlyList<WalletDevice> Devices(string pass)
    {
        using var connection = connect();
        return connection.All(row => new WalletDevice(row.GetString(0), row.GetString(1)), "SELECT device, token FROM wallet_devices WHERE pass = $1", pass);
    }

    /// <summary>The cards on a phone that have changed since, in ticks.</summary>
    public IReadOnlyList<KeptPass> On(string device, long since) =>
        All("id IN (SELECT pass FROM wallet_devices WHERE device = $1) AND changed_at > $2", device, since);

    /// <summary>The last row of the journal that was looked at; null before the first time.</summary>
    public long? Seen(string program)
    {
        using var connection = connect();
        return connection.One<long?>("SELECT seq FROM wallet_seen WHERE program = $1", program);
    }

    public static OrdinaryWrite SeenUpTo(string program, long seq) => new(
        "INSERT INTO wallet_seen (program, seq) VALUES (@program, @seq) ON CONFLICT (program) DO UPDATE SET seq = excluded.seq",
        ("@program", program), ("@seq", seq));

    private IReadOnlyList<KeptPass> All(string where, params ReadOnlySpan<object?> values)
    {
        using var connection = connect();
        return connection.All(Read, $"SELECT {Columns} FROM wallet_passes WHERE {where}", values);
    }

    private static KeptPass Read(DbDataReader row) => new(
        row.GetString(0), row.GetString(1), new MemberId(row.GetString(2)), new MemberId(row.GetString(3)), row.GetString(4),
        Languages.TryParse(row.GetString(5)) ?? Language.English, new Uri(row.GetString(6)), row.Instant(7), row.GetString(8),
        new DateTimeOffset(row.GetInt64(9), TimeSpan.Zero));
}
