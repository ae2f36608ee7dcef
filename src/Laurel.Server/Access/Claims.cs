using System.Security.Claims;

namespace Laurel.Server.Access;

internal static class Schemes
{
    public const string Staff = "staff";
    public const string ApiKey = "api-key";
    public const string Member = "member";
}

/// <summary>The names under which we keep what we know of a caller.</summary>
internal static class Claims
{
    public const string Id = "sub";
    public const string Organization = "org";
    public const string Name = "name";
    public const string Role = "role";
    public const string Stamp = "stamp";
    public const string Scope = "scope";
    public const string Program = "program";
    public const string Member = "member";
}

/// <summary>A caller: a member of staff on the pages, or an API key.</summary>
internal static class Caller
{
    public static ClaimsPrincipal Of(StaffMember staff) => new(new ClaimsIdentity(
        [
            new(Claims.Id, staff.Id),
            new(Claims.Organization, staff.Organization.Value),
            new(Claims.Name, staff.Name),
            new(Claims.Role, staff.Role.Word()),
            new(Claims.Stamp, staff.Stamp),
        ], Schemes.Staff, Claims.Name, Claims.Role));

    public static ClaimsPrincipal Of(ApiKey key) => new(new ClaimsIdentity(
        [
            new(Claims.Id, key.Id),
            new(Claims.Organization, key.Organization.Value),
            new(Claims.Name, key.Name),
            .. key.Scopes.Select(s => new Claim(Claims.Scope, s.Word())),
        ], Schemes.ApiKey, Claims.Name, Claims.Role));

    public static Role? Role(this ClaimsPrincipal caller) => Roles.TryParse(caller.FindFirst(Claims.Role)?.Value);

    public static bool May(this ClaimsPrincipal caller, Permission permission) => caller.Role() is { } role && role.May(permission);

    public static OrganizationId Organization(this ClaimsPrincipal caller) =>
        OrganizationId.TryParse(caller.FindFirst(Claims.Organization)?.Value)
            ?? throw new InvalidOperationException("Only a caller who is known belongs to an organization.");

    /// <summary>Who did it, as the journal and the audit log remember: the id of the member of staff or of the key.</summary>
    public static string Actor(this ClaimsPrincipal caller) => caller.FindFirst(Claims.Id)?.Value ?? "";
}
