using Laurel.Server.Http;

namespace Laurel.Server.Features.Cards;

/// <summary>Which unit of a definition holds an amount of money.</summary>
internal static class StoredUnit
{
    public static string Of(Definition? definition, string? named, JsonMoney amount, Intake intake)
    {
        var units = (definition?.Units ?? []).Where(u => u.Money?.Code == amount.Currency).Select(u => u.Id).ToArray();
        if (amount.Amount is null)
            intake.Wrong("amount.amount", "required");
        if (amount.Amount is > Amounts.Largest or < -Amounts.Largest)
            intake.Wrong("amount.amount", "too-large");
        if (units.Length == 0)
            intake.Wrong("amount.currency", "unknown-currency", ("read", amount.Currency ?? ""));
        else if (named is not null && !units.Contains(named))
            intake.Wrong("unit", "choice", ("choices", string.Join(", ", units)));
        return named ?? units.FirstOrDefault() ?? "";
    }
}
