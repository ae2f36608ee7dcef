using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Data.Common;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;

namespace Laurel.Server.Access;

/// <summary>An API key as it may be shown: never the secret itself.</summary>
internal sealed record ApiKey
{
    public required string Id { get; init; }
    public required OrganizationId Organization { get; init; }
    public required string Name { get; init; }

    /// <summary>The first letters of the secret, enough to recognise it.</summary>
    public required string Shown { get; init; }
    public required IReadOnlyList<Scope> Scopes { get; init; }
    public required DateTimeOffset Created { get; init; }
    public DateTimeOffset? LastUsed { get; init; }
    public DateTimeOffset? Revoked { get; init; }
}

/// <summary>
/// API keys: <c>lk_live_</c> and 32 random letters, of which only the SHA-256 is kept (190 random bits need no slow hash). A known key is
/// remembered for a few seconds; revoking forgets it at once.
/// </summary>
internal sealed class ApiKeys(Catalog catalog, TimeProvider clock)
{
    public const string Prefix = "lk_live_";

    private const int Letters = 32;
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan UseNoted = TimeSpan.FromMinutes(1);
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const string Columns = "id, organization, name, shown, scopes, created_at, last_used_at, revoked_at";

    /// <summary>By the first half of the secret's hash.</summary>
    private readonly ConcurrentDictionary<UInt128, Known> known = new();

    /// <summary>Makes a key; the secret is in the answer and nowhere else.</summary>
    public (ApiKey Key, string Secret) Create(OrganizationId organization, string name, IReadOnlyList<Scope> scopes, string by)
    {
        var secret = Prefix + RandomNumberGenerator.GetString(Alphabet, Letters);
        var key = new ApiKey
        {
            Id = "key_" + RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz23456789", 12),
            Organization = organization,
            Name = name,
            Shown = secret[..(Prefix.Length + 4)],
            Scopes = [.. scopes.Distinct().Order()],
            Created = clock.GetUtcNow(),
        };
        catalog.Write(c => c.Do("""
            insert into api_keys (id, organization, name, shown, hash, scopes, created_at, created_by) values ($1, $2, $3, $4, $5, $6, $7, $8)
            """, key.Id, organization.Value, name, key.Shown, Hash(secret), Scopes.Join(scopes), key.Created.Text(), by));
        return (key, secret);
    }

    public IReadOnlyList<ApiKey> Of(OrganizationId organization) => catalog.Read(c => c.All(
        Shape, $"select {Columns} from api_keys where organization = $1 order by revoked_at is not null, created_at desc, id", organization.Value));

    /// <summary>Who comes with this secret; nobody when there is no such key or it was revoked.</summary>
    public ClaimsPrincipal? Recognise(ReadOnlySpan<char> secret)
    {
        if (!secret.StartsWith(Prefix, StringComparison.Ordinal) || secret.Length != Prefix.Length + Letters)
            return null;
        var now = clock.GetUtcNow();
        var hash = Hash(secret);
        var name = BinaryPrimitives.ReadUInt128LittleEndian(hash);
        if (known.TryGetValue(name, out var remembered) && now - remembered.At < Remembered)
            return remembered.Caller;
        var found = catalog.Read(c => c.First(Shape, $"select {Columns} from api_keys where hash = $1 and revoked_at is null", hash));
        if (found is null)
        {
            known.TryRemove(name, out _);
            return null;
        }
        NoteUse(found, now);
        var caller = Caller.Of(found);
        known[name] = new Known(found, caller, now);
        return caller;
    }

    public bool Revoke(OrganizationId organization, string id, string by)
    {
        var changed = catalog.Write(c => c.Do(
            "update api_keys set revoked_at = $1, revoked_by = $2 where id = $3 and organization = $4 and revoked_at is null",
            clock.GetUtcNow().Text(), by, id, organization.Value)) > 0;
        foreach (var (hash, entry) in known)
        {
            if (entry.Key.Id == id && entry.Key.Organization == organization)
                known.TryRemove(hash, out _);
        }
        return changed;
    }

    private void NoteUse(ApiKey key, DateTimeOffset now)
    {
        if (key.LastUsed is null || now - key.LastUsed > UseNoted)
            catalog.Write(c => c.Do("update api_keys set last_used_at = $1 where id = $2", now.Text(), key.Id));
    }

    /// <summary>Secrets are ASCII; any other letter becomes one that no secret has.</summary>
    private static byte[] Hash(ReadOnlySpan<char> secret)
    {
        Span<byte> letters = stackalloc byte[secret.Length];
        Encoding.ASCII.GetBytes(secret, letters);
        return SHA256.HashData(letters);
    }

    private static ApiKey Shape(DbDataReader row) => new()
    {
        Id = row.GetString(0),
        Organization = OrganizationId.Parse(row.GetString(1)),
        Name = row.GetString(2),
        Shown = row.GetString(3),
        Scopes = Scopes.Split(row.GetString(4)),
        Created = row.Instant(5),
        LastUsed = row.InstantOrNull(6),
        Revoked = row.InstantOrNull(7),
    };

    private sealed record Known(ApiKey Key, ClaimsPrincipal Caller, DateTimeOffset At);
}
