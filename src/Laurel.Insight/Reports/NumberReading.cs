using Laurel.Insight.Facts;

namespace Laurel.Insight.Reports;

/// <summary>
/// Numbers as people and shops write them: 1234.5, 1,234.50, €12.00, and with a decimal comma where the whole column is written so.
/// </summary>
internal sealed class NumberReading(FactsFile facts)
{
    private const string DecimalComma = @",\d{1,2}\s*\D*$";
    private const string DecimalPoint = @"\.\d{1,3}\s*\D*$";

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
        var bare = $"regexp_replace({name}, '[^0-9.,+-]', '', 'g')";
        var plain = commas > 0 ? $"replace(replace({bare}, '.', ''), ',', '.')" : $"replace({bare}, ',', '')";
        return $"TRY_CAST({plain} AS DECIMAL(18, 6))";
    }
}
