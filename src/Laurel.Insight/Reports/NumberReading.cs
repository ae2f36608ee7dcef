using Laurel.Insight.Facts;

namespace Laurel.Insight.Reports;

/// <summary>
/// Numbers as people, shops and ledgers write them: 1234.5, 1,234.50, €12.00, (12.00) and 12- below zero, 1.5e3, and with a decimal comma where
/// the whole column is written so.
/// </summary>
internal sealed class NumberReading(FactsFile facts)
{
    private const string DecimalComma = @",\d{1,2}\s*\D*$";
    private const string DecimalPoint = @"\.\d{1,3}\s*\D*$";
    private const string Exponent = @"^[+-]?\d+([.,]\d+)?[eE][+-]?\d+$";

    /// <summary>Something between two digits that parts no thousands: 3x4 and 12-34 are no numbers.</summary>
    private const string Broken = @"\d[^\d]*[^\d.,\s''’\x{00a0}\x{202f}][^\d]*\d";

    private const string BelowZero = @"^[^\d]*[-−–]|\d\s*[-−–]$|\([^()]*\d[^()]*\)$";

    /// <summary>An expression that is the number of a column, null where it is none.</summary>
    /// <exception cref="OrdersFileException">Some numbers have a decimal comma, others a decimal point.</exception>
    internal string Sql(string column)
    {
        var name = RawOrders.Name(column);
        using var reader = facts.Select($"""
            SELECT count(*) FILTER (regexp_matches({name}, '{DecimalComma}')), count(*) FILTER (regexp_matches({name}, '{DecimalPoint}'))
            FROM raw
            """);
        reader.Read();
        var (commas, points) = (reader.GetInt64(0), reader.GetInt64(1));
        if (commas > 0 && points > 0)
            throw new OrdersFileException("two-marks", ("column", column), ("commas", commas), ("points", points));
        var (text, bare) = ($"trim({name})", $"regexp_replace({name}, '[^0-9.,]', '', 'g')");
        var plain = commas > 0 ? $"replace(replace({bare}, '.', ''), ',', '.')" : $"replace({bare}, ',', '')";
        return $"""
            CASE WHEN regexp_matches({text}, '{Exponent}') THEN TRY_CAST(TRY_CAST(replace({text}, ',', '.') AS DOUBLE) AS DECIMAL(18, 6))
                 WHEN regexp_matches({text}, '{Broken}') THEN NULL
                 WHEN regexp_matches({text}, '{BelowZero}') THEN -TRY_CAST({plain} AS DECIMAL(18, 6))
                 ELSE TRY_CAST({plain} AS DECIMAL(18, 6)) END
            """;
    }
}
