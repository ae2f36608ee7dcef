namespace Laurel.Insight.Questions;

/// <summary>Currencies as figures need them: also the unknown one of a file that names none.</summary>
internal static class Currencies
{
    /// <summary>ISO 4217's code for no currency; amounts are shown without a sign, with two decimals.</summary>
    internal const string Unknown = "XXX";

    internal static Currency Of(string? code) => code is null or Unknown
        ? new(Unknown, 2)
        : Currency.TryParse(code)
            ?? throw new ArgumentException($"ISO 4217 has no currency '{code}'; write a code such as EUR.", nameof(code));
}
