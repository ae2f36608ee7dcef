using Laurel.Server.Http;

namespace Laurel.Server.Features.Purchases;

/// <summary>Stored money that paid, or came back: whose, how much, and what is there after it.</summary>
public sealed record StoredMoneyReply(string Account, string Unit, JsonMoney Amount, JsonMoney Left)
{
    /// <param name="sign">-1 for what was paid, 1 for what came back.</param>
    internal static IReadOnlyList<StoredMoneyReply> Of(IReadOnlyList<Event> events, string currency, Program program, int sign) =>
    [
        .. events.OfType<UnitsMoved>().Where(m => m.Movement == Movement.Paid && Math.Sign(m.Amount) == sign)
            .Select(m => new StoredMoneyReply(m.Member.Value, m.Unit, JsonMoney.Of(Math.Abs(m.Amount), currency), JsonMoney.Of(m.After, currency))),
    ];
}
