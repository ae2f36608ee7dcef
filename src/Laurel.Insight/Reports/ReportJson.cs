using System.Text.Json;
using Laurel.Insight.Questions;

namespace Laurel.Insight.Reports;

/// <summary>A report as JSON: where it comes from, what was left out, and every answer.</summary>
internal static class ReportJson
{
    internal static void Write(Utf8JsonWriter json, MeasureReport report)
    {
        json.WriteStartObject();
        json.WriteNumber("format", 1);
        json.WriteString("as_of", AnswerJson.Day(report.Scope.AsOf));
        json.WriteString("since", AnswerJson.Day(report.Scope.Since));
        json.WriteString("currency", report.Scope.Currency);
        json.WriteString("language", report.Language.Code());
        if (report.Profile is { } profile)
            WriteFile(json, report.FileName!, profile);
        WriteWarnings(json, report);
        json.WriteStartArray("questions");
        foreach (var answer in report.Answers)
            AnswerJson.Write(json, answer, report.Language);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteFile(Utf8JsonWriter json, string name, OrdersProfile profile)
    {
        json.WriteStartObject("file");
        json.WriteString("name", name);
        json.WriteNumber("rows", profile.Rows);
        json.WriteNumber("orders", profile.Orders);
        json.WriteNumber("return_orders", profile.ReturnOrders);
        json.WriteNumber("customers", profile.Customers);
        json.WriteNumber("skus", profile.Skus);
        json.WriteNumber("amount", Plain(profile.Amount));
        json.WriteNumber("amount_with_customer", Plain(profile.AmountWithCustomer));
        json.WriteNumber("rows_without_customer", profile.RowsWithoutCustomer);
        json.WriteEndObject();
    }

    private static void WriteWarnings(Utf8JsonWriter json, MeasureReport report)
    {
        json.WriteStartArray("warnings");
        foreach (var warning in report.Warnings)
        {
            json.WriteStartObject();
            json.WriteString("code", warning.Code);
            json.WriteNumber("rows", warning.Rows);
            json.WriteBoolean("dropped", warning.IsDropped);
            json.WriteString("text", warning.Text(report.Language));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>Without the zeros that a sum of decimals trails behind it.</summary>
    private static decimal Plain(decimal value) => value / 1.0000000000000000000000000000m;
}
