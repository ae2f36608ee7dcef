using Laurel.Server.Http;

namespace Laurel.Server.Privacy;

/// <summary>Who is meant by a member's id or by one of her identifiers.</summary>
internal static class Recognise
{
    /// <summary>The member, who has to be named, or the problem that nobody has the identifier.</summary>
    public static (MemberId Member, Problem? Unknown) Required(People people, string program, string? id, IdentifierBody? by, Intake intake)
    {
        if (id is null && by is null)
            intake.Wrong("member", "required");
        var (member, unknown) = Member(people, program, id, by, intake);
        return (member ?? default, unknown);
    }

    /// <summary>The member, null when nobody is named, or the problem that nobody has the identifier.</summary>
    public static (MemberId? Member, Problem? Unknown) Member(
        People people, string program, string? id, IdentifierBody? by, Intake intake, string path = "")
    {
        if (id is not null)
        {
            if (by is not null)
                intake.Wrong(path + "identifier", "one-of", ("other", "member"));
            return (new MemberId(intake.Id(id, path + "member")), null);
        }
        if (by?.Read(intake, path + "identifier") is not { } identifier)
            return (null, null);
        return people.Find(program, identifier) is { } found
            ? (found, null)
            : (null, new Problem(StatusCodes.Status404NotFound, "unknown-identifier") { Facts = new Dictionary<string, string> { ["identifier_type"] = identifier.Kind.Word() } });
    }
}
