using System.Text;

namespace Laurel.Server.Privacy;

/// <summary>By what a person is known at a till or in a shop.</summary>
public enum IdentifierKind
{
    Phone,
    Email,
    Card,
    External,
}

/// <summary>
/// A phone number, e-mail address, card number or the merchant's own number, written in the one way in which it is compared.
/// </summary>
public readonly record struct Identifier
{
    private const int Longest = 254;
    private const int FewestDigits = 6;

    private Identifier(IdentifierKind kind, string value) => (Kind, Value) = (kind, value);

    public IdentifierKind Kind { get; }

    public string Value { get; }

    /// <summary>Reads what people type; null when it cannot be one of that kind.</summary>
    public static Identifier? TryParse(IdentifierKind kind, string? text)
    {
        var trimmed = text?.Trim() ?? "";
        if (trimmed.Length is 0 or > Longest || trimmed.Any(char.IsControl))
            return null;
        var value = kind switch
        {
            IdentifierKind.Phone => Phone(trimmed),
            IdentifierKind.Email => Email(trimmed),
            IdentifierKind.Card => Card(trimmed),
            _ => trimmed,
        };
        return value is null ? null : new Identifier(kind, value);
    }

    public static IdentifierKind? TryParseKind(string? word) => word switch
    {
        "phone" => IdentifierKind.Phone,
        "email" => IdentifierKind.Email,
        "card" => IdentifierKind.Card,
        "external" => IdentifierKind.External,
        _ => null,
    };

    /// <summary>Beginnings of words and ends of numbers by which it is found when only a part is typed.</summary>
    public IEnumerable<string> Parts() => Kind switch
    {
        IdentifierKind.Email => PartialSearch.Beginnings(Value.Split('@')[0]),
        IdentifierKind.Phone or IdentifierKind.Card => PartialSearch.Ends(Value),
        _ => PartialSearch.Beginnings(Value),
    };

    /// <summary>Enough to recognise, not enough to use: +32 ••• 12 34, a•••@example.com.</summary>
    public string Masked() => Kind switch
    {
        IdentifierKind.Email => Value[..1] + "•••" + Value[Value.IndexOf('@')..],
        _ when Value.Length <= 4 => new string('•', Value.Length),
        IdentifierKind.Phone when Value[0] == '+' && Value.Length > 7 => Value[..3] + " ••• " + Value[^4..],
        _ => "••• " + Value[^4..],
    };

    public override string ToString() => $"{Kind.Word()} {Masked()}";

    private static string? Phone(string text)
    {
        var digits = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsAsciiDigit(c) || (c == '+' && digits.Length == 0))
                digits.Append(c);
            else if (!" -./()\u00a0".Contains(c, StringComparison.Ordinal))
                return null;
        }
        var number = digits.ToString();
        if (number.StartsWith("00", StringComparison.Ordinal))
            number = "+" + number[2..];
        return number.Count(char.IsAsciiDigit) is >= FewestDigits and <= 15 ? number : null;
    }

    private static string? Email(string text)
    {
        var at = text.LastIndexOf('@');
        return at > 0 && text.IndexOf('.', at) > at + 1 && !text.EndsWith('.') && !text.Contains(' ', StringComparison.Ordinal)
            ? text.ToLowerInvariant()
            : null;
    }

    private static string? Card(string text)
    {
        var number = text.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();
        return number.Length is >= 4 and <= 64 && number.All(char.IsAsciiLetterOrDigit) ? number : null;
    }
}

internal static class IdentifierKinds
{
    public static string Word(this IdentifierKind kind) => kind.ToString().ToLowerInvariant();
}
