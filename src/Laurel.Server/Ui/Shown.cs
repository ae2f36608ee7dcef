using System.Globalization;
using Laurel.Definitions;

namespace Laurel.Server.Ui;

/// <summary>How a program's amounts, days and names are written for people.</summary>
public sealed record Shown(Definition Definition, Language Language)
{
    private const string Minus = "−";
    private const char Unbroken = '\u00a0';

    public CultureInfo Culture => Language.Culture();

    /// <summary>12 beans</summary>
    public string Units(long amount, string unit) => Definition.Unit(unit) is { } rule
        ? $"{Number(rule.ToDecimal(amount))} {rule.Name.For(rule.ToDecimal(amount), Language)}"
        : $"{Number(amount)} {unit}";

    /// <summary>+12 beans, −9 beans</summary>
    public string Signed(long amount, string unit) => (amount > 0 ? "+" : "") + Units(amount, unit);

    /// <summary>12, in whole units, without their name.</summary>
    public string Amount(long amount, string unit) => Number(Definition.Unit(unit)?.ToDecimal(amount) ?? amount);

    public string UnitName(string unit, long amount = 2) => Definition.Unit(unit) is { } rule
        ? rule.Name.For(amount == 2 ? 2 : rule.ToDecimal(amount), Language)
        : unit;

    /// <summary>What something is called, or its id as words.</summary>
    public string Name(LocalText? name, string id) => name?.In(Language) ?? id.Replace('-', ' ');

    public string Level(string tier) => Definition.Tiers?.Levels.FirstOrDefault(l => l.Id == tier)?.Name?.In(Language) ?? tier;

    public string Money(long minor) => Show(Definition.Currency, minor);

    public string Money(Http.JsonMoney money) =>
        Show(Currency.TryParse(money.Currency) ?? Definition.Currency, money.Amount ?? 0);

    public string Day(DateTimeOffset at) => Definition.Calendar.Local(at).ToString("d MMM yyyy", Culture);

    public string Day(DateOnly day) => day.ToString("d MMM yyyy", Culture);

    /// <summary>The last day on which something that ends at an instant can be used.</summary>
    public string LastDay(DateTimeOffset end) => Day(Definition.Calendar.Day(end.AddTicks(-1)));

    public string Moment(DateTimeOffset at) => Definition.Calendar.Local(at).ToString("d MMM yyyy, HH:mm", Culture);

    private string Show(Currency currency, long minor) => currency.Show(minor, Language).Replace("-", Minus, StringComparison.Ordinal).Replace(' ', Unbroken);

    public string Number(decimal number) => (number < 0 ? Minus : "") + Math.Abs(number).ToString("#,0.######", Culture);
}
