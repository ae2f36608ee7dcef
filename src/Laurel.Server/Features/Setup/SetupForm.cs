using Laurel.Server.Access;

namespace Laurel.Server.Features.Setup;

/// <summary>What the first owner fills in.</summary>
public sealed record SetupForm
{
    public string? Code { get; init; }
    public string? Organization { get; init; }
    public string? Id { get; init; }
    public string? Name { get; init; }
    public string? Email { get; init; }
    public string? Password { get; init; }

    /// <summary>The fields that are wrong, and the text that says how.</summary>
    public IReadOnlyDictionary<string, string> Mistakes()
    {
        var mistakes = new Dictionary<string, string>();
        if (string.IsNullOrWhiteSpace(Organization))
            mistakes["organization"] = "missing";
        if (OrganizationId.TryParse(Id) is null)
            mistakes["id"] = "wrong-id";
        if (string.IsNullOrWhiteSpace(Name))
            mistakes["name"] = "missing";
        if (Email is null || Email.IndexOf('@') is <= 0 || Email.EndsWith('@'))
            mistakes["email"] = "wrong-email";
        if (Password is not { Length: >= Staff.ShortestPassword })
            mistakes["password"] = "wrong-password";
        return mistakes;
    }
}
