using System.ComponentModel.DataAnnotations;
using Laurel.Memberships;
using Laurel.Server.Access;
using Laurel.Server.Http;
using Laurel.Server.Payments;

namespace Laurel.Server.Features.Memberships;

/// <summary>What becomes of a membership: renewed, changed, cancelled, voided, unpaid, or a part of its fee paid back.</summary>
internal static class KeepMembership
{
    private const string Path = "/members/{member}/memberships/{plan}/";

    public static void Map(IEndpointRouteBuilder program)
    {
        program.MapPost(Path + "renew", RenewAsync).Needs(Scope.Members)
            .Describe("Renew a membership", "Pays for the next period, or for the present one where its payment failed.")
            .Takes<RenewBody>().Gives<MembershipStepReply>();
        program.MapPost(Path + "change", ChangeAsync).Needs(Scope.Members)
            .Describe("Change to another plan", "By the plan's terms the unused days are credited against the new fee.")
            .Takes<ChangeBody>().Gives<MembershipStepReply>();
        program.MapPost(Path + "cancel", CancelAsync).Needs(Scope.Members)
            .Describe("Cancel a membership", "By the plan's terms it goes on to the end of its period, or ends and the unused part is paid back.")
            .Takes<EndBody>().Gives<MembershipStepReply>();
        program.MapPost(Path + "void", VoidAsync).Needs(Scope.Adjust)
            .Describe("Void the sale of a membership", "It is over, and all that is not used up by earlier periods is paid back.")
            .Takes<EndBody>().Gives<MembershipStepReply>();
        program.MapPost(Path + "payment-failed", FailAsync).Needs(Scope.Members)
            .Describe("Report a failed payment", "The membership goes on for the plan's grace; then it lapses unless it is paid.")
            .Takes<EndBody>().Gives<MembershipStepReply>();
        program.MapPost(Path + "refund", RefundAsync).Needs(Scope.Adjust)
            .Describe("Pay back a part of the fee", "The membership goes on.").Takes<FeeBody>().Gives<MembershipStepReply>();
    }

    private static async Task<IResult> RenewAsync(
        HttpContext context, string program, string member, string plan, OpenOrganization organization, IPayments payments, TimeProvider clock)
    {
        var (body, malformed) = await Body.ReadAsync(context, MembershipsJson.Default.RenewBody);
        if (malformed is not null)
            return malformed;
        var intake = new Intake();
        var at = body!.At ?? clock.GetUtcNow();
        var currency = organization.Program(program).At(at)?.Definition.Currency.Code ?? "";
        var renew = new RenewMembership
        {
            Id = context.CommandId(),
            At = at,
            Member = new MemberId(member),
            Plan = plan,
            Fee = body.Fee is null ? null : intake.Minor(body.Fee, currency, "fee"),
            Payment = intake.IdOrNull(body.Payment, "payment"),
        };
        var source = intake.IdOrNull(body.Charge, "charge");
        return intake.IsFine ? await AskAsync(context, organization, program, payments, renew, body.At, source) : intake.Problem;
    }

    private static async Task<IResult> ChangeAsync(
        HttpContext context, string program, string member, string plan, OpenOrganization organization, IPayments payments, TimeProvider clock)
    {
        var (body, malformed) = await Body.ReadAsync(context, MembershipsJson.Default.ChangeBody);
        if (malformed is not null)
            return malformed;
        var intake = new Intake();
        var change = new ChangeMembership
        {
            Id = context.CommandId(),
            At = body!.At ?? clock.GetUtcNow(),
            Member = new MemberId(member),
            Plan = plan,
            To = intake.Id(body.To, "to"),
            Payment = intake.IdOrNull(body.Payment, "payment"),
        };
        var source = intake.IdOrNull(body.Charge, "charge");
        return intake.IsFine ? await AskAsync(context, organization, program, payments, change, body.At, source) : intake.Problem;
    }

    private static Task<IResult> CancelAsync(
        HttpContext context, string program, string member, string plan, OpenOrganization organization, IPayments payments, TimeProvider clock) =>
        EndAsync(context, program, organization, payments, clock, needsReason: false,
            (at, reason) => new CancelMembership { Id = context.CommandId(), At = at, Member = new MemberId(member), Plan = plan, Reason = reason });

    private static Task<IResult> VoidAsync(
        HttpContext context, string program, string member, string plan, OpenOrganization organization, IPayments payments, TimeProvider clock) =>
        EndAsync(context, program, organization, payments, clock, needsReason: true,
            (at, reason) => new VoidMembership { Id = context.CommandId(), At = at, Member = new MemberId(member), Plan = plan, Reason = reason! });

    private static Task<IResult> FailAsync(
        HttpContext context, string program, string member, string plan, OpenOrganization organization, IPayments payments, TimeProvider clock) =>
        EndAsync(context, program, organization, payments, clock, needsReason: true,
            (at, reason) => new FailMembershipFee { Id = context.CommandId(), At = at, Member = new MemberId(member), Plan = plan, Reason = reason! });

    private static async Task<IResult> EndAsync(
        HttpContext context, string program, OpenOrganization organization, IPayments payments, TimeProvider clock, bool needsReason,
        Func<DateTimeOffset, string?, MembershipCommand> command)
    {
        var (body, malformed) = await Body.ReadAsync(context, MembershipsJson.Default.EndBody);
        if (malformed is not null)
            return malformed;
        var intake = new Intake();
        var reason = needsReason || body!.Reason is not null ? intake.Text(body!.Reason, "reason") : null;
        return intake.IsFine
            ? await AskAsync(context, organization, program, payments, command(body!.At ?? clock.GetUtcNow(), reason), body.At, null)
            : intake.Problem;
    }

    private static async Task<IResult> RefundAsync(
        HttpContext context, string program, string member, string plan, OpenOrganization organization, IPayments payments, TimeProvider clock)
    {
        var (body, malformed) = await Body.ReadAsync(context, MembershipsJson.Default.FeeBody);
        if (malformed is not null)
            return malformed;
        var intake = new Intake();
        var at = body!.At ?? clock.GetUtcNow();
        intake.Required(body.Amount, "amount");
        var refund = new RefundMembershipFee
        {
            Id = context.CommandId(),
            At = at,
            Member = new MemberId(member),
            Plan = plan,
            Amount = intake.Minor(body.Amount, organization.Program(program).At(at)?.Definition.Currency.Code ?? "", "amount"),
            Reason = intake.Text(body.Reason, "reason"),
        };
        return intake.IsFine ? await AskAsync(context, organization, program, payments, refund, body.At, null) : intake.Problem;
    }

    private static Task<IResult> AskAsync(
        HttpContext context, OpenOrganization organization, string program, IPayments payments, MembershipCommand command, DateTimeOffset? at, string? source) =>
        new Paying(context, organization, program, payments)
            .AskAsync(command with { Actor = context.User.Actor(), IsTimedByServer = at is null }, source);
}

public sealed record RenewBody
{
    /// <summary>What was paid, where it is not the plan's fee.</summary>
    public JsonMoney? Fee { get; init; }

    /// <summary>The means of payment to charge, as your payment provider calls it.</summary>
    public string? Charge { get; init; }

    /// <summary>The payment by which it was paid already.</summary>
    public string? Payment { get; init; }
    public DateTimeOffset? At { get; init; }
}

public sealed record ChangeBody
{
    /// <summary>The plan to change to.</summary>
    [Required]
    public string? To { get; init; }
    public string? Charge { get; init; }
    public string? Payment { get; init; }
    public DateTimeOffset? At { get; init; }
}

public sealed record EndBody
{
    /// <summary>Why; needed for everything but a cancellation.</summary>
    public string? Reason { get; init; }
    public DateTimeOffset? At { get; init; }
}

public sealed record FeeBody
{
    [Required]
    public JsonMoney? Amount { get; init; }
    [Required]
    public string? Reason { get; init; }
    public DateTimeOffset? At { get; init; }
}
