using System.ComponentModel.DataAnnotations;
using Laurel.Engine;
using Laurel.Server.Access;
using Laurel.Server.Http;
using Laurel.Server.Privacy;

namespace Laurel.Server.Features.Members;

/// <summary>POST and DELETE /v1/programs/{program}/members/{member}/born: her day of birth is kept, or no longer.</summary>
internal static class KeepBorn
{
    private static readonly DateOnly Earliest = new(1900, 1, 1);

    public static void Map(IEndpointRouteBuilder program)
    {
        program.MapPost("/members/{member}/born", KeepAsync).Needs(Scope.Members)
            .Describe("Keep a member's day of birth", """
                For what the program gives on birthdays, once she has agreed to it. It is encrypted under a key of her own, never in the ledger, which learns
                only that a purchase was on, in the week or in the month of her birthday.
                """)
            .Takes<BornBody>().GivesNothing();
        program.MapDelete("/members/{member}/born", ForgetAsync).Needs(Scope.Members)
            .Describe("Forget a member's day of birth", "She withdraws; nothing she was given is taken back.").GivesNothing();
    }

    private static async Task<IResult> KeepAsync(HttpContext context, string program, string member, OpenOrganization organization, TimeProvider clock)
    {
        var (body, malformed) = await Body.ReadAsync(context, MembersJson.Default.BornBody);
        if (malformed is not null)
            return malformed;
        var intake = new Intake();
        if (intake.Required(body!.Born, "born") && (body.Born < Earliest || body.Born > DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)))
            intake.Wrong("born", "too-large");
        if (body.Agreed != true)
            intake.Wrong("agreed", "required");
        return intake.IsFine
            ? await OnceAsync(context, program, member, organization, clock, ["born", program, member, body.Born!.Value.ToString("O")], "keep-born",
                () => organization.People.Bear(program, new MemberId(member), body.Born.Value))
            : intake.Problem;
    }

    private static Task<IResult> ForgetAsync(HttpContext context, string program, string member, OpenOrganization organization, TimeProvider clock) =>
        OnceAsync(context, program, member, organization, clock, ["not-born", program, member], "forget-born",
            () => People.Unbear(program, new MemberId(member)));

    private static async Task<IResult> OnceAsync(
        HttpContext context, string program, string member, OpenOrganization organization, TimeProvider clock, string[] words, string what,
        Func<IReadOnlyList<OrdinaryWrite>> rows)
    {
        try
        {
            var kept = await OrdinaryAnswer.OnceAsync(context, organization, words, () =>
                ([.. rows(), Audit.Of(clock, context.User, what, $"{program}/{member}")], [], StatusCodes.Status204NoContent), clock);
            await KnownOf.NoteAsync(context, organization, program, new MemberId(member), clock);
            return kept;
        }
        catch (WriteRefusedException)
        {
            return Problem.NotFound("unknown-member", "member", member);
        }
    }
}

public sealed record BornBody
{
    [Required]
    public DateOnly? Born { get; init; }

    /// <summary>true: she agreed that it is kept for birthdays; without her agreement it is not.</summary>
    [Required]
    public bool? Agreed { get; init; }
}
