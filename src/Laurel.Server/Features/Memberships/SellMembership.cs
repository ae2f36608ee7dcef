using System.ComponentModel.DataAnnotations;
using Laurel.Engine;
using Laurel.Memberships;
using Laurel.Server.Access;
using Laurel.Server.Http;
using Laurel.Server.Payments;

namespace Laurel.Server.Features.Memberships;

/// <summary>POST and GET /v1/programs/{program}/members/{member}/memberships: sells one, and shows them all.</summary>
internal static class SellMembership
{
    public static void Map(IEndpointRouteBuilder program)
    {
        program.MapPost("/members/{member}/memberships", SellAsync).Needs(Scope.Members)
            .Describe("Sell a membership", """
                Begins a membership, with its trial where the plan has one. With `charge` the fee is collected from that means of payment first; without it
                the fee was taken already.
                """)
            .Takes<SellBody>().Gives<MembershipStepReply>(StatusCodes.Status201Created);
        program.MapGet("/members/{member}/memberships", ReadAsync).Needs(Scope.Read)
            .Describe("Read a member's memberships and perks", "What was paid stands beside what was saved.").Gives<MembershipsReply>();
    }

    private static async Task<IResult> SellAsync(
        HttpContext context, string program, string member, OpenOrganization organization, IPayments payments, TimeProvider clock)
    {
        var (body, malformed) = await Body.ReadAsync(context, MembershipsJson.Default.SellBody);
        if (malformed is not null)
            return malformed;
        var intake = new Intake();
        var currency = organization.Program(program).At(body!.At ?? clock.GetUtcNow())?.Definition.Currency.Code ?? "";
        var command = new BuyMembership
        {
            Id = context.CommandId(),
            Actor = context.User.Actor(),
            At = body.At ?? clock.GetUtcNow(),
            IsTimedByServer = body.At is null,
            Member = new MemberId(member),
            Plan = intake.Id(body.Plan, "plan"),
            Starts = body.Starts,
            Fee = body.Fee is null ? null : intake.Minor(body.Fee, currency, "fee"),
            Payment = intake.IdOrNull(body.Payment, "payment"),
        };
        var source = intake.IdOrNull(body.Charge, "charge");
        if (body.Renews == true)
            intake.Required(source, "charge");
        if (!intake.IsFine)
            return intake.Problem;
        IReadOnlyList<OrdinaryWrite> rows = body.Renews == true && !context.IsDryRun() ? [organization.Mandates.Keep(program, command.Member, command.Plan, source!)] : [];
        return await new Paying(context, organization, program, payments).AskAsync(command, source, isNew: true, rows);
    }

    private static async Task<IResult> ReadAsync(string program, string member, OpenOrganization organization, TimeProvider clock)
    {
        if (await MemberNow.FindAsync(organization, program, new MemberId(member), clock.GetUtcNow()) is not { } now)
            return Problem.NotFound("unknown-member", "member", member);
        MembershipReply[] held = [.. now.Member.Memberships.Select(m => MembershipReply.Of(m, now.Rules.Definition, now.At))];
        var perks = organization.Program(program).Perks(now.Member, now.At);
        return new JsonAnswer<MembershipsReply>(new MembershipsReply(held, perks, now.At, now.Seq), MembershipsJson.Default.MembershipsReply);
    }
}

public sealed record SellBody
{
    [Required]
    public string? Plan { get; init; }

    /// <summary>When it begins; absent is now.</summary>
    public DateTimeOffset? Starts { get; init; }

    /// <summary>What was paid, where it is not the plan's fee.</summary>
    public JsonMoney? Fee { get; init; }

    /// <summary>The means of payment to charge, as your payment provider calls it.</summary>
    public string? Charge { get; init; }

    /// <summary>
    /// She agrees that the means of payment is kept, encrypted, and pays each next period when it is due, until she cancels. Without `charge` nothing
    /// renews by itself.
    /// </summary>
    public bool? Renews { get; init; }

    /// <summary>The payment by which it was paid already.</summary>
    public string? Payment { get; init; }
    public DateTimeOffset? At { get; init; }
}
