namespace Laurel.Server.Access;

/// <summary>Someone who works for an organization and signs in to the pages.</summary>
internal sealed record StaffMember
{
    public required string Id { get; init; }
    public required OrganizationId Organization { get; init; }
    public required string Email { get; init; }
    public required string Name { get; init; }
    public required Role Role { get; init; }
    public Language? Language { get; init; }

    /// <summary>Changes whenever sessions made before should end: a new password, another role.</summary>
    public required string Stamp { get; init; }
    public DateTimeOffset? Disabled { get; init; }
}
