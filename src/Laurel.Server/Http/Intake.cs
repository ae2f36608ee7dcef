namespace Laurel.Server.Http;

/// <summary>
/// Turns what came in a request into typed values, and remembers everything that was wrong on the way, so that the caller sees it all at
/// once.
/// </summary>
internal sealed class Intake
{
    public const int LongestId = 128;
    public const int LongestText = 500;
    private readonly List<FieldError> errors = [];

    public bool IsFine => errors.Count == 0;

    public Problem Problem => Problem.Malformed(errors);

    public void Wrong(FieldPath path, string code, params (string Name, object? Value)[] values) => errors.Add(new FieldError(path.ToString(), code, values));

    /// <summary>A name of something: 1 to 128 characters, none of them a control character or at the edge a space.</summary>
    public string Id(string? text, FieldPath path)
    {
        if (Required(text, path))
            IdOrNull(text, path);
        return text ?? "";
    }

    public string? IdOrNull(string? text, FieldPath path)
    {
        if (text is null)
            return null;
        if (text.Length is 0 or > LongestId || char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]) || HasControl(text))
            Wrong(path, "id", ("longest", LongestId));
        return text;
    }

    private static bool HasControl(string text)
    {
        foreach (var c in text)
        {
            if (char.IsControl(c))
                return true;
        }
        return false;
    }

    public string Text(string? text, FieldPath path)
    {
        if (Required(text, path) && text!.Length > LongestText)
            Wrong(path, "too-long", ("longest", LongestText));
        return text ?? "";
    }

    /// <summary>So many of a unit's smallest part; whether it has to be positive is up to the command.</summary>
    public long Amount(long? amount, FieldPath path)
    {
        if (Required(amount, path) && amount is > Amounts.Largest or < -Amounts.Largest)
            Wrong(path, "too-large");
        return amount ?? 0;
    }

    public bool Required<T>(T? value, FieldPath path)
    {
        if (value is not null && value is not "")
            return true;
        Wrong(path, "required");
        return false;
    }

    /// <summary>An amount in minor units, of the one currency that is expected.</summary>
    public long Minor(JsonMoney? money, string currency, FieldPath path)
    {
        if (money is null)
            return 0;
        if (money.Amount is not { } amount)
            Wrong($"{path}.amount", "required");
        else if (amount is > Amounts.Largest or < -Amounts.Largest)
            Wrong($"{path}.amount", "too-large");
        if (money.Currency != currency)
            Wrong($"{path}.currency", "other-currency", ("read", money.Currency ?? ""), ("expected", currency));
        return money.Amount ?? 0;
    }

    /// <summary>A price or cost of one piece, written in major units, in minor units with at most four decimals more.</summary>
    public decimal? Price(decimal? major, Currency currency, FieldPath path)
    {
        if (major is not { } price)
            return null;
        if (price < 0)
            Wrong(path, "negative");
        else if (price > (decimal)Amounts.Largest / currency.Scale)
            Wrong(path, "too-large");
        else if (decimal.Round(price * currency.Scale, 4) != price * currency.Scale)
            Wrong(path, "too-precise", ("decimals", currency.Decimals + 4));
        else
            return price * currency.Scale;
        return 0;
    }

    public decimal Decimal(decimal value, FieldPath path, int decimals)
    {
        if (Math.Abs(value) > 1_000_000_000)
            Wrong(path, "too-large");
        else if (decimal.Round(value, decimals) != value)
            Wrong(path, "too-precise", ("decimals", decimals));
        return value;
    }

    public Currency Currency(string? code, FieldPath path)
    {
        if (Laurel.Currency.TryParse(code) is { } currency)
            return currency;
        if (Required(code, path))
            Wrong(path, "unknown-currency", ("read", code));
        return new Currency("XXX", 2);
    }
}

/// <summary>
/// Money in JSON, everywhere: <c>{"amount": 940, "currency": "EUR"}</c>; the amount is a whole number of minor units (cents).
/// </summary>
public sealed record JsonMoney(long? Amount, string? Currency)
{
    public static JsonMoney Of(long minor, string currency) => new(minor, currency);
}

/// <summary>Where a field stands, such as <c>lines[0].sku</c>; put into words only when something is wrong with it.</summary>
internal readonly record struct FieldPath(string Path, int? Index = null, string? Name = null)
{
    public static implicit operator FieldPath(string path) => new(path);

    public override string ToString() => (Index, Name) switch
    {
        (null, _) => Path,
        ({ } index, null) => $"{Path}[{index}]",
        ({ } index, { } name) => $"{Path}[{index}].{name}",
    };
}
