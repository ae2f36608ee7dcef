using Laurel.Coalition;
using Laurel.Giving;
using Laurel.Server.Access;
using Laurel.Server.Http;

namespace Laurel.Server.Features.Giving;

/// <summary>POST /v1/programs/{program}/causes/{cause}/payments: a cause was paid what was given to it.</summary>
internal static class PayOne
{
    public static void Map(IEndpointRouteBuilder program) => program.MapPost("/causes/{cause}/payments", PayAsync)
        .Needs(Scope.Programs)
        .Describe("Pay a cause", "Records a payment out of the account of a cause; never more than is there.")
        .Takes<PaymentToCauseBody>().Gives<PaymentToCauseReply>();

    private static async Task<IResult> PayAsync(HttpContext context, string program, string cause, OpenOrganization organization, TimeProvider clock)
    {
        var (body, malformed) = await Body.ReadAsync(context, GivingJson.Default.PaymentToCauseBody);
        if (malformed is not null)
            return malformed;
        var intake = new Intake();
        var currency = organization.Program(program).At(clock.GetUtcNow())?.Definition.Currency.Code ?? "EUR";
        var command = new PayCause
        {
            Id = context.CommandId(),
            Actor = context.User.Actor(),
            At = body!.At ?? clock.GetUtcNow(),
            IsTimedByServer = body.At is null,
            Cause = cause,
            Reference = intake.Id(body.Reference, "reference"),
            Amount = body.Amount is null ? null : intake.Minor(body.Amount, currency, "amount"),
        };
        return intake.IsFine
            ? await Asking.AskAsync(context, organization, program, command, row => new PaymentToCauseReply(cause, command.Reference,
                JsonMoney.Of(row.Events.OfType<MoneyMoved>().Single().Entries.Single(e => e.Account == MoneyAccount.Bank).Micros / MoneyEntry.PerCoin, currency), row.Seq),
                GivingJson.Default.PaymentToCauseReply)
            : intake.Problem;
    }
}
