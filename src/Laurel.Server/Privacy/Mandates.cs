using System.Data.Common;
using Laurel.Engine;
using Laurel.Server.Access;

namespace Laurel.Server.Privacy;

/// <summary>Means of payment that members left for the renewal of a membership, as the collector calls them, encrypted under their own keys.</summary>
internal sealed class Mandates(Func<DbConnection> connect, PersonKeys keys, TimeProvider clock)
{
    public OrdinaryWrite Keep(string program, MemberId member, string plan, string source) => new("""
        INSERT INTO mandates (program, member, plan, source, agreed_at) VALUES (@program, @member, @plan, @source, @at)
        ON CONFLICT (program, member, plan) DO UPDATE SET source = excluded.source, agreed_at = excluded.agreed_at
        """,
        ("@program", program), ("@member", member.Value), ("@plan", plan),
        ("@source", Sealed.Seal(keys.Make(People.PersonOf(program, member)), Place(program, member, plan), source)), ("@at", clock.GetUtcNow().Text()));

    /// <summary>What she left for a plan; null where she left nothing.</summary>
    public string? Find(string program, MemberId member, string plan)
    {
        using var connection = connect();
        var source = connection.One<byte[]>(
            "SELECT source FROM mandates WHERE program = $1 AND member = $2 AND plan = $3", program, member.Value, plan);
        return source is not null && keys.Find(People.PersonOf(program, member)) is { } key ? Sealed.Open(key, Place(program, member, plan), source) : null;
    }

    /// <summary>What she, or somebody who goes on in her account, left for a plan.</summary>
    public string? Find(string program, Member member, string plan) => member.Merged.Select(m => m.Id).Prepend(member.Id)
        .Select(id => Find(program, id, plan)).FirstOrDefault(s => s is not null);

    /// <summary>For which plans she left something, and when; never what.</summary>
    public IReadOnlyList<(string Plan, DateTimeOffset Agreed)> Of(string program, MemberId member)
    {
        using var connection = connect();
        return connection.All(row => (row.GetString(0), row.Instant(1)),
            "SELECT plan, agreed_at FROM mandates WHERE program = $1 AND member = $2 ORDER BY plan", program, member.Value);
    }

    private static string Place(string program, MemberId member, string plan) => $"{program}/{member.Value}/mandate/{plan}";
}
