using System.Text;

namespace Laurel.Insight.Facts.DuckDb;

/// <summary>Puts .NET values into the places of a prepared statement.</summary>
internal static class ParameterBinding
{
    private static readonly DateOnly Epoch = new(1970, 1, 1);

    internal static void Bind(StatementHandle statement, IReadOnlyList<DuckDBParameter> parameters)
    {
        var places = NativeMethods.ParameterCount(statement);
        for (ulong place = 1; place <= places; place++)
        {
            var state = BindOne(statement, place, Find(statement, place, parameters).Value);
            if (state != 0)
                throw new DuckDBException($"The value of parameter {place} could not be bound.");
        }
    }

    /// <summary>DuckDB names a `?` or `$1` by its number.</summary>
    private static DuckDBParameter Find(StatementHandle statement, ulong place, IReadOnlyList<DuckDBParameter> parameters)
    {
        var pointer = NativeMethods.ParameterName(statement, place);
        var name = NativeMethods.Text(pointer) ?? "";
        NativeMethods.Free(pointer);
        foreach (var parameter in parameters)
        {
            if (string.Equals(parameter.ParameterName, name, StringComparison.OrdinalIgnoreCase))
                return parameter;
        }
        return int.TryParse(name, out var number) && number <= parameters.Count
            ? parameters[number - 1]
            : throw new DuckDBException($"The statement needs the parameter ${name}, which was not given.");
    }

    private static int BindOne(StatementHandle statement, ulong place, object? value) => value switch
    {
        null or DBNull => NativeMethods.BindNull(statement, place),
        bool truth => NativeMethods.BindBoolean(statement, place, truth ? (byte)1 : (byte)0),
        int number => NativeMethods.BindInt32(statement, place, number),
        long number => NativeMethods.BindInt64(statement, place, number),
        double number => NativeMethods.BindDouble(statement, place, number),
        decimal number => NativeMethods.BindDecimal(statement, place, NativeDecimal.From(number)),
        string text => BindText(statement, place, text),
        DateOnly day => NativeMethods.BindDate(statement, place, day.DayNumber - Epoch.DayNumber),
        DateTime time => NativeMethods.BindTimestamp(statement, place, Microseconds(time)),
        byte[] bytes => NativeMethods.BindBlob(statement, place, bytes, (ulong)bytes.Length),
        _ => throw new NotSupportedException($"A {value.GetType().Name} cannot be a parameter here."),
    };

    private static int BindText(StatementHandle statement, ulong place, string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        return NativeMethods.BindVarchar(statement, place, utf8, (ulong)utf8.Length);
    }

    internal static long Microseconds(DateTime time) => (time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    internal static int Days(DateOnly day) => day.DayNumber - Epoch.DayNumber;

    internal static DateOnly Day(int days) => DateOnly.FromDayNumber(Epoch.DayNumber + days);

    internal static DateTime Time(long microseconds) => DateTime.SpecifyKind(
        DateTime.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond), DateTimeKind.Unspecified);
}
