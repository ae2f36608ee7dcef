using System.Text.RegularExpressions;

namespace Laurel.Server.Access;

/// <summary>
/// The name of an organization in paths: 2 to 40 lower-case letters, digits and hyphens, beginning with a letter. Nothing else is ever
/// made into a file name.
/// </summary>
internal readonly partial record struct OrganizationId
{
    private OrganizationId(string value) => Value = value;

    public string Value { get; }

    public static OrganizationId? TryParse(string? text) =>
        text is not null && Shape().IsMatch(text) ? new OrganizationId(text) : null;

    public static OrganizationId Parse(string text) =>
        TryParse(text) ?? throw new FormatException($"'{text}' cannot name an organization: use a-z, 0-9 and hyphens, beginning with a letter.");

    public override string ToString() => Value;

    [GeneratedRegex("^[a-z][a-z0-9-]{1,39}$")]
    private static partial Regex Shape();
}

/// <summary>A merchant: everything it owns is kept apart from every other.</summary>
internal sealed record Organization(OrganizationId Id, string Name, DateTimeOffset Created);
