using Laurel.Accounts;
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
            Destroys her name, her identifiers and the key they were encrypted under; this cannot be undone. Of members who go on in her
            account the same is forgotten. Her account is closed: what she has expires, by an entry that says so, and nothing happens in it any more
            but returns. What is open must be settled first: a reservation, a household, a paid membership, stored money. The ledger never knew
            who she is: its totals stay as they are.
            """)
        .GivesNothing();

    private static async Task<IResult> EraseAsync(
        HttpContext context, string program, string member, OpenOrganization organization, TimeProvider clock)
    {
        var id = new MemberId(member);
        var account = (await organization.Journal.Read<Member>(program, Key.Member(id))).Document;
        MemberId[] merged = [.. (account?.Merged ?? []).Select(m => m.Id)];
        if (account is { IsClosed: false, MergedInto: null } && await CloseAsync(context, program, id, organization, clock) is { } open)
            return open;
        try
        {
            var answer = await OrdinaryAnswer.OnceAsync(context, organization, ["erase", program, member], () =>
                ([.. organization.People.Erase(program, id), .. merged.SelectMany(other => organization.People.EraseToo(program, other)),
                    Audit.Of(clock, context.User, "erase-person", $"{program}/{member}")],
                    [], StatusCodes.Status204NoContent), clock);
            foreach (var forgotten in context.IsDryRun() ? [] : merged.Prepend(id))
                organization.People.Forget(program, forgotten);
            return answer;
        }
        catch (WriteRefusedException)
        {
            return Problem.NotFound("unknown-member", "member", member);
        }
    }

    /// <summary>Why her account cannot be closed yet; a repeated request finds it closed.</summary>
    private static async Task<Problem?> CloseAsync(HttpContext context, string program, MemberId member, OpenOrganization organization, TimeProvider clock)
    {
        var close = new SwitchAccount
        {
            Id = new CommandId(context.CommandId().Value + "/close"),
            Actor = context.User.Actor(),
            At = clock.GetUtcNow(),
            IsTimedByServer = true,
            Member = member,
            State = AccountState.Closed,
            Reason = "erasure",
            WithMerged = true,
        };
        return (await Asking.AnswerAsync(organization, program, close, null, context.IsDryRun(), context.RequestAborted)).Problem;
    }
}
