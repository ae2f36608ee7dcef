namespace Laurel.Server.Access;

/// <summary>What a member of staff is to the organization.</summary>
internal enum Role
{
    Owner,
    Marketer,
    Analyst,
    Manager,
    Cashier,
    Auditor,
}

/// <summary>One thing a member of staff may do on the pages.</summary>
internal enum Permission
{
    SeeOverview,
    SeeMembers,
    Serve,
    AdjustUnits,
    Fulfil,
    SeeProgram,
    ChangeProgram,
    SeeMeasures,
    SeeKeys,
    ChangeKeys,
    SeeStaff,
    ChangeStaff,
}

internal static class Roles
{
    public static readonly IReadOnlyList<Role> All = Enum.GetValues<Role>();

    public static bool May(this Role role, Permission permission) => role switch
    {
        Role.Owner => true,
        Role.Marketer => permission is Permission.SeeOverview or Permission.SeeMembers or Permission.SeeProgram
            or Permission.ChangeProgram or Permission.SeeMeasures,
        Role.Analyst => permission is Permission.SeeOverview or Permission.SeeProgram or Permission.SeeMeasures,
        Role.Manager => permission is Permission.SeeOverview or Permission.SeeMembers or Permission.Serve or Permission.AdjustUnits
            or Permission.Fulfil or Permission.SeeProgram or Permission.SeeMeasures,
        Role.Cashier => permission is Permission.SeeMembers or Permission.Serve or Permission.Fulfil or Permission.SeeProgram,
        Role.Auditor => permission is not (Permission.Serve or Permission.AdjustUnits or Permission.Fulfil or Permission.ChangeProgram
            or Permission.ChangeKeys or Permission.ChangeStaff),
        _ => false,
    };

    public static Role? TryParse(string? name) =>
        Enum.TryParse<Role>(name, ignoreCase: true, out var role) && Enum.IsDefined(role) ? role : null;

    /// <summary>The word kept in the catalog and in file formats.</summary>
    public static string Word(this Role role) => role.ToString().ToLowerInvariant();
}
