using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Laurel.Server.Features.Analyze;

/// <summary>Options of the verbs. Numbers and days are written the same whatever the machine's language: 0.95 and 2026-03-31.</summary>
internal static class Wanted
{
    public static Argument<string> File(string name, string description) => new(name) { Description = description };

    public static Option<string> Column(string name, string description) =>
        new(name) { Description = description, HelpName = "column", Required = true };

    public static Option<string?> Maybe(string name, string description, string help = "column") =>
        new(name) { Description = description, HelpName = help };

    public static Option<string[]> Several(string name, string description, string help = "column", bool required = false)
    {
        var option = new Option<string[]>(name)
        {
            Description = description,
            HelpName = help,
            Required = required,
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = required ? null : _ => [],
        };
        option.Validators.Add(RefuseOptions);
        return option;
    }

    /// <summary>An option that does not exist is no further value of the one before it.</summary>
    private static void RefuseOptions(OptionResult given)
    {
        foreach (var token in given.Tokens.Where(token => token.Value is ['-', '-', not '-', ..]))
            given.AddError($"There is no option '{token.Value}'.");
    }

    public static Option<bool> Flag(string name, string description) => new(name) { Description = description };

    public static Option<double?> Number(string name, string description, string help = "number") => new(name)
    {
        Description = description,
        HelpName = help,
        CustomParser = text => Read<double>(
            text, (string token, out double value) =>
                double.TryParse(token, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value),
            "a number such as 0.5"),
    };

    public static Option<long?> Count(string name, string description, string help = "number") => new(name)
    {
        Description = description,
        HelpName = help,
        CustomParser = text => Read<long>(
            text, (string token, out long value) =>
                long.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out value), "a whole number"),
    };

    public static Option<DateOnly?> Day(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "yyyy-mm-dd",
        CustomParser = text => Read<DateOnly>(
            text, (string token, out DateOnly day) =>
                DateOnly.TryParseExact(token, "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out day),
            "a day such as 2026-03-31"),
    };

    public static Option<string> OneOf(string name, string description, params string[] values)
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => values[0] };
        option.AcceptOnlyFromAmong(values);
        return option;
    }

    private delegate bool TryRead<T>(string text, out T value);

    private static T? Read<T>(ArgumentResult text, TryRead<T> read, string wanted)
        where T : struct
    {
        if (read(text.Tokens[0].Value, out var value))
            return value;
        text.AddError($"'{text.Tokens[0].Value}' is not {wanted}.");
        return null;
    }
}
