using Laurel.Server.Access;

namespace Laurel.Server.Features.Team;

/// <summary>What the page of the people who work here shows.</summary>
public sealed record TeamView(IReadOnlyList<TeamRow> People)
{
    public static readonly IReadOnlyList<string> AllRoles = [.. Roles.All.Select(r => r.Word())];

    /// <summary>The address and first password of the one who was just let in: shown once.</summary>
    public (string Email, string Password)? LetIn { get; init; }
    public TeamForm Form { get; init; } = new();

    /// <summary>The text that says what is wrong with the form.</summary>
    public string? Wrong { get; init; }
}

public sealed record TeamRow(string Id, string Name, string Email, string Role, bool IsDisabled, bool IsMe)
{
    internal static TeamRow Of(StaffMember staff, string me) =>
        new(staff.Id, staff.Name, staff.Email, staff.Role.Word(), staff.Disabled is not null, staff.Id == me);
}

/// <summary>Who is let in.</summary>
public sealed record TeamForm
{
    public string? Name { get; init; }
    public string? Email { get; init; }
    public string? Role { get; init; }
}
