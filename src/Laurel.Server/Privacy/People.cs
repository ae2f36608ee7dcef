using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using Laurel.Engine;
using Laurel.Server.Access;

namespace Laurel.Server.Privacy;

/// <summary>What is known of a member as a person; all of it can be forgotten without changing a single total.</summary>
public sealed record Person
{
    public required MemberId Member { get; init; }
    public string? Name { get; init; }
    public string? Language { get; init; }

    /// <summary>Her day of birth, and when she agreed that it is kept.</summary>
    public DateOnly? Born { get; init; }
    public DateTimeOffset? BornAgreed { get; init; }
    public IReadOnlyList<KnownIdentifier> Identifiers { get; init; } = [];
    public DateTimeOffset? Erased { get; init; }

    /// <summary>What a till scans: the number of her card, else her id here.</summary>
    public string Code => Identifiers.FirstOrDefault(i => i.Identifier.Kind == IdentifierKind.Card)?.Identifier.Value ?? Member.Value;
}

public sealed record KnownIdentifier(string Id, Identifier Identifier, DateTimeOffset Added);

/// <summary>What is said of a person when she joins.</summary>
/// <param name="Born">Her day of birth, where she agrees that it is kept.</param>
public sealed record Introduction(string? Name, string? Language, IReadOnlyList<Identifier> Identifiers, DateOnly? Born = null);

/// <summary>
/// The people of one organization: names and identifiers, encrypted under a key per person, found by keyed hash. Writes are given as
/// rows for the writer, so that they travel with the command they belong to.
/// </summary>
internal sealed class People(Func<DbConnection> connect, PersonKeys keys, TimeProvider clock)
{
    private const int HashedBytes = 12;

    /// <summary>The rows of someone who joins. Her key is durable before they are written.</summary>
    public IReadOnlyList<OrdinaryWrite> Join(string program, MemberId member, Introduction said)
    {
        var key = keys.Make(PersonOf(program, member));
        var rows = new List<OrdinaryWrite>
        {
            new("INSERT INTO people (program, member, name, language, asked, created_at) VALUES (@program, @member, @name, @language, @asked, @at)",
                ("@program", program), ("@member", member.Value),
                ("@name", said.Name is null ? null : Sealed.Seal(key, Place(program, member, "name"), said.Name)),
                ("@language", said.Language), ("@asked", Asked(said)), ("@at", clock.GetUtcNow().Text())),
        };
        if (said.Name is not null)
            rows.AddRange(Parts(program, member, "name", PartialSearch.Beginnings(said.Name)));
        if (said.Born is { } born)
            rows.AddRange(Bear(program, member, born));
        foreach (var identifier in said.Identifiers)
            rows.AddRange(Add(program, member, identifier).Rows);
        return rows;
    }

    public (string Id, IReadOnlyList<OrdinaryWrite> Rows) Add(string program, MemberId member, Identifier identifier)
    {
        var key = keys.Make(PersonOf(program, member));
        var id = "idn_" + RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz23456789", 16);
        return (id,
        [
            new("INSERT INTO identifiers (id, program, member, kind, lookup, value, added_at) VALUES (@id, @program, @member, @kind, @lookup, @value, @at)",
                ("@id", id), ("@program", program), ("@member", member.Value), ("@kind", identifier.Kind.Word()),
                ("@lookup", Lookup(program, identifier)), ("@value", Sealed.Seal(key, Place(program, member, id), identifier.Value)),
                ("@at", clock.GetUtcNow().Text())),
            .. Parts(program, member, id, identifier.Parts()),
        ]);
    }

    /// <summary>The rows that keep her day of birth from now on; they are refused when nobody is known by that id.</summary>
    public IReadOnlyList<OrdinaryWrite> Bear(string program, MemberId member, DateOnly born) =>
    [
        new("UPDATE people SET born = @born, born_agreed_at = @at, birthday = @birthday WHERE program = @program AND member = @member AND erased_at IS NULL",
            ("@born", Sealed.Seal(keys.Make(PersonOf(program, member)), Place(program, member, "born"), born.ToString("O", CultureInfo.InvariantCulture))),
            ("@at", clock.GetUtcNow().Text()), ("@birthday", BirthdayHash(program, born)),
            ("@program", program), ("@member", member.Value)) { MustChange = true },
    ];

    /// <summary>The rows that forget her day of birth.</summary>
    public static IReadOnlyList<OrdinaryWrite> Unbear(string program, MemberId member) =>
    [
        new("UPDATE people SET born = NULL, born_agreed_at = NULL, birthday = NULL WHERE program = @program AND member = @member",
            ("@program", program), ("@member", member.Value)) { MustChange = true },
    ];

    /// <summary>The rows that take an identifier away; they are refused when the member has no such identifier.</summary>
    public static IReadOnlyList<OrdinaryWrite> Remove(string program, MemberId member, string id) =>
    [
        new("DELETE FROM identifiers WHERE id = @id AND program = @program AND member = @member",
            ("@id", id), ("@program", program), ("@member", member.Value)) { MustChange = true },
        new("DELETE FROM identifier_parts WHERE program = @program AND member = @member AND source = @id",
            ("@id", id), ("@program", program), ("@member", member.Value)),
    ];

    /// <summary>The rows that forget a person; her key is destroyed by <see cref="Forget"/> once they are written.</summary>
    public IReadOnlyList<OrdinaryWrite> Erase(string program, MemberId member) =>
    [
        new("UPDATE people SET name = NULL, language = NULL, born = NULL, born_agreed_at = NULL, birthday = NULL, erased_at = @at WHERE program = @program AND member = @member",
            ("@at", clock.GetUtcNow().Text()), ("@program", program), ("@member", member.Value)) { MustChange = true },
        new("DELETE FROM mandates WHERE program = @program AND member = @member", ("@program", program), ("@member", member.Value)),
        new("DELETE FROM member_links WHERE program = @program AND member = @member", ("@program", program), ("@member", member.Value)),
        new("DELETE FROM invitations WHERE program = @program AND member = @member", ("@program", program), ("@member", member.Value)),
        new("DELETE FROM identifiers WHERE program = @program AND member = @member", ("@program", program), ("@member", member.Value)),
        new("DELETE FROM identifier_parts WHERE program = @program AND member = @member", ("@program", program), ("@member", member.Value)),
    ];

    /// <summary>The same of someone who goes on in that account, whether or not anything is known of her.</summary>
    public IEnumerable<OrdinaryWrite> EraseToo(string program, MemberId member) => Erase(program, member).Select(row => row with { MustChange = false });

    public void Forget(string program, MemberId member) => keys.Destroy(PersonOf(program, member));

    /// <summary>Whether somebody was introduced in the same words when she joined.</summary>
    public bool IsSame(string program, MemberId member, Introduction said)
    {
        using var connection = connect();
        var known = connection.One<byte[]>("SELECT asked FROM people WHERE program = $1 AND member = $2", program, member.Value);
        return known is null || known.AsSpan().SequenceEqual(Asked(said));
    }

    public MemberId? Find(string program, Identifier identifier)
    {
        using var connection = connect();
        var member = connection.One<string>("SELECT member FROM identifiers WHERE program = $1 AND kind = $2 AND lookup = $3",
            program, identifier.Kind.Word(), Lookup(program, identifier));
        return member is null ? null : new MemberId(member);
    }

    /// <summary>Her day of birth, where it is kept.</summary>
    public DateOnly? Born(string program, MemberId member)
    {
        using var connection = connect();
        return connection.One<byte[]>("SELECT born FROM people WHERE program = $1 AND member = $2", program, member.Value) is { } born
            && keys.Find(PersonOf(program, member)) is { } key
                ? Born(key, program, member, born)
                : null;
    }

    /// <summary>Members, after one of them in the order of their ids, whose birthday may be on a day of the year.</summary>
    public IReadOnlyList<MemberId> BornOn(string program, DateOnly day, string after, int count)
    {
        using var connection = connect();
        return connection.All(r => new MemberId(r.GetString(0)),
            "SELECT member FROM people WHERE program = $1 AND birthday = $2 AND member > $3 ORDER BY member LIMIT $4",
            program, BirthdayHash(program, day), after, count);
    }

    public Person Of(string program, MemberId member)
    {
        using var connection = connect();
        return Of(connection, program, member);
    }

    public IReadOnlyList<Person> Of(string program, IEnumerable<MemberId> members)
    {
        using var connection = connect();
        return [.. members.Select(member => Of(connection, program, member))];
    }

    /// <summary>Members in whose name, e-mail or numbers every word is found: the beginning of a word, or the end of a number.</summary>
    public IReadOnlyList<MemberId> Search(string program, string text, int count)
    {
        var sought = PartialSearch.Sought(text);
        if (sought.Count == 0)
            return [];
        using var connection = connect();
        return
        [
            .. sought
                .Select(word => connection.All(r => r.GetString(0),
                    "SELECT DISTINCT member FROM identifier_parts WHERE program = $1 AND part = $2 LIMIT 500",
                    program, PartHash(program, word)).AsEnumerable())
                .Aggregate((found, next) => found.Intersect(next))
                .Take(count)
                .Select(MemberId.Of),
        ];
    }

    private Person Of(DbConnection connection, string program, MemberId member)
    {
        var (name, language, erased, born, agreed) = connection.First(
            r => (Name: r.IsDBNull(0) ? null : (byte[])r[0], Language: r.TextOrNull(1), Erased: r.TextOrNull(2),
                Born: r.IsDBNull(3) ? null : (byte[])r[3], Agreed: r.TextOrNull(4)),
            "SELECT name, language, erased_at, born, born_agreed_at FROM people WHERE program = $1 AND member = $2", program, member.Value);
        var person = new Person { Member = member, Language = language, Erased = erased is null ? null : SqlTime.Parse(erased) };
        if (keys.Find(PersonOf(program, member)) is not { } key)
            return person;
        return person with
        {
            Name = name is null ? null : Sealed.Open(key, Place(program, member, "name"), name),
            Born = born is null ? null : Born(key, program, member, born),
            BornAgreed = agreed is null ? null : SqlTime.Parse(agreed),
            Identifiers = connection.All(r => Known(r, key, program, member),
                "SELECT id, kind, value, added_at FROM identifiers WHERE program = $1 AND member = $2 ORDER BY kind, id",
                program, member.Value),
        };
    }

    private static DateOnly Born(byte[] key, string program, MemberId member, byte[] born) =>
        DateOnly.ParseExact(Sealed.Open(key, Place(program, member, "born"), born), "O", CultureInfo.InvariantCulture);

    private static KnownIdentifier Known(DbDataReader row, byte[] key, string program, MemberId member)
    {
        var id = row.GetString(0);
        var kind = Identifier.TryParseKind(row.GetString(1))!.Value;
        var value = Sealed.Open(key, Place(program, member, id), (byte[])row[2]);
        return new KnownIdentifier(id, Identifier.TryParse(kind, value)!.Value, SqlTime.Parse(row.GetString(3)));
    }

    private IEnumerable<OrdinaryWrite> Parts(string program, MemberId member, string source, IEnumerable<string> parts) =>
        parts.Distinct().Select(part => new OrdinaryWrite(
            "INSERT OR IGNORE INTO identifier_parts (program, part, member, source) VALUES (@program, @part, @member, @source)",
            ("@program", program), ("@part", PartHash(program, part)), ("@member", member.Value), ("@source", source)));

    private byte[] Lookup(string program, Identifier identifier) => keys.Hash("identifier", program, identifier.Kind.Word(), identifier.Value);

    private byte[] PartHash(string program, string part) => keys.Hash("part", program, part)[..HashedBytes];

    private byte[] BirthdayHash(string program, DateOnly day) => keys.Hash("birthday", program, day.ToString("MM-dd", CultureInfo.InvariantCulture))[..HashedBytes];

    private byte[] Asked(Introduction said) => keys.Hash(
    [
        "introduction", said.Name ?? "", said.Language ?? "", .. said.Identifiers.Select(i => $"{i.Kind.Word()} {i.Value}").Order(),
        .. said.Born is { } born ? (string[])[born.ToString("O", CultureInfo.InvariantCulture)] : [],
    ]);

    internal static string PersonOf(string program, MemberId member) => program + "/" + member.Value;

    private static string Place(string program, MemberId member, string what) => $"{program}/{member.Value}/{what}";
}
