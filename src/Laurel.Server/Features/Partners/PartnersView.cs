using System.Globalization;
using Laurel.Coalition;
using Laurel.Engine;
using Laurel.Server.Http;
using Laurel.Server.Ui;

namespace Laurel.Server.Features.Partners;

/// <summary>A partner's statement, and what the operator holds of the whole.</summary>
public sealed record PartnersView
{
    public required Shown Shown { get; init; }
    public required Statement Statement { get; init; }
    public required MoneyLedger Ledger { get; init; }

    /// <summary>The local days it is about, both included; null is since the last settlement.</summary>
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }

    public long Holds => Ledger.Accounts.GetValueOrDefault(MoneyAccount.Pool);

    public string Name(string partner) => Shown.Definition.Partner(partner)?.Name?.In(Shown.Language) ?? partner;

    /// <summary>To the last fraction of a coin.</summary>
    public string Exactly(long micros)
    {
        var currency = Shown.Definition.Currency;
        var (minor, decimals) = ((decimal)micros / MoneyEntry.PerCoin, currency.Decimals);
        while (minor != decimal.Truncate(minor) && decimals < 8)
            (minor, decimals) = (minor * 10, decimals + 1);
        return (currency with { Decimals = decimals }).Show(Round.Money(minor), Shown.Language);
    }

    public string Coins(long micros) => Shown.Money(Round.Divide(micros, MoneyEntry.PerCoin, Rounding.HalfUp));

    public string Units(StatementLine line) => line.Unit is { } unit && line.Units != 0 ? Shown.Units(line.Units, unit) : "";

    internal RawTable Raw() => new($"statement-{Statement.Partner}", ["partner", "what", "unit", "units", "amount", "currency"],
    [
        Row("opening", null, 0, Statement.Opening),
        .. Statement.Lines.Select(l => Row(StatementReply.Word(l.Purpose), l.Unit, l.Units, l.Micros)),
        Row("due", null, 0, Statement.Due),
        Row("paid", null, 0, Statement.Paid),
        Row("closing", null, 0, Statement.Closing),
    ]);

    private IReadOnlyList<object?> Row(string what, string? unit, long units, long micros)
    {
        var money = ExactMoney.Of(micros, Shown.Definition.Currency);
        var amount = decimal.Parse(money.Amount, CultureInfo.InvariantCulture);
        return [Statement.Partner, what, unit ?? "", unit is null ? null : Shown.Definition.Unit(unit)?.ToDecimal(units) ?? units, amount, money.Currency];
    }
}
