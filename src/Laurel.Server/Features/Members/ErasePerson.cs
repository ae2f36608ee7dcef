using Laurel.Engine;
using Laurel.Server.Access;
using Laurel.Server.Http;
using Laurel.Server.Privacy;

namespace Laurel.Server.Features.Members;

/// <summary>DELETE /v1/programs/{program}/members/{member}/person: forgets who she is and keeps every total.</summary>
internal static class ErasePerson
{
    public static void Map(IEndpointRouteBuilder program) => program.MapDelete("/members/{member}/person", EraseAsync)
        .Needs(Scope.Members)
        .Describe("Forget a person", """
            Destroys her name, her identifiers and the key they were encrypted under; this cannot be undone. The ledger never knew who she is:
            its totals stay as they are.
            """)
        .GivesNothing();

    private static async Task<IResult> EraseAsync(
        HttpContext context, string program, string member, OpenOrganization organization, TimeProvider clock)
    {
        var id = new MemberId(member);
        try
        {
            var answer = await OrdinaryAnswer.OnceAsync(context, organization, ["erase", program, member], () =>
                ([.. organization.People.Erase(program, id), Audit.Of(clock, context.User, "erase-person", $"{program}/{member}")],
                    [], StatusCodes.Status204NoContent), clock);
            if (!context.IsDryRun())
                organization.People.Forget(program, id);
            return answer;
        }
        catch (WriteRefusedException)
        {
            return Problem.NotFound("unknown-member", "member", member);
        }
    }
}
