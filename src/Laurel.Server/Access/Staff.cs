using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;

namespace Laurel.Server.Access;

/// <summary>The staff of all organizations; an e-mail address belongs to one of them.</summary>
internal sealed class Staff(Catalog catalog, TimeProvider clock)
{
    /// <summary>Long enough that guessing is hopeless; what it is made of is the person's own business.</summary>
    public const int ShortestPassword = 12;

    private const string Columns = "id, organization, email, name, role, language, stamp, disabled_at";
    private static readonly PasswordHasher<StaffMember> Hasher = new();

    // Compared with when nobody has the address, so that a wrong address takes as long as a wrong password.
    private readonly string nobody = Hasher.HashPassword(null!, "nobody");

    public StaffMember Add(OrganizationId organization, string email, string name, Role role, string password)
    {
        if (password.Length < ShortestPassword)
            throw new ArgumentException($"A password has at least {ShortestPassword} characters.", nameof(password));
        var made = new StaffMember
        {
            Id = "stf_" + Letters(16),
            Organization = organization,
            Email = Normal(email),
            Name = name,
            Role = role,
            Stamp = Letters(16),
        };
        catalog.Write(c => c.Do("""
            insert into staff (id, organization, email, name, role, password_hash, stamp, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8)
            """, made.Id, organization.Value, made.Email, name, role.Word(), Hasher.HashPassword(made, password), made.Stamp, Now()));
        return made;
    }

    public StaffMember? Find(string id) => catalog.Read(c => c.First(Shape, $"select {Columns} from staff where id = $1", id));

    public IReadOnlyList<StaffMember> Of(OrganizationId organization) =>
        catalog.Read(c => c.All(Shape, $"select {Columns} from staff where organization = $1 order by name, id", organization.Value));

    public bool IsTaken(string email) => catalog.Read(c => c.One<long>("select count(*) from staff where email = $1", Normal(email))) > 0;

    /// <summary>The member of staff with this address and password, or null; both answers take the same time.</summary>
    public StaffMember? SignIn(string email, string password)
    {
        var (found, hash) = catalog.Read(c => c.First(
            r => (Shape(r), r.GetString(8)), $"select {Columns}, password_hash from staff where email = $1", Normal(email)));
        var verdict = Hasher.VerifyHashedPassword(found!, hash ?? nobody, password);
        if (found is null || found.Disabled is not null || verdict == PasswordVerificationResult.Failed)
            return null;
        if (verdict == PasswordVerificationResult.SuccessRehashNeeded)
            catalog.Write(c => c.Do("update staff set password_hash = $1 where id = $2", Hasher.HashPassword(found, password), found.Id));
        return found;
    }

    /// <summary>Ends all sessions of a member of staff of this organization and lets her in no more.</summary>
    public bool Disable(OrganizationId organization, string id) => catalog.Write(c => c.Do(
        "update staff set disabled_at = $1, stamp = $2 where id = $3 and organization = $4 and disabled_at is null",
        Now(), Letters(16), id, organization.Value)) > 0;

    public void Speak(string id, Language language) =>
        catalog.Write(c => c.Do("update staff set language = $1 where id = $2", language.Code(), id));

    private static StaffMember Shape(DbDataReader row) => new()
    {
        Id = row.GetString(0),
        Organization = OrganizationId.Parse(row.GetString(1)),
        Email = row.GetString(2),
        Name = row.GetString(3),
        Role = Roles.TryParse(row.GetString(4)) ?? throw new IOException($"catalog.db knows a role '{row.GetString(4)}' that this Laurel does not."),
        Language = Languages.TryParse(row.TextOrNull(5)),
        Stamp = row.GetString(6),
        Disabled = row.InstantOrNull(7),
    };

    private static string Letters(int count) => RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz23456789", count);

    private static string Normal(string email) => email.Trim().ToLowerInvariant();

    private string Now() => clock.GetUtcNow().Text();
}
