using System.Globalization;
using Laurel.Insight.Statistics;
using Laurel.Insight.Studies.Tables;

namespace Laurel.Insight.Studies;

/// <summary>One row per customer: what was known on the calibration day and what followed; and the outlook from the last day on.</summary>
internal static class ClvCustomers
{
    private const string Head = "customer,first_day,cal_repeats,cal_recency_weeks,cal_age_weeks,cal_mean_spend,cal_probability_alive,"
        + "cal_expected_purchases,holdout_purchases,cal_value,repeats,recency_weeks,age_weeks,mean_spend,probability_alive,expected_purchases,"
        + "expected_spend,value";

    public static void Write(
        string path, Names names, Learned learned, ModelChoice choice, Learned forecast, MemberForecast[] outlook, double weeks)
    {
        var model = choice.Best.Fit.Model;
        var expected = learned.Histories.ForEachMember(history => model.ExpectedPurchases(history, weeks));
        var then = learned.Customers.Zip(expected, learned.Outlook(model)).ToDictionary(one => one.First.Member);
        CsvOutput.Write(path, Head, forecast.Customers.Zip(outlook, (now, next) =>
        {
            string[] before = then.TryGetValue(now.Member, out var cal)
                ? [.. Known(cal.First), Text(cal.Third.ProbabilityAlive), Text(cal.Second), $"{cal.First.LaterDays}",
                    Money(learned, cal.Third.Value)]
                : ["", "", "", "", "", "", "", ""];
            return (string[])
            [
                names[now.Member], $"{now.FirstDay:yyyy-MM-dd}", .. before, .. Known(now), Text(next.ProbabilityAlive),
                Text(next.ExpectedPurchases),
                Money(forecast, next.ExpectedSpend), Money(forecast, next.Value),
            ];
        }));
    }

    private static string[] Known(ObservedMember customer) =>
    [
        $"{customer.History.Repeats}", Text(customer.History.LastRepeat), Text(customer.History.Observed), Text(customer.MeanRepeatSpend),
    ];

    private static string Money(Learned learned, double value) => learned.Spend is null ? "" : Text(value);

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>Writes a table as CSV: UTF-8, comma, quotes where they are needed.</summary>
internal static class CsvOutput
{
    public static void Write(string path, string head, IEnumerable<string[]> rows)
    {
        try
        {
            using var writer = new StreamWriter(path);
            writer.WriteLine(head);
            foreach (var row in rows)
                writer.WriteLine(string.Join(',', row.Select(Quote)));
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            throw new StudyException("unwritable", ("file", path), ("reason", reason.Message));
        }
    }

    private static string Quote(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
